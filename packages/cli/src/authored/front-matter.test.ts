import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {makeFolder} from '../testing/run.test.util.js';
import {readTexts, splitFrontMatter} from './front-matter.js';
import {guideFields, lessonFields, productFields} from './schemas.js';

describe('splitFrontMatter', () => {
  const parts = (text: string) => {
    const {yaml, body, linesBefore} = splitFrontMatter(text);
    return [yaml, body, linesBefore];
  };

  it('tells fields from the text, and on which line the text begins', () => {
    assert.deepEqual(parts('---\ntitle: A\ntags: [b]\n---\n\nTexto'), ['title: A\ntags: [b]', '\nTexto', 4]);
    assert.deepEqual(parts('Texto'), ['', 'Texto', 0]);
    assert.deepEqual(parts('---\ntitle: A\n---'), ['title: A', '', 2]);
  });

  it('takes an empty front matter for one, not for rules across the page', () => {
    assert.deepEqual(parts('---\n---\nTexto'), ['', 'Texto', 2]);
    assert.deepEqual(parts('---\n\n---\nTexto\n\n---\n\nMás'), ['', 'Texto\n\n---\n\nMás', 3]);
  });

  it('leaves a text that begins with a rule as it is', () => {
    assert.deepEqual(parts('---\n\nTexto\n'), ['', '---\n\nTexto\n', 0]);
    assert.deepEqual(parts('----\ntitle: A\n----\n'), ['', '----\ntitle: A\n----\n', 0]);
  });

  it('bears a byte order mark, Windows’ lines, blank lines in front and blanks behind the dashes', () => {
    assert.deepEqual(parts('\uFEFF---\r\ntitle: A\r\n---  \r\nTexto'), ['title: A', 'Texto', 3]);
    const {yaml, yamlBefore, linesBefore} = splitFrontMatter('\n\n--- \ntitle: A\n---\nTexto');
    assert.deepEqual([yaml, yamlBefore, linesBefore], ['title: A', 3, 5]);
  });

  it('does not end at dashes inside of a field', () => {
    assert.deepEqual(parts('---\ntitle: a --- b\nsummary: |\n  x\n  ---\n---\nT'), [
      'title: a --- b\nsummary: |\n  x\n  ---',
      'T',
      6,
    ]);
  });

  it('takes fields without an end up to the first blank line, and says so', () => {
    const {yaml, body, open} = splitFrontMatter('---\ntitle: A\ndraft: true\n\nTexto\n');
    assert.deepEqual([yaml, body, open], ['title: A\ndraft: true', '\n\nTexto\n', true]);
  });
});

describe('readTexts', () => {
  /** Reads texts by language, `es` being the first of the campus. */
  async function texts(schema: Parameters<typeof readTexts>[0], written: Record<string, string>) {
    const folder = makeFolder();
    const files = Object.entries(written).map(([language, text]) => {
      const name = `a.${language}.md`;
      writeFileSync(join(folder, name), text);
      return [language, {path: join(folder, name), name}] as const;
    });
    const problems = new Problems();
    const {fields, bodies, origin} = await readTexts(schema, new Map(files), 'es', problems);
    return {fields: fields as Record<string, unknown>, bodies, origin, list: problems.list};
  }

  it('puts a text and its translation together, whichever is found first', async () => {
    const {fields, bodies} = await texts(lessonFields, {
      en: '---\ntitle: Hello\nsummary: One.\nid: other\n---\nText',
      es: '---\ntitle: Hola\nid: hola\nrenew: P1Y\n---\nTexto',
    });
    assert.deepEqual(fields, {title: {es: 'Hola', en: 'Hello'}, summary: {en: 'One.'}, id: 'hola', renew: 'P1Y'});
    assert.deepEqual(
      Object.entries(bodies).map(([language, {markdown}]) => [language, markdown]),
      [
        ['es', 'Texto'],
        ['en', 'Text'],
      ],
    );
  });

  it('takes all fields of a text that is there in a further language only', async () => {
    const {fields} = await texts(productFields, {
      en: '---\ntitle: Pump\naccess: clients\nprice: 9\nimages: [{src: 1.jpg, alt: A pump}]\n---\nText',
    });
    assert.deepEqual(fields, {
      title: {en: 'Pump'},
      access: 'clients',
      price: 9,
      images: [{src: '1.jpg', alt: {en: 'A pump'}}],
    });
  });

  it('takes the texts of steps by their ids, else by their places', async () => {
    const {fields} = await texts(guideFields, {
      es: '---\ntitle: G\nsteps: [{id: a, title: Abrir}, {id: b, title: Cerrar}, {title: Fin}]\n---\n',
      en: '---\nsteps: [{id: b, title: Close}, {id: a, title: Open}, {title: End}]\n---\n',
    });
    assert.deepEqual(
      (fields['steps'] as {title: object}[]).map(({title}) => title),
      [
        {es: 'Abrir', en: 'Open'},
        {es: 'Cerrar', en: 'Close'},
        {es: 'Fin', en: 'End'},
      ],
    );
  });

  it('leaves out a translation that is a draft, and nothing else', async () => {
    const {fields, bodies} = await texts(lessonFields, {
      es: '---\ntitle: Hola\n---\nTexto',
      en: '---\ntitle: Hello\ndraft: true\n---\nText',
    });
    assert.deepEqual([fields, Object.keys(bodies)], [{title: 'Hola'}, ['es']]);
  });

  it('takes for a draft what cannot be read: it may have said so', async () => {
    const {fields, list} = await texts(lessonFields, {es: '\0\0', en: '---\ntitle: Hello\n---\nText'});
    assert.deepEqual(
      [fields, list.map(({code, file}) => [code, file])],
      [{draft: true}, [['file-unreadable', 'a.es.md']]],
    );
  });

  it('keeps a draft whose front matter has no end', async () => {
    const {fields, list} = await texts(lessonFields, {es: '---\ntitle: A\ndraft: true\n\nTexto'});
    assert.equal(fields['draft'], true);
    assert.deepEqual(
      list.map(({code, line, cure}) => [code, line, cure]),
      [['yaml-invalid', 1, 'Write a line of three dashes, `---`, under its last field.']],
    );
  });

  it('tells the line of a field in the file, not in its front matter', async () => {
    const {list, origin} = await texts(lessonFields, {es: '\n---\ntitle: A\nunlok: x\nunlock:\n  after: [b]\n---\n'});
    assert.deepEqual(
      list.map(({line, field}) => [line, field]),
      [[4, 'unlok']],
    );
    assert.deepEqual(
      [origin?.lineOf?.('unlock.after'), origin?.lineOf?.('title'), origin?.lineOf?.('nothing')],
      [6, 3, 3],
    );
  });
});
