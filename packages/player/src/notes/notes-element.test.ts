// Chromium first: what is written and listed is the same script in all engines.
import {expect, fixture, html} from '@open-wc/testing';
import {collectEvents, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import './define.js';
import {film, known, media, mediaSite, part, PATIENCE_MS} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import type {NoteChangeEvent} from './note-events.js';
import type {UgglaNotes} from './notes-element.js';

let ids = 0;

async function pair(attributes: {store?: 'none'; lang?: string} = {}, id = `urn:film:${ids}`) {
  ids++;
  const site = await mediaSite({files: {'fixtures/media/noted.json': {...film, id}}});
  const player = await known(media(site, 'noted.json'), {id: `noted-${ids}`});
  const notes = await fixture<UgglaNotes>(
    html`<uggla-notes for=${player.id} lang=${attributes.lang ?? 'en'} store=${attributes.store ?? 'device'}></uggla-notes>`,
  );
  await waitUntil(() => !input(notes).disabled, 'it never found its player');
  return {player, notes, id, site};
}

const input = (notes: UgglaNotes) => part<HTMLTextAreaElement>(notes, 'input')!;
const texts = (notes: UgglaNotes) =>
  [...notes.renderRoot.querySelectorAll('li .text')].map(({textContent}) => textContent);
const button = (notes: UgglaNotes, selector: string) => notes.renderRoot.querySelector<HTMLButtonElement>(selector)!;
const said = (notes: UgglaNotes) => button(notes, '[role=status]').textContent;

async function type(notes: UgglaNotes, text: string): Promise<void> {
  input(notes).value = text;
  input(notes).dispatchEvent(new Event('input'));
  await notes.updateComplete;
}

async function write(notes: UgglaNotes, player: UgglaPlayer, time: number, text: string): Promise<void> {
  player.currentTime = time;
  await type(notes, text);
  part(notes, 'add')!.click();
  await notes.updateComplete;
}

describe('UgglaNotes', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('takes a note at the second at which somebody began to write, and lists it there', async () => {
    const {player, notes} = await pair();
    expect(notes.renderRoot.textContent).to.contain('No notes yet.');
    await write(notes, player, 7, 'Later');
    player.currentTime = 3;
    await type(notes, 'E');
    player.currentTime = 5; // it plays on while they write
    await type(notes, 'Earlier');
    expect(part(notes, 'add')!.textContent).to.equal('Add at 0:03');
    part(notes, 'add')!.click();
    await notes.updateComplete;
    expect(texts(notes)).to.deep.equal(['Earlier', 'Later']);
    expect(notes.notes.map(({time, text}) => [time, text])).to.deep.equal([
      [3, 'Earlier'],
      [7, 'Later'],
    ]);
    expect([input(notes).value, notes.shadowRoot!.activeElement === input(notes), said(notes)]).to.deep.equal([
      '',
      true,
      'Note added at 0:03',
    ]);
    await expect(notes).to.be.accessible();
  });

  it('adds nothing that is empty', async () => {
    const {player, notes} = await pair();
    await write(notes, player, 1, ' \n ');
    expect(notes.notes).to.deep.equal([]);
  });

  it('leads back to the second of a note', async () => {
    const {player, notes} = await pair();
    await write(notes, player, 7, 'There');
    player.currentTime = 0;
    const asked = collectEvents<Event & {time: number}>(notes, 'uggla-seek-request');
    const time = part(notes, 'time')!;
    expect(time.getAttribute('aria-label')).to.equal('Go to 0:07');
    time.click();
    expect([asked[0]!.time, player.currentTime]).to.deep.equal([7, 7]);
    player.pause();
  });

  it('changes a note, by button and keys, and leaves it as it was by Escape', async () => {
    const {player, notes} = await pair();
    await write(notes, player, 2, 'One');
    button(notes, '.edit').click();
    await notes.updateComplete;
    const editor = () => button(notes, '.editor textarea') as unknown as HTMLTextAreaElement;
    expect([
      notes.shadowRoot!.activeElement === editor(),
      editor().value,
      editor().getAttribute('aria-label'),
    ]).to.deep.equal([true, 'One', 'Note at 0:02']);
    editor().value = 'Thrown away';
    editor().dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
    await notes.updateComplete;
    expect([texts(notes), notes.shadowRoot!.activeElement === button(notes, '.edit')]).to.deep.equal([['One'], true]);
    button(notes, '.edit').click();
    await notes.updateComplete;
    editor().value = 'Two';
    editor().dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true}));
    await notes.updateComplete;
    expect([texts(notes), said(notes), notes.notes[0]!.time]).to.deep.equal([['Two'], 'Note saved.', 2]);
  });

  it('deletes a note, and brings it back', async () => {
    const {player, notes} = await pair();
    await write(notes, player, 2, 'One');
    await write(notes, player, 4, 'Two');
    const [one] = notes.notes;
    button(notes, '.remove').click();
    await notes.updateComplete;
    expect([texts(notes), said(notes), notes.shadowRoot!.activeElement === button(notes, '.undo')]).to.deep.equal([
      ['Two'],
      'Note deleted.',
      true,
    ]);
    button(notes, '.undo').click();
    await notes.updateComplete;
    expect([notes.notes[0], notes.shadowRoot!.activeElement === part(notes, 'time')]).to.deep.equal([one, true]);
  });

  it('tells the page of each change, so that it can keep them itself', async () => {
    const {player, notes} = await pair({store: 'none'});
    const heard = collectEvents<NoteChangeEvent>(notes, 'uggla-note-change');
    await write(notes, player, 2, 'One');
    button(notes, '.edit').click();
    await notes.updateComplete;
    (button(notes, '.editor textarea') as unknown as HTMLTextAreaElement).value = 'Two';
    button(notes, '.save').click();
    await notes.updateComplete;
    button(notes, '.remove').click();
    await notes.updateComplete;
    button(notes, '.undo').click();
    expect(heard.map(({change, note, notes: all, bubbles}) => [change, note.text, all.length, bubbles])).to.deep.equal([
      ['add', 'One', 1, false],
      ['edit', 'Two', 1, false],
      ['remove', 'Two', 0, false],
      ['add', 'Two', 1, false],
    ]);
    expect(Object.keys(localStorage).filter((key) => key.startsWith('uggla-notes'))).to.deep.equal([]);
    notes.notes = [{id: 'server', time: 1, text: 'From elsewhere'}];
    await notes.updateComplete;
    expect([texts(notes), heard.length]).to.deep.equal([['From elsewhere'], 4]);
  });

  it('finds them again on the next visit, also what was half written, each film its own', async () => {
    const first = await pair();
    await write(first.notes, first.player, 2, 'Kept');
    first.player.currentTime = 6;
    await type(first.notes, 'Half wri');
    first.notes.remove();
    first.player.remove();
    const other = await pair();
    expect(texts(other.notes)).to.deep.equal([]);
    const second = await pair({}, first.id);
    expect([texts(second.notes), input(second.notes).value, part(second.notes, 'add')!.textContent]).to.deep.equal([
      ['Kept'],
      'Half wri',
      'Add at 0:06',
    ]);
  });

  it('shows what another tab writes, and writes nothing over', async () => {
    const {player, notes, id} = await pair();
    await write(notes, player, 2, 'Here');
    const key = `uggla-notes:${id}`;
    localStorage.setItem(key, JSON.stringify({notes: [...notes.notes, {id: 'there', time: 1, text: 'There'}]}));
    dispatchEvent(new StorageEvent('storage', {key}));
    await notes.updateComplete;
    expect(texts(notes)).to.deep.equal(['There', 'Here']);
    localStorage.setItem(key, JSON.stringify({notes: [...notes.notes, {id: 'more', time: 9, text: 'More'}]})); // and before the tab has told
    await write(notes, player, 3, 'Now');
    expect(texts(notes)).to.deep.equal(['There', 'Here', 'Now', 'More']);
  });

  it('says when the browser keeps nothing, and works until the page goes', async () => {
    const {player, notes} = await pair();
    const {setItem} = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      await write(notes, player, 2, 'One');
      await write(notes, player, 3, 'Two');
    } finally {
      Storage.prototype.setItem = setItem;
    }
    expect(texts(notes)).to.deep.equal(['One', 'Two']);
    expect(button(notes, '[role=alert]').textContent).to.contain('keeps no notes');
  });

  it('shows what others have written as text', async () => {
    const {notes} = await pair();
    notes.notes = [{id: '"] *', time: 1, text: '<img src=x onerror=alert(1)>'}];
    await notes.updateComplete;
    expect([texts(notes)[0], notes.renderRoot.querySelector('img')]).to.deep.equal([
      '<img src=x onerror=alert(1)>',
      null,
    ]);
    button(notes, '.remove').click();
    await notes.updateComplete;
    button(notes, '.undo').click();
    await notes.updateComplete;
    expect(notes.shadowRoot!.activeElement === part(notes, 'time')).to.equal(true);
  });

  it('hands them out as files that are named after the film', async () => {
    const {player, notes} = await pair();
    await write(notes, player, 2, 'One');
    const files: Promise<string[]>[] = [];
    const {click} = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      files.push(fetch(this.href).then(async (answer) => [this.download, await answer.text()]));
    };
    try {
      for (const one of notes.renderRoot.querySelectorAll<HTMLElement>('[part=export]')) one.click();
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(await Promise.all(files)).to.deep.equal([
      ['The-film.md', '# Notes: The film\n\n- **0:02** One\n'],
      ['The-film.vtt', 'WEBVTT\n\n00:00:02.000 --> 00:00:07.000\nOne\n'],
    ]);
  });

  it('speaks the language of the page around it, and is written from right to left', async () => {
    const {notes} = await pair({lang: 'es'});
    expect(part(notes, 'add')!.textContent).to.match(/^Añadir en/);
    notes.removeAttribute('lang');
    await rightToLeft(async () => {
      await waitUntil(() => input(notes).placeholder === 'اكتب ملاحظة', 'it never spoke Arabic');
      expect(getComputedStyle(button(notes, 'section')).direction).to.equal('rtl');
    });
  });

  it('waits for a player that is not there yet', async () => {
    const notes = await fixture<UgglaNotes>(html`<uggla-notes for="nobody"></uggla-notes>`);
    expect(input(notes).disabled).to.equal(true);
  });
});
