// Chromium first: whole transcripts are read along; transcript.test.ts tries what is shown.
import {expect, fixture, html} from '@open-wc/testing';
import {emulate, nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, known, media, mediaSite, part, PATIENCE_MS} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import type {UgglaTranscript} from './transcript-element.js';

const speech = (language: string, ...texts: string[]) => ({
  language,
  paragraphs: texts.map((text, at) => ({start: at * 3, end: at * 3 + 3, text})),
});

const files = {
  'fixtures/media/film.json': {
    ...film,
    transcripts: [
      {language: 'es', src: 'film.es.json'},
      {language: 'en', src: 'film.en.json'},
    ],
  },
  'fixtures/media/film.es.json': speech('es', 'Buenos días.', 'La silla.', 'Adiós.'),
  'fixtures/media/film.en.json': speech('en', 'Good morning.', 'The chair.', 'Goodbye.'),
};

/** A player that has loaded nothing of its media, and transcripts of it in these languages. */
async function page(languages: readonly string[], more: Record<string, string | object> = {}) {
  const site = await mediaSite({files: {...files, ...more}});
  const player = await known(media(site, 'film.json'), {id: 'film'});
  const transcripts = languages.map((lang) =>
    Object.assign(document.createElement('uggla-transcript'), {lang, for: 'film'}),
  );
  player.after(...transcripts);
  await Promise.all(transcripts.map((one) => nextEvent(one, 'uggla-ready')));
  return {site, player, transcripts};
}

const items = (transcript: UgglaTranscript) => [
  ...transcript.renderRoot.querySelectorAll<HTMLElement>('[part="item"]'),
];
const texts = (transcript: UgglaTranscript) => items(transcript).map((item) => item.lastElementChild!.textContent);
const current = (transcript: UgglaTranscript) =>
  items(transcript).findIndex((item) => item.getAttribute('aria-current') === 'true');
const moved = async (player: UgglaPlayer, time: number) => {
  player.currentTime = time;
  player.dispatchEvent(new Event('timeupdate'));
  await player.updateComplete;
};

describe('reading a transcript', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  it('in two languages side by side, both at the same place', async () => {
    const {player, transcripts} = await page(['es', 'en']);
    const [es, en] = transcripts as [UgglaTranscript, UgglaTranscript];
    expect(texts(es)).to.deep.equal(['Buenos días.', 'La silla.', 'Adiós.']);
    expect(texts(en)).to.deep.equal(['Good morning.', 'The chair.', 'Goodbye.']);
    await moved(player, 4);
    await waitUntil(() => current(es) === 1 && current(en) === 1, 'they do not follow');
    expect(es.renderRoot.querySelector('ol')!.lang).to.equal('es');
    expect(en.renderRoot.querySelector('input')!.getAttribute('aria-label')).to.equal('Search the transcript');
  });

  it('in another language when the page changes its own', async () => {
    const {
      transcripts: [transcript],
    } = await page(['es']);
    transcript!.lang = 'en';
    await waitUntil(() => texts(transcript!)[0] === 'Good morning.', 'it kept the old language', {
      timeout: PATIENCE_MS,
    });
  });

  it('in the first language there is, for who speaks none of them', async () => {
    const {
      transcripts: [transcript],
    } = await page(['eu']);
    expect(transcript!.paragraphs).to.have.length(3);
  });

  it('marks one paragraph at most, and that of the second that is sought', async () => {
    const {
      player,
      transcripts: [transcript],
    } = await page(['es']);
    for (const [time, at] of [
      [0, 0],
      [2.9, 0],
      [3, 1],
      [8, 2],
      [100, 2],
      [1, 0],
    ] as const) {
      await moved(player, time);
      await waitUntil(() => current(transcript!) === at, `second ${time} is not in paragraph ${at}`);
      expect(items(transcript!).filter((item) => item.hasAttribute('aria-current'))).to.have.length(1);
    }
  });

  it('by keyboard: every paragraph is a button of a list, and the search comes first', async () => {
    const {
      transcripts: [transcript],
    } = await page(['es']);
    const stops = [...transcript!.renderRoot.querySelectorAll<HTMLElement>('input, button')];
    expect(stops.map(({localName}) => localName)).to.deep.equal(['input', 'button', 'button', 'button']);
    expect(stops.every(({tabIndex}) => tabIndex === 0)).to.equal(true);
    expect(items(transcript!).every((item) => item.parentElement!.localName === 'li')).to.equal(true);
    items(transcript!)[2]!.focus();
    expect(transcript!.shadowRoot!.activeElement).to.equal(items(transcript!)[2]);
  });

  it('scrolls its own list with the speech, never the page', async () => {
    const long = speech('es', ...Array.from({length: 60}, (_, at) => `Párrafo ${at}. ${'palabra '.repeat(12)}`));
    const {
      player,
      transcripts: [transcript],
    } = await page(['es'], {'fixtures/media/film.es.json': long});
    const list = transcript!.renderRoot.querySelector('ol')!;
    expect(list.scrollHeight).to.be.greaterThan(list.clientHeight);
    const before = document.scrollingElement!.scrollTop;
    await moved(player, 90);
    await waitUntil(() => list.scrollTop > 0, 'it does not follow');
    const [box, row] = [list.getBoundingClientRect(), items(transcript!)[30]!.getBoundingClientRect()];
    expect(row.top).to.be.at.least(box.top);
    expect(row.bottom).to.be.at.most(box.bottom);
    expect(document.scrollingElement!.scrollTop).to.equal(before);
  });

  it('stays where the reader is: while the focus is in it, and while something is searched for', async () => {
    const long = speech('es', ...Array.from({length: 60}, (_, at) => `Párrafo ${at}. ${'palabra '.repeat(12)}`));
    const {
      player,
      transcripts: [transcript],
    } = await page(['es'], {'fixtures/media/film.es.json': long});
    const list = transcript!.renderRoot.querySelector('ol')!;
    items(transcript!)[0]!.focus({preventScroll: true});
    await moved(player, 90);
    await waitUntil(() => current(transcript!) === 30, 'it marks nothing');
    expect(list.scrollTop).to.equal(0);
    items(transcript!)[0]!.blur();
    const field = transcript!.renderRoot.querySelector('input')!;
    field.value = 'palabra';
    field.dispatchEvent(new Event('input'));
    await moved(player, 120);
    await waitUntil(() => current(transcript!) === 40, 'it marks nothing');
    expect(list.scrollTop).to.equal(0);
  });

  it('searches letter by letter what is no pattern, and shows it marked', async () => {
    const {
      transcripts: [transcript],
    } = await page(['es'], {
      'fixtures/media/film.es.json': speech('es', 'Cuesta 5 $ (IVA incl.)', 'Nada.', '¿Qué? ¡Qué!'),
    });
    const field = transcript!.renderRoot.querySelector('input')!;
    for (const [query, found, count] of [
      ['.', ['.', '.'], '2 resultados'],
      ['(iva', ['(IVA'], '1 resultado'],
      ['$', ['$'], '1 resultado'],
      ['que', ['Qué', 'Qué'], '2 resultados'],
      ['  nada  ', ['Nada'], '1 resultado'],
      ['[a-z]*', [], 'Sin resultados'],
    ] as const) {
      field.value = query;
      field.dispatchEvent(new Event('input'));
      await transcript!.updateComplete;
      expect(
        [...transcript!.renderRoot.querySelectorAll('mark')].map(({textContent}) => textContent),
        query,
      ).to.deep.equal(found);
      expect(transcript!.renderRoot.querySelector('[role=status]')!.textContent.trim(), query).to.equal(count);
    }
  });

  it('holds hostile text as text', async () => {
    const text = '<img src=x onerror="globalThis.hit=1"> & <script>globalThis.hit=1</script>';
    const {
      transcripts: [transcript],
    } = await page(['es'], {'fixtures/media/film.es.json': speech('es', text)});
    expect(texts(transcript!)).to.deep.equal([text]);
    expect(transcript!.renderRoot.querySelector('img, script')).to.equal(null);
    expect((globalThis as {hit?: number}).hit).to.equal(undefined);
  });

  it('goes on with another film of the same player, and empties with none', async () => {
    const other = {...film, id: 'urn:other', captions: [], transcripts: [{language: 'es', src: 'other.es.json'}]};
    const more = {'fixtures/media/other.json': other, 'fixtures/media/other.es.json': speech('es', 'Otra cosa.')};
    const {
      site,
      player,
      transcripts: [transcript],
    } = await page(['es'], more);
    player.src = media(site, 'other.json');
    await waitUntil(() => texts(transcript!)[0] === 'Otra cosa.', 'it kept the old film', {timeout: PATIENCE_MS});
    player.src = '';
    await waitUntil(() => items(transcript!).length === 0, 'it kept a film that is gone', {timeout: PATIENCE_MS});
  });

  it('says in words that it could not be had, and is made whole by another address', async () => {
    const site = await mediaSite({files});
    const transcript = await fixture<UgglaTranscript>(
      html`<uggla-transcript lang="en" src=${media(site, 'none.json')}></uggla-transcript>`,
    );
    await nextEvent(transcript, 'uggla-error');
    await transcript.updateComplete;
    expect(transcript.renderRoot.querySelector('[role=alert]')!.textContent).to.contain('not found');
    await expect(transcript).to.be.accessible();
    transcript.src = media(site, 'film.en.json');
    await nextEvent(transcript, 'uggla-ready');
    expect(texts(transcript)).to.have.length(3);
  });

  it('follows no address that is not one of a file', async () => {
    for (const src of ['javascript:alert(1)', 'data:application/json,{}', 'http://user:secret@localhost/x.json']) {
      const transcript = Object.assign(document.createElement('uggla-transcript'), {src});
      const failed = nextEvent(transcript, 'uggla-error');
      await fixture(html`${transcript}`);
      expect(((await failed) as Event & {error: {code: string}}).error.code, src).to.equal('transcript-unavailable');
    }
  });

  it('works from right to left, without sideways scrolling at 320 pixels', async () => {
    await rightToLeft(async () => {
      const {
        transcripts: [transcript],
      } = await page(['ar']);
      transcript!.style.width = '320px';
      await transcript!.updateComplete;
      expect(transcript!.scrollWidth).to.be.at.most(320);
      await expect(transcript!).to.be.accessible();
    });
  });

  it('leaves its mark visible in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const {
      player,
      transcripts: [transcript],
    } = await page(['es']);
    await moved(player, 4);
    await waitUntil(() => current(transcript!) === 1, 'not marked');
    const [marked, plain] = [items(transcript!)[1]!, items(transcript!)[0]!].map((item) => getComputedStyle(item));
    expect(
      [
        marked!.backgroundColor,
        marked!.color,
        marked!.outlineStyle,
        marked!.borderInlineStartColor,
        marked!.fontWeight,
      ].join(),
    ).not.to.equal(
      [
        plain!.backgroundColor,
        plain!.color,
        plain!.outlineStyle,
        plain!.borderInlineStartColor,
        plain!.fontWeight,
      ].join(),
    );
    expect(part(transcript!, 'search')).not.to.equal(null);
    await emulate({});
  });
});
