import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {film} from '../testing/film.test.util.js';
import {png, publish, type Published} from '../testing/publish.test.util.js';
import {makeFolder} from '../testing/run.test.util.js';

let made: Published;
before(async () => {
  const folder = makeFolder();
  film(join(folder, 'guides/puerta/film.mp4'), {seconds: 4});
  film(join(folder, 'guides/puerta/detalle.mp4'), {seconds: 1});
  made = await publish(
    {
      'campus.yml': 'title: Acme\nlanguages: [es, en]\nid: https://acme.example/c/\n',
      'guides/puerta/guide.md': `---
title: {es: La puerta, en: The door}
fault: Chirría
codes: [E1, E2]
tools: [Aceite]
parts: [{es: Bisagra, en: Hinge}]
time: PT10M
difficulty: easy
warnings: [Cuidado]
version: 3
steps:
  - {id: abrir, title: Abrir, start: 0, end: 2, image: paso.png, alt: La puerta abierta}
  - {title: Engrasar, media: detalle.mp4, warning: Resbala}
  - {id: cerrar, title: Cerrar, start: 2, end: 99}
  - {id: mal, title: Mal, start: 3, end: 1}
---

Con *calma*.
`,
      'guides/puerta/guide.en.md':
        '---\ntitle: The door\nsteps: [{id: abrir, title: Open}, {title: Grease}, {id: cerrar, title: Close}]\n---\n\nTake your time.\n',
      'guides/puerta/paso.png': png(320, 180),
      'guides/como/guide.md': '---\ntitle: Cómo sentarse\nsteps: [{title: Siéntate}]\n---\n',
      'guides/vacia/guide.md': '---\ntitle: Vacía\n---\n',
    },
    folder,
  );
});

describe('the fault finder of a campus', () => {
  it('is a page with an address of its own, of all faults and codes, that the campus leads to', async () => {
    const evil = `"><script>alert(1)</script>`;
    const {text, json, problems} = await publish({
      'campus.yml': 'title: Acme\nlanguages: [es, en]\naddress: https://acme.example/\n',
      'guides/piston/guide.md': `---\ntitle: {es: El pistón, en: The gas lift}\nthing: {es: Silla, en: Chair}\nmachines: [T-1, 2026]\nsymptoms: [Baja sola, '${evil}']\ncodes: [E42]\nsteps: [{title: S}]\n---\n`,
    });
    assert.deepEqual(
      problems.filter(({severity}) => severity === 'error'),
      [],
    );
    const {type, machines, symptoms} = json('guides/piston/guide.json');
    assert.deepEqual(
      {type, machines, symptoms},
      {type: 'repair', machines: ['T-1', '2026'], symptoms: ['Baja sola', evil]},
    );
    const [
      {
        items: [item],
      },
    ] = json('campus.json').packs;
    assert.deepEqual(
      [item.thing, item.machines, item.symptoms, item.codes],
      [{es: 'Silla', en: 'Chair'}, ['T-1', '2026'], ['Baja sola', evil], ['E42']],
    );
    const page = text('guides/index.html');
    assert.match(
      page,
      /<uggla-guide campus="\.\.\/campus\.json" routing="query">[\s\S]*<a href="piston\/index\.html">El pistón<\/a>[\s\S]*<li>Baja sola<\/li>[\s\S]*<li>E42<\/li>/,
    );
    assert.ok(!page.includes('<script>alert'));
    assert.match(text('index.html'), /<a slot="header" href="guides\/index\.html">¿Qué falla\?<\/a>/);
    assert.match(text('sitemap.xml'), /<loc>https:\/\/acme\.example\/guides\/index\.html<\/loc>/);
    assert.match(text('search/es.json'), /T-1/);
  });

  it('is not made where no guide says what machine it mends', () => {
    assert.ok(!existsSync(join(made.out, 'guides/index.html')));
    assert.doesNotMatch(made.text('index.html'), /slot="header"/);
  });
});

describe('guide.json', () => {
  it('says what the author says, in both languages', () => {
    const {id, version, type, languages, title, fault, codes, tools, parts, time, difficulty, warnings, content} =
      made.json('guides/puerta/guide.json');
    assert.deepEqual(
      {id, version, type, languages, title, fault, codes, tools, parts, time, difficulty, warnings},
      {
        id: 'https://acme.example/c/guides/puerta',
        version: '3',
        type: 'repair',
        languages: ['es', 'en'],
        title: {es: 'La puerta', en: 'The door'},
        fault: 'Chirría',
        codes: ['E1', 'E2'],
        tools: ['Aceite'],
        parts: [{es: 'Bisagra', en: 'Hinge'}],
        time: 'PT10M',
        difficulty: 'easy',
        warnings: ['Cuidado'],
      },
    );
    for (const address of Object.values(content as Record<string, string>))
      assert.ok(existsSync(join(made.out, 'guides/puerta', address)), address);
  });

  it('is a repair where there is a fault, else it shows how', () => {
    assert.equal(made.json('guides/como/guide.json').type, 'how');
  });

  it('gives each step its clip: a part of the film, or a film of its own', () => {
    const {steps} = made.json('guides/puerta/guide.json');
    assert.deepEqual(
      steps.map(({id, start, end}: Record<string, unknown>) => [id, start, end]),
      [
        ['abrir', 0, 2],
        ['step-2', undefined, undefined],
        ['cerrar', 2, 4],
        ['mal', 3, undefined],
      ],
    );
    assert.deepEqual(
      steps.map(({media}: {media: string}) => media),
      ['puerta', 'puerta-detalle', 'puerta', 'puerta'].map((name) => `../../media/${name}/media.json`),
    );
    assert.deepEqual(
      steps.slice(0, 3).map(({title}: {title: unknown}) => title),
      [
        {es: 'Abrir', en: 'Open'},
        {es: 'Engrasar', en: 'Grease'},
        {es: 'Cerrar', en: 'Close'},
      ],
    );
    assert.equal(steps[1].warning, 'Resbala');
  });

  it('names the picture of a step with size and words', () => {
    const [{image}] = made.json('guides/puerta/guide.json').steps;
    assert.deepEqual([image.width, image.height, image.alt], [320, 180, 'La puerta abierta']);
    assert.ok(existsSync(join(made.out, 'guides/puerta', image.src)));
  });

  it('tells of times that run backwards, and of a guide without steps', () => {
    assert.deepEqual(
      made.problems
        .filter(({severity}) => severity === 'error')
        .map(({code, file}) => [code, file])
        .sort(),
      [
        ['guide-empty', 'guides/vacia/guide.md'],
        ['step-times-wrong', 'guides/puerta/guide.md'],
      ],
    );
    assert.ok(!existsSync(join(made.out, 'guides/vacia')));
  });

  it('shows its films on the page, each once', () => {
    assert.equal(made.text('guides/puerta/index.html').match(/<video /g)?.length, 2);
    assert.match(made.text('guides/puerta/index.html'), /property="og:video:width" content="160"/);
  });
});
