import {expect} from '@open-wc/testing';
import type {Book} from 'foliate-js/view.js';
import {isDrawnPage, nameByPictures, pageAround, settleDirection, unprefixed} from './as-specified.js';

const bookOf = (more: Partial<Book> = {}): Book => ({sections: [], ...more});

describe('what EPUB asks of reading systems', () => {
  it('a book is read in the direction of its spine, else of its language, and its pages do not inherit that', () => {
    const directionOf = (book: Book) => {
      settleDirection(book);
      expect(book.metadata ?? {}).to.not.have.property('language');
      return book.dir;
    };
    expect(directionOf(bookOf({metadata: {language: 'ar'}}))).to.equal('rtl');
    expect(directionOf(bookOf({dir: 'default', metadata: {language: ['he-IL', 'en']}}))).to.equal('rtl');
    expect(directionOf(bookOf({dir: 'ltr', metadata: {language: 'ar'}}))).to.equal('ltr');
    expect(directionOf(bookOf({metadata: {language: 'arn'}}))).to.equal(undefined);
    expect(directionOf(bookOf())).to.equal(undefined);
  });

  it('styles with the old prefix have the names that browsers know', () => {
    expect(unprefixed('p{-epub-hyphens:auto;-EPUB-writing-mode: vertical-rl}')).to.equal(
      'p{hyphens:auto;writing-mode: vertical-rl}',
    );
    expect(unprefixed('margin: 0; -epub-text-transform: -epub-fullwidth')).to.equal(
      'margin: 0; text-transform: full-width',
    );
    expect(unprefixed('-epub-text-combine: horizontal; -epub-text-orientation: vertical-right')).to.equal(
      'text-combine-upright: all; text-orientation: mixed',
    );
    expect(unprefixed('-epub-text-combine-horizontal: all} a{-epub-text-orientation: rotate-right')).to.equal(
      'text-combine-upright: all} a{text-orientation: sideways',
    );
    expect(unprefixed('.my-epub-note{color:red} a[href="x-epub-y"]{}')).to.equal(
      '.my-epub-note{color:red} a[href="x-epub-y"]{}',
    );
  });

  it('a drawing that is a page gets a page around it; a picture in a page does not', () => {
    const book = bookOf({sections: [{id: 'EPUB/1.svg'}]});
    expect([
      isDrawnPage(book, 'EPUB/1.svg', 'image/svg+xml'),
      isDrawnPage(book, 'EPUB/2.svg', 'image/svg+xml'),
      isDrawnPage(book, 'EPUB/1.svg', 'application/xhtml+xml'),
    ]).to.deep.equal([true, false, false]);
    const page = new DOMParser().parseFromString(
      pageAround(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><text>One</text></svg>',
      ),
      'application/xhtml+xml',
    );
    expect(page.querySelector('parsererror')).to.equal(null);
    expect(page.querySelector('body > svg > text')?.textContent).to.equal('One');
  });

  it('an entry of the contents that is a picture has the name of the picture', async () => {
    const nav =
      '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li><a href="a%20b.xhtml"><img src="1.png" alt="The abbey"/></a></li><li><a href="sub/c.xhtml#two"><img src="2.png" alt="" title="The cloister"/></a></li><li><a href="d.xhtml">Plain</a></li></ol></nav></body></html>';
    const toc = [
      {label: '', href: 'EPUB/a b.xhtml'},
      {label: 'Part', subitems: [{label: ' ', href: 'EPUB/sub/c.xhtml#two'}]},
      {label: 'Plain', href: 'EPUB/d.xhtml'},
    ];
    const archive = {
      loadText: (name: string) => Promise.resolve(name === 'EPUB/nav.xhtml' ? nav : ''),
      loadBlob: () => null,
      getSize: () => 0,
    };
    await nameByPictures({...bookOf({toc}), resources: {navPath: 'EPUB/nav.xhtml'}}, archive);
    expect([toc[0]!.label, toc[1]!.subitems![0]!.label, toc[2]!.label]).to.deep.equal([
      'The abbey',
      'The cloister',
      'Plain',
    ]);
  });
});
