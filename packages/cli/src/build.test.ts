import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {findFlaws} from '@uggla/protocol';
import {answers, article, campus, course, guide, media, portfolio, transcript} from '@uggla/protocol/zod.js';
import {openSearch, type SearchFile} from '@uggla/search';
import {strToU8, zipSync} from 'fflate';
import type {z} from 'zod';
import {film, picture, sound} from './testing/film.test.util.js';
import {build, hashes, makeFolder, readJson, uggla, write} from './testing/run.test.util.js';

const folder = makeFolder();
const out = join(folder, 'published');
const at = (...path: string[]) => join(out, ...path);

/** A book of one chapter. */
function epub(): Uint8Array {
  return zipSync({
    mimetype: [strToU8('application/epub+zip'), {level: 0}],
    'META-INF/container.xml': strToU8(
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    ),
    'OEBPS/book.opf': strToU8(
      '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="uno.xhtml"/><item id="n" href="nav.xhtml" properties="nav"/></manifest><spine><itemref idref="n"/><itemref idref="c"/></spine></package>',
    ),
    'OEBPS/uno.xhtml': strToU8(
      '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>Capítulo uno</h1><p>El reposapiés ayuda a quien no llega al <b>suelo</b>.</p></body></html>',
    ),
    'OEBPS/nav.xhtml': strToU8('<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Índice</p></body></html>'),
  });
}

const files: Record<string, string | Uint8Array> = {
  'campus.yml': `id: https://acme.example/campus
title: {es: Campus Acme, en: Acme campus}
languages: [es, en]
address: https://campus.acme.example/aula/
brand: {name: Acme, accent: '#1f5d4c'}
email: aula@acme.example
`,
  'courses/10-seguridad/course.md':
    '---\ntitle: Seguridad\nsummary: Lo básico.\ncover: cover.jpg\ncoverAlt: Un casco.\ncertificate: {expires: P1Y}\n---\n\n# Bienvenida\n\nMira el [plano](_docs/plano.pdf).\n',
  'courses/10-seguridad/course.en.md':
    '---\ntitle: Safety\nsummary: The basics.\ncoverAlt: A helmet.\n---\n\nWelcome.\n',
  'courses/10-seguridad/_docs/plano.pdf': '%PDF-1.4 plano',
  'courses/10-seguridad/10-casco.md':
    '---\ntitle: El casco\ncomplete: {watched: 0.9, noSkip: first-view}\n---\n\nNotas del casco.\n',
  'courses/10-seguridad/10-casco.en.md': '---\ntitle: The helmet\n---\n',
  'courses/10-seguridad/10-casco.es.srt': '1\n00:00:00,500 --> 00:00:02,000\n¿Cómo se ajusta el barboquejo?\n',
  'courses/10-seguridad/10-casco.en.vtt': 'WEBVTT\n\n00:00.500 --> 00:02.000\nHow to adjust the chin strap\n',
  'courses/10-seguridad/10-casco.chapters.vtt':
    'WEBVTT\n\n00:00.000 --> 00:02.000\nUno\n\n00:02.000 --> 00:04.000\nDos\n',
  'courses/10-seguridad/10-casco.chapters.en.vtt':
    'WEBVTT\n\n00:00.000 --> 00:02.000\nOne\n\n00:02.000 --> 00:04.000\nTwo\n',
  'courses/10-seguridad/10-casco.quiz.yml':
    'questions:\n  - {id: ya, type: truefalse, at: 2, text: ¿Ya?, answer: true}\n',
  'courses/10-seguridad/20-politica.md':
    '---\nkind: acknowledgement\ntitle: Política\ndocumentVersion: 2026-01\nstatement: La acepto.\ncomplete: {signed: true}\nrenew: P1Y\n---\n\n# Política\n\nTexto de la política.\n',
  'courses/10-seguridad/30-mes-2/block.md': '---\ntitle: Mes 2\nunlock: {at: P30D}\n---\n',
  'courses/10-seguridad/30-mes-2/10-prueba.quiz.yml': `title: Prueba
mastery: 0.5
questions:
  - {id: a, type: single, text: ¿Qué?, choices: [{id: x, text: Sí, right: true}, {id: y, text: No}], feedback: {right: Bien., wrong: Mal.}}
  - {id: b, type: order, text: Ordena, items: [{id: uno, text: Uno}, {id: dos, text: Dos}, {id: tres, text: Tres}]}
  - {id: c, type: match, text: Une, pairs: [{id: p, left: A, right: 1}, {id: q, left: B, right: 2}]}
  - {id: d, type: fill, text: Di, answers: {es: [arriba], en: [up]}}
  - {id: e, type: numeric, text: ¿Cuántos?, answer: 60, tolerance: 10}
`,
  'courses/10-seguridad/30-mes-2/10-prueba.md': '---\nunlock: {after: [casco], passed: []}\n---\n',
  'courses/10-seguridad/90-borrador.md': '---\ndraft: true\ntitle: Secreto\n---\n\nTodavía no.\n',
  'guides/10-cambiar/guide.md':
    '---\ntitle: Cambiar el filtro\ntype: repair\nfault: {es: Pita, en: It beeps}\ncodes: [E42]\ntime: PT5M\nsteps:\n  - {id: abrir, title: {es: Abrir, en: Open}, text: Gira la tapa., start: 0, end: 2}\n  - {id: cerrar, title: {es: Cerrar, en: Close}, start: 2, end: 9}\n---\n',
  'products/10-bomba/product.md':
    '---\ntitle: {es: Bomba X, en: Pump X}\nsku: B-1\nprice: 99.5\ncurrency: EUR\nfacets: {Uso: [{es: Casa, en: Home}], Material: Acero}\nimages: [{src: 1.jpg, alt: La bomba}]\nrelated: [valvula]\nactions: [{kind: form, label: Pedir}]\n---\n\nUna bomba.\n',
  'products/20-valvula/product.md': '---\ntitle: Válvula\n---\n\nUna válvula.\n',
  'products/30-oculta/product.md': '---\ntitle: Turbina secreta\naccess: clients\n---\n\nPara clientes.\n',
  'campaigns/10-otono.yml': 'title: Otoño\nfrom: 2026-10-01\nuntil: 2026-12-31\nproducts: [bomba]\n',
  'podcasts/10-charlas/podcast.md': '---\ntitle: Charlas\nsummary: Breves.\n---\n',
  'podcasts/10-charlas/10-uno.md': '---\ntitle: Uno\ndate: 2026-03-01\n---\n\nPrimer episodio.\n',
  'podcasts/10-charlas/10-uno.es.vtt': 'WEBVTT\n\n00:00.000 --> 00:02.000\nHola a todos\n',
  'podcasts/10-charlas/10-uno.chapters.vtt': 'WEBVTT\n\n00:00.000 --> 00:03.000\nInicio\n',
  'books/10-manual.epub': epub(),
  'books/10-manual.md': '---\ntitle: Manual\n---\n',
};

before(async () => {
  write(folder, files);
  film(join(folder, 'courses/10-seguridad/10-casco.mp4'));
  film(join(folder, 'guides/10-cambiar/film.mp4'));
  film(join(folder, 'products/10-bomba/micro.mp4'));
  picture(join(folder, 'courses/10-seguridad/cover.jpg'));
  picture(join(folder, 'products/10-bomba/1.jpg'));
  sound(join(folder, 'podcasts/10-charlas/10-uno.mp3'));
  const {code, report} = await build(folder);
  assert.deepEqual([code, report.problems.filter(({severity}) => severity !== 'note')], [0, []]);
});

describe('uggla build', () => {
  it('publishes files that fit their schemas', () => {
    const fits = (schema: z.ZodType, ...path: string[]) =>
      assert.deepEqual(schema.safeParse(readJson(out, ...path)).error?.issues ?? [], [], path.join('/'));
    fits(campus, 'campus.json');
    fits(course, 'courses/seguridad/course.json');
    fits(course, 'courses/charlas/course.json');
    fits(course, 'courses/manual/course.json');
    fits(answers, 'courses/seguridad/answers.json');
    fits(guide, 'guides/cambiar/guide.json');
    fits(portfolio, 'portfolio.json');
    fits(media, 'media/seguridad-casco/media.json');
    fits(transcript, 'media/seguridad-casco/transcript.es.json');
    fits(article, 'courses/seguridad/about.es.article.json');
  });

  it('publishes the schemas, and they say of the files what we say', () => {
    assert.deepEqual(
      findFlaws(readJson(out, 'schemas/course.schema.json'), readJson(out, 'courses/seguridad/course.json')),
      [],
    );
    assert.ok(readJson(out, 'schemas/authored-lesson.schema.json').properties.unlock);
    assert.ok(existsSync(at('courses/seguridad', readJson(out, 'courses/seguridad/course.json').$schema)));
  });

  it('makes a tree of lessons and blocks, in order, without drafts', () => {
    const {id, items, title, languages, certificate} = readJson(out, 'courses/seguridad/course.json');
    assert.equal(id, 'https://acme.example/campus/courses/seguridad');
    assert.deepEqual(
      items.map((one: {id: string; kind: string}) => [one.id, one.kind]),
      [
        ['casco', 'video'],
        ['politica', 'acknowledgement'],
        ['mes-2', 'block'],
      ],
    );
    assert.deepEqual(
      items[2].items.map((one: {id: string}) => one.id),
      ['prueba'],
    );
    assert.deepEqual(
      [title, languages, certificate],
      [{es: 'Seguridad', en: 'Safety'}, ['es', 'en'], {expires: 'P1Y'}],
    );
    assert.deepEqual(items[0].title, {es: 'El casco', en: 'The helmet'});
  });

  it('keeps right answers out of course.json', () => {
    const text = readFileSync(at('courses/seguridad/course.json'), 'utf8');
    assert.doesNotMatch(text, /"right": true|"answer"|tolerance|arriba|feedback/);
    const known = readJson(out, 'courses/seguridad/answers.json').answers;
    assert.deepEqual(known['prueba/a'].choices, ['x']);
    assert.deepEqual(known['prueba/b'].order, ['uno', 'dos', 'tres']);
    assert.deepEqual(known['prueba/c'].pairs, {p: 'p', q: 'q'});
    assert.deepEqual(known['prueba/d'].accepted, {es: ['arriba'], en: ['up']});
    assert.deepEqual([known['prueba/e'].number, known['prueba/e'].tolerance], [60, 10]);
    assert.deepEqual(known['casco/ya'].value, true);
    const {items} = readJson(out, 'courses/seguridad/course.json');
    const [, order, match] = items[2].items[0].questions;
    assert.notDeepEqual(
      order.items.map((one: {id: string}) => one.id),
      ['uno', 'dos', 'tres'],
    );
    assert.notDeepEqual(
      match.right.map((one: {id: string}) => one.id),
      match.left.map((one: {id: string}) => one.id),
    );
  });

  it('gives the hash of the very bytes that are accepted', () => {
    const {document, statement} = readJson(out, 'courses/seguridad/course.json').items[1];
    const bytes = readFileSync(at('courses/seguridad', document.es.src));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), document.es.sha256);
    assert.deepEqual([document.es.version, statement], ['2026-01', 'La acepto.']);
  });

  it('leaves no address that leads nowhere', () => {
    const seen: string[] = [];
    const walk = (value: unknown, folderOf: string): void => {
      if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) walk(one, folderOf);
      if (
        typeof value !== 'string' ||
        !/^(\.\.\/|[\w.-]+\/)*[\w.-]+\.(json|m3u8|mp4|m4a|mp3|jpg|vtt|pdf|epub|html|xml)$/.test(value)
      )
        return;
      seen.push(value);
      assert.ok(existsSync(join(out, folderOf, value)), `${folderOf}: ${value}`);
    };
    for (const path of [
      'campus.json',
      'portfolio.json',
      'courses/seguridad/course.json',
      'courses/charlas/course.json',
      'courses/manual/course.json',
      'guides/cambiar/guide.json',
      'media/seguridad-casco/media.json',
      'courses/seguridad/about.es.article.json',
    ]) {
      walk(readJson(out, path), path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
    }
    assert.ok(seen.length > 30, String(seen.length));
  });

  it('makes captions, chapters and a transcript in both languages', () => {
    const {captions, chapters, transcripts} = readJson(out, 'media/seguridad-casco/media.json');
    assert.deepEqual(
      captions.map(({language, label, kind}: Record<string, string>) => [language, label, kind]),
      [
        ['es', 'Español', 'captions'],
        ['en', 'English', 'subtitles'],
      ],
    );
    assert.match(
      readFileSync(at('media/seguridad-casco/captions.es.vtt'), 'utf8'),
      /^WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n¿Cómo se ajusta/,
    );
    assert.deepEqual(chapters, [
      {start: 0, end: 2, title: {es: 'Uno', en: 'One'}},
      {start: 2, end: 4, title: {es: 'Dos', en: 'Two'}},
    ]);
    assert.equal(
      readJson(out, 'media/seguridad-casco', transcripts[0].src).paragraphs[0].text,
      '¿Cómo se ajusta el barboquejo?',
    );
  });

  it('finds what is said at its second, what is written, and what stands in a book', async () => {
    const search = await openSearch(readJson(out, 'search/es.json') as SearchFile);
    const first = (query: string) => search.search(query)[0]?.passage;
    assert.deepEqual(
      [first('barboquejo')?.kind, first('barboquejo')?.start, first('barboquejo')?.url],
      ['cue', 0.5, '#/item/seguridad/casco?t=0'],
    );
    assert.equal(first('reposapiés')?.place, 'uno.xhtml');
    assert.equal(first('tapa')?.lesson, 'abrir');
    assert.equal(first('bomba')?.item, 'bomba');
    assert.equal(first('E42')?.item, 'cambiar');
    const english = await openSearch(readJson(out, 'search/en.json') as SearchFile);
    assert.equal(english.search('chin strap')[0]?.passage.lesson, 'casco');
  });

  it('shows nobody a product that is for clients only', () => {
    for (const [path] of Object.entries(hashes(out))) {
      if (/\.(json|html|xml)$/.test(path)) assert.doesNotMatch(readFileSync(at(path), 'utf8'), /turbina/i, path);
    }
    assert.equal(readJson(out, 'portfolio.json').total, 2);
  });

  it('makes facets with ids, campaigns and prices', () => {
    const {facets, campaigns, products} = readJson(out, 'portfolio.json');
    assert.deepEqual(facets[0], {id: 'uso', title: 'Uso', values: [{id: 'casa', title: {es: 'Casa', en: 'Home'}}]});
    assert.deepEqual(products[0].facets, {uso: ['casa'], material: 'acero'});
    assert.deepEqual(products[0].price, {amount: 99.5, currency: 'EUR'});
    assert.deepEqual([campaigns[0].id, campaigns[0].products], ['otono', ['bomba']]);
  });

  it('ends a step with its film', () => {
    const {steps, type} = readJson(out, 'guides/cambiar/guide.json');
    assert.equal(type, 'repair');
    assert.equal(steps[1].end, 4);
  });

  it('makes a podcast feed with transcript and chapters', () => {
    const feed = readFileSync(at('feeds/charlas.xml'), 'utf8');
    assert.match(
      feed,
      /<enclosure url="https:\/\/campus\.acme\.example\/aula\/media\/charlas-uno\/files\/[^"]+\.mp3" length="\d+" type="audio\/mpeg"\/>/,
    );
    assert.match(feed, /<podcast:transcript [^>]*type="text\/vtt"/);
    assert.match(feed, /<podcast:chapters [^>]*application\/json\+chapters/);
    assert.match(feed, /<pubDate>Sun, 01 Mar 2026/);
    assert.deepEqual(readJson(out, 'media/charlas-uno/chapters.json').chapters[0], {
      startTime: 0,
      endTime: 3,
      title: 'Inicio',
    });
  });

  it('makes pages that need no JavaScript, under a strict policy', () => {
    const page = readFileSync(at('courses/seguridad/index.html'), 'utf8');
    for (const part of [
      '<html lang="es">',
      'default-src &#39;none&#39;',
      'property="og:title" content="Seguridad"',
      'property="og:video"',
      '<video controls',
      'srclang="es"',
      'Notas del casco.',
      'Texto de la política.',
      '¿Cómo se ajusta el barboquejo?',
    ]) {
      assert.ok(page.includes(part), part);
    }
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)![1]!);
    assert.deepEqual(
      [data['@type'], data.name, data.hasPart[0]['@type'], data.hasPart[0].hasPart.length],
      ['Course', 'Seguridad', 'VideoObject', 2],
    );
    assert.doesNotMatch(
      page,
      /<script(?! type="application\/ld\+json"| type="module" src="[./]*assets\/(?:tv|offline)\.js"><)|style=|<style|onclick/,
    );
    const index = readFileSync(at('index.html'), 'utf8');
    assert.match(
      index,
      /<uggla-campus src="campus.json" routing="hash">[\s\S]*courses\/seguridad\/index.html[\s\S]*<\/uggla-campus>/,
    );
    assert.doesNotMatch(index, /<uggla-chat/);
    assert.match(
      readFileSync(at('sitemap.xml'), 'utf8'),
      /<loc>https:\/\/campus\.acme\.example\/aula\/guides\/cambiar\/index\.html<\/loc>/,
    );
    assert.match(readFileSync(at('assets/brand.css'), 'utf8'), /--uggla-accent: #1f5d4c/);
  });

  it('makes nothing anew when nothing changed', async () => {
    const before = hashes(out);
    const {code, report} = await build(folder);
    assert.deepEqual([code, report.written, report.media.flatMap(({made}) => made)], [0, 0, []]);
    assert.ok(report.media.every(({why}) => why === 'nothing changed'));
    assert.deepEqual(hashes(out), before);
  });

  it('reads a touched file again, and sees that it is the same', async () => {
    const film = join(folder, 'courses/10-seguridad/10-casco.mp4');
    utimesSync(film, new Date(), new Date());
    const {report} = await build(folder);
    assert.deepEqual([report.written, report.media.flatMap(({made}) => made)], [0, []]);
  });

  it('writes only what a changed text changes, and removes what is gone', async () => {
    const before = hashes(out);
    write(folder, {'courses/10-seguridad/10-casco.md': '---\ntitle: El casco\ndraft: true\n---\n'});
    const {code, report} = await build(folder);
    assert.equal(code, 1); // another lesson waits for it
    assert.ok(report.problems.some((one) => one.code === 'reference-unknown'));
    const after = hashes(out);
    assert.ok(!Object.keys(after).some((path) => path.includes('casco') && path.startsWith('media/')));
    assert.equal(after['courses/seguridad/about.es.article.json'], before['courses/seguridad/about.es.article.json']);
    write(folder, files);
    assert.equal((await build(folder)).code, 0);
    assert.deepEqual(hashes(out), before);
  });

  it('publishes where it is told to, and takes nothing away that is not its own', async () => {
    const mine = makeFolder();
    write(mine, {'novel.txt': 'my only copy'});
    const refused = await build(folder, {}, {out: mine});
    assert.deepEqual([refused.code, refused.report.problems[0]?.code], [1, 'out-not-ours']);
    assert.deepEqual(Object.keys(hashes(mine)), ['novel.txt']);
    const inside = await uggla(['build', folder, '--out', folder]);
    assert.equal(inside.code, 1);
    assert.ok(existsSync(join(folder, 'campus.yml')));
  });
});
