import assert from 'node:assert/strict';
import {readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {build, makeFolder, readJson, write} from './testing/run.test.util.js';

const plain = {UGGLA_FFMPEG: 'none'};
const ids = (folder: string): string[] => {
  const flat = (items: {id: string; items?: never[]}[]): string[] =>
    items.flatMap((one) => [one.id, ...flat(one.items ?? [])]);
  const [course] = readJson(folder, 'published/campus.json').packs[0].items;
  return [course.id, ...flat(readJson(folder, 'published', course.src).items)];
};

function campus(): string {
  const folder = makeFolder();
  write(folder, {
    'campus.yml': 'title: Acme\nlanguages: [es]\n',
    'courses/10-curso/course.md': '---\ntitle: Curso\n---\n\nUno.\n',
    'courses/10-curso/10-hola.md': '---\ntitle: Hola\n---\n\nHola.\n',
    'courses/10-curso/20-mes/10-dentro.md': '---\ntitle: Dentro\n---\n\nDentro.\n',
  });
  return folder;
}

describe('uggla.lock.json', () => {
  it('keeps the id of a file that gets another name, number or block', async () => {
    const folder = campus();
    await build(folder, plain);
    assert.deepEqual(ids(folder), ['curso', 'hola', 'mes', 'dentro']);
    renameSync(join(folder, 'courses/10-curso/10-hola.md'), join(folder, 'courses/10-curso/30-saludo.md'));
    renameSync(join(folder, 'courses/10-curso/20-mes/10-dentro.md'), join(folder, 'courses/10-curso/15-fuera.md'));
    const {code} = await build(folder, plain);
    assert.equal(code, 0);
    assert.deepEqual(ids(folder), ['curso', 'dentro', 'hola']);
  });

  it('keeps the id of a folder that gets another name, and of what is in it', async () => {
    const folder = campus();
    await build(folder, plain);
    renameSync(join(folder, 'courses/10-curso'), join(folder, 'courses/50-formacion'));
    await build(folder, plain);
    assert.deepEqual(ids(folder), ['curso', 'hola', 'mes', 'dentro']);
  });

  it('keeps the id of a file that is written anew', async () => {
    const folder = campus();
    await build(folder, plain);
    write(folder, {'courses/10-curso/10-hola.md': '---\ntitle: Otro título\n---\n\nOtro texto.\n'});
    await build(folder, plain);
    assert.deepEqual(ids(folder), ['curso', 'hola', 'mes', 'dentro']);
  });

  it('takes a copy for a new lesson', async () => {
    const folder = campus();
    await build(folder, plain);
    write(folder, {'courses/10-curso/40-copia.md': readFileSync(join(folder, 'courses/10-curso/10-hola.md'))});
    const {code} = await build(folder, plain);
    assert.equal(code, 0);
    assert.deepEqual(ids(folder), ['curso', 'hola', 'mes', 'dentro', 'copia']);
  });

  it('makes the campus’s id once', async () => {
    const folder = campus();
    await build(folder, plain);
    const {id} = readJson(folder, 'published/campus.json');
    assert.match(id, /^urn:uuid:[0-9a-f-]{36}$/);
    rmSync(join(folder, 'published'), {recursive: true});
    await build(folder, plain);
    assert.equal(readJson(folder, 'published/campus.json').id, id);
    assert.equal(readJson(folder, 'published/courses/curso/course.json').id, `${id}:courses/curso`);
  });

  it('is written only when it changes', async () => {
    const folder = campus();
    await build(folder, plain);
    const before = readFileSync(join(folder, 'uggla.lock.json'), 'utf8');
    await build(folder, plain);
    assert.equal(readFileSync(join(folder, 'uggla.lock.json'), 'utf8'), before);
  });

  it('says so when it is broken, rather than give other ids in silence', async () => {
    const folder = campus();
    await build(folder, plain);
    const path = join(folder, 'uggla.lock.json');
    writeFileSync(path, `<<<<<<< ours\n${readFileSync(path, 'utf8')}`);
    const before = readFileSync(path, 'utf8');
    const {code, report} = await build(folder, plain);
    assert.deepEqual([code, report.problems[0]?.code], [1, 'lock-invalid']);
    assert.equal(readFileSync(path, 'utf8'), before);
  });
});
