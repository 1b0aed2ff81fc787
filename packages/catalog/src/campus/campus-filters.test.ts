// Chromium first: what is filtered is the same script in all engines; campus-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import {LocalizeController} from '@uggla/core/localize.js';
import type {Campus, CampusItem} from '@uggla/protocol';
import '../define.js';
import {en} from '../locales/en.js';
import {es} from '../locales/es.js';
import {noChoices, parseChoices} from '../shared/choices.js';
import {UgglaCampus} from './campus-element.js';
import {campusFilters} from './campus-filters.js';
import {nameOfLanguage, titleOfLanguage} from './campus-header.js';

const item = (id: string, more: Partial<CampusItem> = {}): CampusItem => ({
  id,
  kind: 'course',
  title: id,
  src: `${id}.json`,
  ...more,
});
const campusOf = (...items: CampusItem[]): Campus => ({
  id: 'c',
  title: 'C',
  languages: ['es', 'en'],
  packs: [{id: 'p', title: 'P', items}],
});

function localizeIn(language: string): LocalizeController<typeof en> {
  const host = new UgglaCampus();
  host.lang = language;
  return new LocalizeController(host, {en, es});
}

const spanish = localizeIn('es');
const names = (campus: Campus, filters = '') =>
  campusFilters(campus, parseChoices(filters), spanish).map(({name}) => name);
const valuesOf = (campus: Campus, field: string, filters = '') =>
  campusFilters(campus, parseChoices(filters), spanish)
    .find(({name}) => name === field)!
    .values.map(({value, count}) => `${value} ${count}`);

describe('campusFilters', () => {
  it('leaves out a field in which all items are alike', () => {
    expect(names(campusOf(item('a'), item('b')))).to.deep.equal([]);
    expect(names(campusOf(item('a'), item('b', {kind: 'guide'})))).to.deep.equal(['kind']);
    expect(names(campusOf(item('a', {tags: ['x']}), item('b', {languages: ['en']})))).to.deep.equal([
      'tag',
      'language',
    ]);
  });

  it('keeps a field that something was chosen in, so that it can be taken back', () => {
    expect(names(campusOf(item('a'), item('b')), 'kind=course')).to.deep.equal(['kind']);
  });

  it('counts an item of two packs once', () => {
    const campus = campusOf(item('a'), item('b', {kind: 'guide'}));
    campus.packs.push({id: 'q', title: 'Q', items: [item('a')]});
    expect(valuesOf(campus, 'kind')).to.deep.equal(['course 1', 'guide 1']);
  });

  it('counts what the other fields leave', () => {
    const campus = campusOf(
      item('a', {tags: ['x']}),
      item('b', {kind: 'guide', tags: ['x', 'y']}),
      item('c', {kind: 'guide'}),
    );
    expect(valuesOf(campus, 'kind', 'tag=x')).to.deep.equal(['course 1', 'guide 1']);
    expect(valuesOf(campus, 'tag', 'kind=guide')).to.deep.equal(['x 1', 'y 1']);
    expect(valuesOf(campus, 'tag', 'kind=guide&tag=y')).to.deep.equal(['x 1', 'y 1']); // its own field adds, and cuts nothing
  });

  it('counts what a search found, and keeps what it did not', () => {
    const campus = campusOf(item('a'), item('b'), item('c', {kind: 'guide'}));
    const [kinds] = campusFilters(campus, noChoices, spanish, new Map([['a', 3]]));
    expect(kinds!.values.map(({value, count}) => [value, count])).to.deep.equal([
      ['course', 3],
      ['guide', 0],
    ]);
  });

  it('takes an item that names no languages for one in all of the campus’s', () => {
    expect(
      valuesOf(campusOf(item('a'), item('b', {languages: ['en']}), item('c', {languages: ['pt']})), 'language'),
    ).to.deep.equal(['es 1', 'en 2', 'pt 1']);
  });

  it('shows the twelve topics that are used most, by name', () => {
    const items = Array.from({length: 30}, (_, at) =>
      item(`i-${at}`, {tags: [`t-${String(at % 20).padStart(2, '0')}`]}),
    );
    const shown = valuesOf(campusOf(...items), 'tag');
    expect(shown).to.have.length(12);
    expect(shown.slice(0, 10)).to.deep.equal(Array.from({length: 10}, (_, at) => `t-0${at} 2`));
  });

  it('always shows a topic that was chosen, however rare', () => {
    const items = Array.from({length: 30}, (_, at) => item(`i-${at}`, {tags: [at === 29 ? 'rare' : `t-${at % 14}`]}));
    expect(valuesOf(campusOf(...items), 'tag', 'tag=rare')).to.include('rare 1');
  });

  it('puts topics in the order of the reader’s alphabet', () => {
    const campus = campusOf(item('a', {tags: ['zeta', 'ñandú', 'nube', 'árbol', 'oso']}), item('b'));
    const titles = campusFilters(campus, noChoices, spanish)
      .find(({name}) => name === 'tag')!
      .values.map(({title}) => title);
    expect(titles).to.deep.equal(['árbol', 'nube', 'ñandú', 'oso', 'zeta']);
  });

  it('names kinds and languages in the reader’s words', () => {
    const campus = campusOf(item('a', {kind: 'book', languages: ['en']}), item('b', {kind: 'micro'}));
    const titles = (language: string) =>
      campusFilters(campus, noChoices, localizeIn(language)).flatMap(({title, values}) => [
        title,
        ...values.map((one) => one.title),
      ]);
    expect(titles('es')).to.deep.equal(['Tipo', 'Libro', 'Microlección', 'Idioma', 'Inglés', 'Español']);
    expect(titles('en')).to.deep.equal(['Kind', 'Book', 'Micro-lesson', 'Language', 'English', 'Spanish']);
  });
});

describe('the name of a language', () => {
  it('is what its readers call it, with a capital where it stands alone', () => {
    expect(nameOfLanguage('es', 'es')).to.match(/^español$/i); // WebKit writes it with a capital anywhere
    expect(['es', 'en'].map((one) => titleOfLanguage(one, 'es'))).to.deep.equal(['Español', 'Inglés']);
    expect(nameOfLanguage('es', 'en')).to.equal('Spanish');
  });

  it('has its region', () => {
    expect(titleOfLanguage('es-MX', 'es'))
      .to.contain('xico')
      .and.match(/^Español/);
  });

  it('is the tag itself where nobody knows it, or where it is none', () => {
    expect(nameOfLanguage('qqq', 'en')).to.match(/^qqq$/i);
    expect(nameOfLanguage('x', 'en')).to.equal('x');
    expect(nameOfLanguage('not a tag', 'en')).to.equal('not a tag');
  });
});
