// Chromium first: whole books are read; hostile-book.test.ts tries the frame that shows them.
import {expect} from '@open-wc/testing';
import type {Course} from '@uggla/protocol';
import {nextEvent} from '@uggla/testing';
import {base64, epub, pdf} from '@uggla/testing/documents.js';
import type {UgglaErrorEvent} from '@uggla/core';
import type {UgglaCourse} from '../course/course-element.js';
import type {AcknowledgeEvent} from '../events.js';
import {write} from '../testing/question-stage.test.kit.js';
import {done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {sha256} from './check-document.js';

async function site(bytes: Uint8Array, {src = 'policy.pdf', type = 'application/pdf'} = {}) {
  const document = {en: {src, sha256: await sha256(bytes.slice().buffer), version: '7', title: 'Policy'}};
  const made = await publish(
    sample({
      items: [{id: 'privacy', kind: 'acknowledgement', title: 'Privacy', document}],
    } as unknown as Partial<Course>),
  );
  await made.rule({match: src, base64: base64(bytes), type});
  return made;
}

/** A course whose document cannot be shown: its error. */
async function refused(
  bytes: Uint8Array,
  options?: {src?: string; type?: string},
): Promise<{code: string; course: UgglaCourse}> {
  const made = await site(bytes, options);
  const course = document.createElement('uggla-course');
  Object.assign(course, {src: made.url('course.json'), lang: 'en', records: 'local'});
  const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
  document.body.append(course);
  const {code} = (await failed).error;
  await waitUntil(() => find(course, '[part=error]'));
  return {code, course};
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const mayAccept = (course: UgglaCourse) => find(course, '[part=accept]')?.getAttribute('aria-disabled') === 'false';

async function accept(course: UgglaCourse): Promise<AcknowledgeEvent> {
  write(find(course, 'input[name=name]')!, 'Ana Ruiz');
  const accepted = nextEvent<AcknowledgeEvent>(course, 'uggla-acknowledge');
  find(course, '[part=accept]')!.click();
  return accepted;
}

describe('a PDF to accept', () => {
  it('is shown in the frame out of the bytes that were checked, and accepted once its end was read', async () => {
    const bytes = pdf(['one', 'two', 'three']);
    const made = await site(bytes);
    const course = await mount({site: made});
    await found(course, 'form.accept');
    await waitUntil(() => find(course, '.where')?.textContent === 'Page 1 of 3', 'the first page never came');
    expect(mayAccept(course)).to.equal(false);
    expect(find(course, '#accept-hint')?.textContent).to.equal('Read the document to its end first.');
    await expect(course).to.be.accessible();
    for (let turns = 0; turns < 40 && !mayAccept(course); turns++) {
      const where = find(course, '.where')?.textContent;
      find(course, '[part=next-page]')!.click();
      await waitUntil(
        () =>
          mayAccept(course) ||
          where === 'Page 3 of 3' ||
          find(course, '.where')?.textContent !== where ||
          turns % 2 === 0,
      );
    }
    await waitUntil(() => mayAccept(course), 'it cannot be accepted');
    const {sha256: hash, version, statement} = await accept(course);
    expect([hash, version]).to.deep.equal([await sha256(bytes.slice().buffer), '7']);
    expect(statement.context?.extensions?.['https://uggla.dev/xapi/document']).to.equal(made.url('policy.pdf'));
    expect(await made.requests('policy.pdf')).to.have.length(1); // what is shown was not fetched again
    expect(done(course, 'privacy').completed).to.be.a('string');
  }).timeout(40_000);
});

describe('an EPUB to accept', () => {
  it('is read in the frame too', async () => {
    const course = await mount({
      site: await site(epub({Rules: '<p>Be kind.</p>'}), {src: 'rules.epub', type: 'application/epub+zip'}),
    });
    await found(course, 'form.accept');
    await waitUntil(() => mayAccept(course), 'it cannot be accepted');
    expect((await accept(course)).name).to.equal('Ana Ruiz');
  });
});

describe('a file that is no document', () => {
  for (const [what, bytes, options, code] of [
    ['a page of HTML', utf8('<!doctype html><script>parent.accepted = true</script>'), {}, 'document-kind-unsupported'],
    ['a program', utf8('alert(1)'), {src: 'policy.js', type: 'text/javascript'}, 'document-kind-unsupported'],
    ['an empty file', new Uint8Array(), {}, 'document-kind-unsupported'],
    ['JSON that is no text', utf8('{"tree": 7}'), {src: 'policy.json', type: 'application/json'}, 'article-invalid'],
    ['JSON that is none', utf8('{"tree": '), {src: 'policy.json', type: 'application/json'}, 'article-invalid'],
    ['a PDF without a page', utf8('%PDF-1.7 nothing more'), {}, 'book-invalid'],
    ['an archive that is no book', utf8('PK\u0003\u0004 a letter'), {src: 'policy.docx'}, 'book-invalid'],
  ] as const) {
    it(`cannot be accepted: ${what}`, async () => {
      const {code: found, course} = await refused(bytes, options);
      expect(found).to.equal(code);
      expect(find(course, '[part=error]')?.textContent).to.contain(code);
      expect(find(course, '[part=accept]')).to.equal(null);
      expect(done(course, 'privacy').signed).to.equal(undefined);
      course.remove();
    });
  }

  it('is told of when it is missing, and comes when one tries again', async () => {
    const made = await site(epub({Rules: '<p>Be kind.</p>'}), {src: 'rules.epub'});
    await made.rule({match: 'rules.epub', status: 404, times: 1});
    const course = await mount({site: made});
    const error = await found(course, '[part=error]');
    expect(error.textContent).to.contain('document-unavailable');
    await expect(course).to.be.accessible();
    error.querySelector('button')!.click();
    await found(course, 'form.accept');
  });
});
