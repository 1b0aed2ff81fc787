import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {openSearch, type SearchFile} from '@uggla/search';
import {XMLParser, XMLValidator} from 'fast-xml-parser';
import {sizeOfPicture} from '../media/picture.js';
import {beep, png, publish, type Published} from '../testing/publish.test.util.js';
import {makeFolder} from '../testing/run.test.util.js';
import {feedGuid} from './feeds.js';

/** As YAML has it in double quotes. */
const hostile = 'A ]]> & <b>\\"uno\\"</b> \\x08\\u0000 {{x}} 😀';
const files = {
  'campus.yml':
    'title: {es: Radio Acme, en: Acme radio}\nlanguages: [es, en]\nid: https://acme.example/radio\naddress: https://acme.example/aula\nauthor: Ana & Cía\nemail: radio@acme.example\nlicense: CC BY 4.0\n',
  'podcasts/charlas/podcast.md': `---\ntitle: "${hostile}"\nsummary: {es: Breves., en: Short.}\ncategory: "Arts & Crafts"\ncover: cover.png\n---\n`,
  'podcasts/charlas/cover.png': png(1400, 1400),
  'podcasts/charlas/10-uno.wav': beep(),
  'podcasts/charlas/10-uno.md': `---\ntitle: "${hostile}"\nsummary: Resumen.\ndate: 2026-03-01\nauthor: Luz\n---\n\n# Notas\n\nCon **énfasis** y un [enlace](https://acme.example/?a=1&b=2).\n`,
  'podcasts/charlas/10-uno.es.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nHola\n',
  'podcasts/charlas/10-uno.en.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nHello\n',
  'podcasts/charlas/10-uno.chapters.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nInicio & fin\n',
  'podcasts/charlas/15-nota.md': '---\ntitle: Una nota\n---\n\nSolo texto.\n',
  'podcasts/charlas/20-temporada-2/block.md': '---\ntitle: Temporada 2\n---\n',
  'podcasts/charlas/20-temporada-2/10-dos.wav': beep(0.2),
  'podcasts/charlas/20-temporada-2/10-dos.md': '---\ntitle: Dos\ndate: 2026-05-04T10:30:00Z\nauthor: Sol\n---\n',
  'podcasts/charlas/30-tres.wav': beep(0.3),
};

let made: Published;
before(async () => {
  made = await publish(files);
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => ['item', 'podcast:transcript'].includes(name),
  parseTagValue: false,
  trimValues: false,
});
// oxlint-disable-next-line typescript/no-explicit-any -- a feed as it was parsed
const channel = (of: Published): any => parser.parse(of.text('feeds/charlas.xml')).rss.channel;
// oxlint-disable-next-line typescript/no-explicit-any -- likewise
const episode = (title: string, of = made): any =>
  channel(of).item.find((one: {title: string}) => one.title.startsWith(title));

describe('the feed of a podcast', () => {
  it('is well-formed XML whatever its texts hold', () => {
    const text = made.text('feeds/charlas.xml');
    assert.equal(XMLValidator.validate(text), true);
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    assert.equal(channel(made).title, 'A ]]> & <b>"uno"</b>  {{x}} 😀');
    assert.equal(episode('A ').title, 'A ]]> & <b>"uno"</b>  {{x}} 😀');
  });

  it('says what a directory asks for', () => {
    const {link, language, copyright, generator, image, ...more} = channel(made);
    assert.deepEqual(
      [link, language, copyright, generator],
      ['https://acme.example/aula/courses/charlas/index.html', 'es', 'CC BY 4.0', 'Uggla'],
    );
    assert.match(image.url, /^https:\/\/acme\.example\/aula\/courses\/charlas\/files\/cover\.[0-9a-f]{10}\.png$/);
    assert.equal(more['itunes:image'].href, image.url);
    assert.equal(more['itunes:author'], 'Ana & Cía');
    assert.deepEqual(
      [more['itunes:owner']['itunes:name'], more['itunes:owner']['itunes:email']],
      ['Ana & Cía', 'radio@acme.example'],
    );
    assert.equal(more['itunes:category'].text, 'Arts & Crafts');
    assert.equal(more['itunes:type'], 'episodic');
    assert.deepEqual(more['podcast:locked'], {'#text': 'yes', owner: 'radio@acme.example'});
    assert.equal(more['podcast:medium'], 'podcast');
    assert.deepEqual([more['itunes:explicit'], more.item[0]['itunes:explicit']], ['false', 'false']);
    assert.equal(more['podcast:guid'], feedGuid('http://acme.example/aula/feeds/charlas.xml/'));
    assert.deepEqual(more['atom:link'], {
      href: 'https://acme.example/aula/feeds/charlas.xml',
      rel: 'self',
      type: 'application/rss+xml',
    });
    assert.equal(more.description, 'Breves.');
  });

  it('has a name for all time, made as the podcast namespace shows it', () => {
    assert.equal(feedGuid('https://mp3s.nashownotes.com/pc20rss.xml'), '917393e3-1b1e-5cef-ace4-edaa54e1f810');
  });

  it('names files that are there, with their length and type', () => {
    for (const item of channel(made).item) {
      const {url, length, type} = item.enclosure;
      const path = url.replace('https://acme.example/aula/', '');
      assert.equal(Number(length), statSync(join(made.out, path)).size, path);
      assert.equal(type, 'audio/wav');
    }
  });

  it('counts episodes alone, the newest first', () => {
    const items = channel(made).item;
    assert.deepEqual(
      items.map((one: {title: string}) => one.title.slice(0, 4)),
      ['Tres', 'Dos', 'A ]]'],
    );
    assert.deepEqual(
      items.map((one: Record<string, string>) => [one['itunes:episode'], one['podcast:episode']]),
      [
        ['3', '3'],
        ['2', '2'],
        ['1', '1'],
      ],
    );
  });

  it('dates episodes as their authors do, in the folder of a season too', () => {
    assert.equal(episode('A ').pubDate, 'Sun, 01 Mar 2026 00:00:00 GMT');
    assert.equal(episode('Dos').pubDate, 'Mon, 04 May 2026 10:30:00 GMT');
    assert.deepEqual(
      [episode('A ')['itunes:author'], episode('Dos')['itunes:author'], episode('Tres')['itunes:author']],
      ['Luz', 'Sol', 'Ana & Cía'],
    );
  });

  it('dates those without a date by the day on which the podcast came, at an hour that grows', async () => {
    const two = await publish({...files, 'podcasts/charlas/40-cuatro.wav': beep()});
    const [four, three] = ['Cuatro', 'Tres'].map((title) => Date.parse(episode(title, two).pubDate));
    assert.ok(four! > three!);
    assert.equal(episode('Tres', two).pubDate.slice(-12, -4), '09:00:00');
  });

  it('leads to transcripts, chapters and the notes of an episode', () => {
    const item = episode('A ');
    assert.equal(item.link, 'https://acme.example/aula/courses/charlas/index.html#uno');
    assert.equal(item.description, 'Resumen.\n\nNotas Con énfasis y un enlace.');
    assert.deepEqual(
      item['podcast:transcript'].map(({language, type, rel}: Record<string, string>) => [language, type, rel]),
      [
        ['es', 'text/vtt', 'captions'],
        ['en', 'text/vtt', 'captions'],
      ],
    );
    const {url, type} = item['podcast:chapters'];
    assert.equal(type, 'application/json+chapters');
    const chapters = made.json(url.replace('https://acme.example/aula/', ''));
    assert.deepEqual(chapters, {version: '1.2.0', chapters: [{startTime: 0, endTime: 0.09, title: 'Inicio & fin'}]});
    assert.equal(episode('Dos')['podcast:transcript'], undefined);
  });

  it('keeps its guid and those of its episodes when the campus moves, and title and file change', async () => {
    const before = new Map<string, string>(
      channel(made).item.map((one: {title: string; guid: {'#text': string}}) => [
        one.title.slice(0, 3),
        one.guid['#text'],
      ]),
    );
    assert.equal(before.get('Dos'), 'https://acme.example/radio/courses/charlas/dos');
    const again = await publish(
      {
        'campus.yml': files['campus.yml'].replace('/aula', '/otra'),
        'podcasts/charlas/20-temporada-2/10-dos.md': '---\ntitle: Dos, otra vez\n---\n',
        'podcasts/charlas/20-temporada-2/10-dos.wav': beep(0.4),
      },
      made.folder,
    );
    const {guid, enclosure} = episode('Dos, otra vez', again);
    assert.equal(
      channel(again)['podcast:guid'],
      feedGuid('acme.example/aula/feeds/charlas.xml'),
      'the feed’s own stays',
    );
    assert.deepEqual(guid, {'#text': before.get('Dos'), isPermaLink: 'false'});
    assert.match(enclosure.url, /^https:\/\/acme\.example\/otra\/media\//);
    made = await publish(files, made.folder);
  });

  it('is named in campus.json and on the page of the podcast', () => {
    assert.deepEqual(
      made.json('campus.json').feeds.map(({src, language}: {src: string; language: string}) => [src, language]),
      [['feeds/charlas.xml', 'es']],
    );
    const page = made.text('courses/charlas/index.html');
    assert.match(
      page,
      /<link rel="alternate" type="application\/rss\+xml" title="[^"<>]*" href="\.\.\/\.\.\/feeds\/charlas\.xml">/,
    );
    assert.match(page, /<a href="\.\.\/\.\.\/feeds\/charlas\.xml"/);
  });

  it('is not made without the address of the campus, and says so', async () => {
    const {problems, json, out} = await publish({
      'campus.yml': 'title: Radio\nlanguages: [es]\n',
      'podcasts/charlas/10-uno.wav': beep(),
    });
    const [problem] = problems.filter(({code}) => code === 'address-missing');
    assert.deepEqual([problem?.severity, problem?.file, problem?.field], ['warning', 'campus.yml', 'address']);
    assert.equal(json('campus.json').feeds, undefined);
    assert.throws(() => statSync(join(out, 'feeds/charlas.xml')));
    assert.throws(() => statSync(join(out, 'sitemap.xml')));
  });
});

describe('the cover of a feed', () => {
  const cover = (of: Published) => channel(of)['itunes:image'].href.replace('https://acme.example/aula/', '') as string;
  const size = (of: Published) => sizeOfPicture(readFileSync(join(of.out, cover(of))));
  const show = (more: Record<string, string | Uint8Array>, folder = makeFolder()) =>
    publish({'campus.yml': files['campus.yml'], 'podcasts/charlas/10-uno.wav': beep(), ...more}, folder, 'ffmpeg');
  const picture = (shape: string) => {
    const file = join(makeFolder(), 'a.png');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', `testsrc=s=${shape}`, '-frames:v', '1', file]);
    return readFileSync(file);
  };

  it('is a square of the size that directories ask for, whatever the picture is, and is made once', async () => {
    const first = await show({'podcasts/charlas/cover.png': picture('320x180')});
    assert.match(cover(first), /^feeds\/covers\/[0-9a-f]{16}\.jpg$/);
    assert.deepEqual(size(first), {width: 1400, height: 1400});
    const again = await show({}, first.folder);
    assert.deepEqual([cover(again), again.report.written], [cover(first), 0]);
  });

  it('is the picture itself where that is one, and the brand’s where the podcast has none', async () => {
    const square = await show({'podcasts/charlas/cover.png': picture('1500x1500')});
    assert.match(cover(square), /^courses\/charlas\/files\/cover\..*\.png$/);
    const branded = await show({
      'campus.yml': `${files['campus.yml']}brand: {cover: portada.png}\n`,
      'portada.png': picture('90x160'),
    });
    assert.deepEqual(size(branded), {width: 1400, height: 1400});
  });
});

describe('the feeds of courses and of the campus', () => {
  // oxlint-disable-next-line typescript/no-explicit-any -- a feed as it was parsed
  const read = (of: Published, path: string): any => parser.parse(of.text(path)).rss.channel;
  let campus: Published;
  before(async () => {
    campus = await publish({
      ...files,
      'campus.yml': files['campus.yml'] + 'description: Para oír\n',
      'courses/seguridad/course.md': '---\ntitle: Seguridad\nsummary: En casa\n---\n',
      'courses/seguridad/10-cascos.wav': beep(),
      'courses/seguridad/10-cascos.es.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nCasco\n',
      'courses/seguridad/20-texto.md': '---\ntitle: Texto\n---\n\nHola.\n',
      'courses/seguridad/30-despues.wav': beep(0.2),
      'courses/seguridad/15-primero/block.md': '---\ntitle: Desde el principio\nunlock: {at: P0D}\n---\n',
      'courses/seguridad/15-primero/10-ya.md': '---\ntitle: Ya\n---\n\nPalabra abierta.\n',
      'courses/seguridad/30-despues.md':
        '---\ntitle: Despues-secreto\nsummary: Lo que viene\nunlock: {after: [cascos]}\n---\n\nNota vedada.\n',
      'courses/seguridad/30-despues.es.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nVoz vedada\n',
      'courses/seguridad/40-mes-2/block.md': '---\ntitle: Mes 2\nunlock: {at: P30D}\n---\n',
      'courses/seguridad/40-mes-2/10-tarde.wav': beep(0.3),
      'courses/seguridad/40-mes-2/20-papel.md': '---\ntitle: Papel\nkind: acknowledgement\n---\n\nCláusula vedada.\n',
      'courses/lectura/10-leer.md': '---\ntitle: Leer\n---\n\nNada que oír.\n',
    });
  });

  it('hold the lessons of a course that can be heard, with their transcripts', () => {
    const feed = read(campus, 'feeds/seguridad.xml');
    assert.deepEqual(
      [feed['podcast:medium'], feed['itunes:type'], feed.description, feed.item.length],
      ['course', 'serial', 'En casa', 1],
    );
    assert.match(
      feed.item[0]['podcast:transcript'][0].url,
      /^https:\/\/acme\.example\/aula\/media\/.*captions\.es\.vtt$/,
    );
    assert.match(campus.text('courses/seguridad/index.html'), /href="\.\.\/\.\.\/feeds\/seguridad\.xml"/);
  });

  it('hold nothing that a course keeps locked, and are not made for what cannot be heard', () => {
    assert.doesNotMatch(campus.text('feeds/seguridad.xml') + campus.text('feed.xml'), /secreto|tarde/i);
    assert.throws(() => statSync(join(campus.out, 'feeds/lectura.xml')));
  });

  it('are like all that anybody reads: of what is locked there is the title, and no word, film or file', async () => {
    const readable = readdirSync(campus.out, {recursive: true, encoding: 'utf8'}).filter((path) =>
      /\.(html|xml)$|^search.[^/\\]+\.json$|^campus\.json$/.test(path),
    );
    assert.ok(['index.html', 'sitemap.xml', 'campus.json'].every((path) => readable.includes(path)));
    for (const path of readable)
      assert.doesNotMatch(
        campus.text(path),
        /vedada|media\/[^"]*(despues|tarde)|seguridad\/files\/|(despues|papel)\.[a-z]{2}\./i,
        path,
      );
    const page = campus.text('courses/seguridad/index.html');
    for (const told of ['Despues-secreto', 'Lo que viene', 'Papel', 'Palabra abierta'])
      assert.ok(page.includes(told), told);
    assert.equal(page.match(/Se abre en el campus, cuando le toca\./g)?.length, 3);
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)![1]!);
    assert.equal(data.hasPart.length, 1);
    const found = async (path: string, query: string) =>
      (await openSearch(campus.json(path) as SearchFile)).search(query).map(({passage}) => passage.lesson);
    assert.deepEqual(await found('search/es.json', 'Despues-secreto'), ['despues'], 'that it is there');
    assert.deepEqual(await found('search/es.json', 'abierta'), ['ya']);
  });

  it('leave what can be searched in locked lessons to the course, in a file of its own', async () => {
    const {search} = campus.json('courses/seguridad/course.json') as {search: {locked: object}};
    assert.deepEqual(search.locked, {es: '../../search/locked/seguridad.es.json'});
    assert.equal(campus.json('courses/lectura/course.json').search.locked, undefined);
    const index = await openSearch(campus.json('search/locked/seguridad.es.json') as SearchFile);
    assert.deepEqual(
      index
        .search('vedada')
        .map(({passage}) => `${passage.lesson} ${passage.kind}`)
        .sort(),
      ['despues article', 'despues cue', 'papel article'],
    );
  });

  it('make one of the whole campus, the newest first, in which each is once', () => {
    const feed = read(campus, 'feed.xml');
    assert.deepEqual(
      [feed.title, feed.description, feed.link, feed['atom:link'].href],
      ['Radio Acme', 'Para oír', 'https://acme.example/aula/index.html', 'https://acme.example/aula/feed.xml'],
    );
    assert.match(feed['itunes:image'].href, /^https:\/\/acme\.example\/aula\/courses\/charlas\/files\/cover\..*\.png$/);
    const items = feed.item as {guid: {'#text': string}; pubDate: string; 'itunes:episode'?: string}[];
    const dates = items.map(({pubDate}) => Date.parse(pubDate));
    assert.deepEqual(
      dates,
      [...dates].sort((one, other) => other - one),
    );
    assert.equal(new Set(items.map(({guid}) => JSON.stringify(guid))).size, 4);
    assert.ok(items.every((one) => one['itunes:episode'] === undefined));
    assert.equal(XMLValidator.validate(campus.text('feed.xml')), true);
    assert.match(
      campus.text('index.html'),
      /<link rel="alternate" type="application\/rss\+xml" title="Radio Acme" href="feed\.xml">/,
    );
    assert.deepEqual(
      campus.json('campus.json').feeds.map(({src}: {src: string}) => src),
      ['feeds/seguridad.xml', 'feeds/charlas.xml', 'feed.xml'],
    );
  });
});
