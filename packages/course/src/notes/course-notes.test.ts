// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries their stores.
import {expect} from '@open-wc/testing';
import type {UgglaCourse} from '../course/course-element.js';
import {
  all,
  courseId,
  find,
  found,
  mount,
  publish,
  sample,
  stateOf,
  waitUntil,
  withServer,
} from '../testing/support.test.js';
import {inOrder, mergeAnnotations, readAnnotations, type Annotation} from './annotations.js';
import {NOTES_STATE} from './notebook.js';
import {toWebAnnotations} from './web-annotation.js';

const at = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const note = (id: string, more: Partial<Annotation> = {}): Annotation => ({
  id,
  lesson: 'hello',
  kind: 'note',
  text: id,
  created: at(0),
  modified: at(0),
  ...more,
});

const rows = (course: UgglaCourse) => all(course, '[part=annotation]');
const focused = (course: UgglaCourse) => (course.renderRoot as ShadowRoot).activeElement;

async function openNotes(course: UgglaCourse): Promise<void> {
  await found(course, '.lesson-body :not([aria-busy])');
  find(course, '[part=notes-button]')!.click();
  await found(course, '[part=note-input]');
}

async function write(course: UgglaCourse, text: string): Promise<void> {
  const input = await found<HTMLTextAreaElement>(course, '[part=note-input]');
  const before = rows(course).length;
  input.value = text;
  input.dispatchEvent(new InputEvent('input', {bubbles: true}));
  find(course, '[part=note-add]')!.click();
  await waitUntil(() => rows(course).length === before + 1, 'the note is not in the list');
}

async function film(course: UgglaCourse): Promise<HTMLVideoElement> {
  const player = await found<HTMLVideoElement>(course, 'uggla-player');
  player.muted = true;
  await waitUntil(() => player.duration > 0, 'the film never came');
  return player;
}

describe("the learner's notes", () => {
  it('stand at a second, lead back to it, and are there on the next visit', async () => {
    const site = await publish(sample());
    const course = await mount({site});
    const player = await film(course);
    player.currentTime = 1;
    await waitUntil(() => !player.seeking && player.currentTime > 0.9);
    await openNotes(course);
    await waitUntil(() => focused(course)?.matches('[part=note-input]'), 'the form has no focus');
    await write(course, 'Owls <b>turn</b>');
    expect(rows(course)[0]!.textContent).to.contain('Hello · 0:01').and.contain('Owls <b>turn</b>');
    find(course, '[part=bookmark]')!.click();
    await waitUntil(() => rows(course).length === 2);
    await expect(course).to.be.accessible();
    await course.goTo('values');
    await waitUntil(() => find(course, '.prose'));
    await write(course, 'On the values');
    expect(rows(course)[2]!.textContent).to.contain('Our values').and.contain('word0 word1');
    course.remove();

    const again = await mount({site, attributes: {lesson: 'test'}});
    find(again, '[part=notes-button]')!.click();
    await waitUntil(() => rows(again).length === 3, 'they are gone');
    rows(again)[0]!.querySelector<HTMLElement>('.hit')!.click();
    const there = await found<HTMLVideoElement>(again, 'uggla-player');
    await waitUntil(() => Math.abs(there.currentTime - 1) < 0.4, 'it is not at that second');
    rows(again)[2]!.querySelector<HTMLElement>('.hit')!.click();
    await waitUntil(() => again.lesson === 'values' && focused(again)?.localName === 'p', 'it is not at those words');
  });

  it('are changed, deleted, brought back and handed out, by keys and in Spanish', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lang: 'es', lesson: 'values'}});
    await waitUntil(() => find(course, '.prose'));
    await openNotes(course);
    await write(course, 'Primera');
    find(course, '[part=note-edit]')!.click();
    await waitUntil(() => focused(course)?.matches('.annotation textarea'), 'the editor has no focus');
    const editor = focused(course) as HTMLTextAreaElement;
    editor.value = 'Segunda';
    editor.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true}));
    await waitUntil(() => rows(course)[0]!.textContent?.includes('Segunda'), 'it was not changed');
    find(course, '[part=note-remove]')!.click();
    await waitUntil(() => rows(course).length === 0 && focused(course)?.matches('.undo'), 'it was not deleted');
    expect(find(course, '[role=status]')?.textContent).to.equal('Borrado: Nuestros valores');
    (focused(course) as HTMLElement).click();
    await waitUntil(() => rows(course)[0]?.textContent?.includes('Segunda'), 'it did not come back');
    let name = '';
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      name = this.download;
    };
    try {
      find(course, '[part=notes-export]')!.click();
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(name).to.equal('notes.jsonld');
    find(course, '[part=note-input]')!.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true, cancelable: true}),
    );
    await waitUntil(() => !find(course, '[part=my-notes]'));
    expect(focused(course)).to.equal(find(course, '[part=notes-button]'));
  });

  describe('with a server', () => {
    it('follow to another device, beside the progress, and join with what is there', async () => {
      const definition = sample({id: courseId()});
      const site = await withServer(definition, {[NOTES_STATE]: {annotations: [note('from-the-phone', {time: 1})]}});
      const course = await mount({
        site,
        attributes: {records: 'server', endpoint: site.url('server'), lesson: 'values'},
      });
      await waitUntil(() => find(course, '.prose'));
      await openNotes(course);
      await waitUntil(() => rows(course).length === 1, 'what the phone wrote did not come');
      await write(course, 'from the desk');
      let sent: string[] = [];
      await waitUntil(async () => {
        const puts = (await site.requests(stateOf(NOTES_STATE))).filter(({method}) => method === 'PUT');
        sent = puts.length > 0 ? readAnnotations(JSON.parse(puts.at(-1)!.body)).map(({text}) => text!) : [];
        return sent.length === 2;
      }, 'it was not sent');
      expect(sent).to.have.members(['from-the-phone', 'from the desk']);
      const progress = (await site.requests('server/xapi/activities/state')).filter(
        ({method, query}) => method === 'PUT' && !decodeURIComponent(query).includes(NOTES_STATE),
      );
      for (const {body} of progress) expect(body).to.not.contain('from the desk');
    });
  });
});

describe('mergeAnnotations', () => {
  it('keeps of each the newer, and what was deleted stays so', () => {
    const one = [note('a', {text: 'old'}), note('b')];
    const other = [note('a', {text: 'new', modified: at(5)}), note('b', {removed: true, modified: at(5)}), note('c')];
    for (const merged of [
      mergeAnnotations(one, other, Date.parse(at(9))),
      mergeAnnotations(other, one, Date.parse(at(9))),
    ]) {
      expect(inOrder(merged, ['hello']).map(({id, text}) => [id, text])).to.have.deep.members([
        ['a', 'new'],
        ['c', 'c'],
      ]);
    }
    expect(mergeAnnotations([], other, Date.parse('2028-01-01')).map(({id}) => id)).to.deep.equal(['a', 'c']);
  });
});

describe('inOrder', () => {
  it('goes by lessons, seconds and pages, and leaves out lessons that are no more', () => {
    const given = [
      note('p10', {lesson: 'b', place: '10'}),
      note('p9', {lesson: 'b', place: '9'}),
      note('late', {time: 9}),
      note('soon', {time: 2}),
      note('x', {lesson: 'gone'}),
    ];
    expect(inOrder(given, ['hello', 'b']).map(({id}) => id)).to.deep.equal(['soon', 'late', 'p9', 'p10']);
  });
});

describe('readAnnotations', () => {
  it('takes nothing that is none, whoever wrote it', () => {
    const bad = [
      null,
      1,
      {id: 'x'},
      {...note('k'), kind: 'evil'},
      {...note('t'), modified: 'soon'},
      {...note('l'), lesson: 3},
    ];
    expect(
      readAnnotations({annotations: [...bad, {...note('ok'), time: -1, place: 7, evil: '<script>'}]}),
    ).to.deep.equal([note('ok')]);
    for (const none of [undefined, null, 'x', {annotations: 'x'}]) expect(readAnnotations(none)).to.deep.equal([]);
  });
});

describe('toWebAnnotations', () => {
  it('says the place in the way of each kind: seconds, CFI, page, words', () => {
    const course = sample({id: 'https://acme.example/c'});
    const made = toWebAnnotations(course, [
      note('1', {time: 4.2}),
      note('2', {kind: 'highlight', place: 'epubcfi(/6/4!/4)', quote: 'Owls'}),
      note('3', {kind: 'bookmark', place: '12'}),
      note('4'),
    ]);
    const {items} = made as {items: {id: string; motivation: string; target: {source: string; selector?: unknown}}[]};
    expect(items.map(({motivation}) => motivation)).to.deep.equal([
      'commenting',
      'highlighting',
      'bookmarking',
      'commenting',
    ]);
    expect(items[0]).to.deep.include({
      id: 'urn:uuid:1',
      type: 'Annotation',
      body: {type: 'TextualBody', value: '1', format: 'text/plain'},
    });
    expect(items.map(({target}) => target.selector)).to.deep.equal([
      {type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value: 't=4.2'},
      [
        {
          type: 'FragmentSelector',
          conformsTo: 'http://www.idpf.org/epub/linking/cfi/epub-cfi.html',
          value: 'epubcfi(/6/4!/4)',
        },
        {type: 'TextQuoteSelector', exact: 'Owls'},
      ],
      {type: 'FragmentSelector', conformsTo: 'http://tools.ietf.org/rfc/rfc3778', value: 'page=12'},
      undefined,
    ]);
    expect(items[0]!.target.source).to.equal('https://acme.example/c/hello');
  });
});
