import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {publish, type Published} from '../testing/publish.test.util.js';
import {checkModel} from './product-model.js';

const chair = readFileSync(new URL('../../../../examples/campus/products/10-silla-tero/silla.glb', import.meta.url));

/** A GLB of this description, and a few bytes. */
function glb(gltf: unknown, text = JSON.stringify(gltf)): Buffer {
  const json = Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4));
  const bin = Buffer.alloc(4);
  return Buffer.concat([
    Buffer.from(new Uint32Array([0x46546c67, 2, 28 + json.length + bin.length, json.length, 0x4e4f534a]).buffer),
    json,
    Buffer.from(new Uint32Array([bin.length, 0x004e4942]).buffer),
    bin,
  ]);
}

describe('the model of a product', () => {
  let made: Published;
  before(async () => {
    made = await publish({
      'campus.yml': 'title: Tienda\nlanguages: [es, en]\n',
      'products/10-silla/product.md':
        '---\ntitle: Silla\nmodel: silla.glb\nmodelAlt: {es: De frente, en: From the front}\n---\n',
      'products/10-silla/silla.glb': chair,
      'products/20-mesa/product.md': '---\ntitle: Mesa\nmodel: mesa.glb\n---\n',
      'products/20-mesa/mesa.glb': 'no model',
      'products/30-banco/product.md': '---\ntitle: Banco\nmodel: banco.glb\n---\n',
    });
  });

  it('is published under a name with its hash, with its size and what it shows', () => {
    const {model} = made.json('portfolio.json').products[0];
    assert.match(model.src, /^products\/silla\/files\/silla\.[0-9a-f]{10}\.glb$/);
    assert.deepEqual([model.bytes, model.alt], [chair.length, {es: 'De frente', en: 'From the front'}]);
    assert.ok(readFileSync(join(made.out, model.src)).equals(chair));
  });

  it('is shown without a network, too; a site without models keeps no code for them', async () => {
    const keeps = (site: Published) =>
      /"assets\/uggla\/chunks\/turned-[^"]+\.js"/.test(readFileSync(join(site.out, 'sw.js'), 'utf8'));
    assert.ok(keeps(made));
    assert.ok(
      !keeps(
        await publish({
          'campus.yml': 'title: Tienda\nlanguages: [es]\n',
          'products/10-silla/product.md': '---\ntitle: Silla\n---\n',
        }),
      ),
    );
  });

  it('that is none, or is not there, is told of with its file and field; the product is published without it', () => {
    assert.deepEqual(
      made.json('portfolio.json').products.map(({model}: {model?: unknown}) => model !== undefined),
      [true, false, false],
    );
    const told = made.problems
      .filter(({severity}) => severity === 'error')
      .map(({code, file, field}) => [code, file, field]);
    assert.deepEqual(told, [
      ['file-missing', 'products/30-banco/product.md', 'model'],
      ['product-model-invalid', 'products/20-mesa/mesa.glb', 'model'],
    ]);
    assert.ok(!existsSync(join(made.out, 'products/mesa/files')));
  });
});

describe('checkModel', () => {
  const shape = {asset: {version: '2.0'}, buffers: [{byteLength: 4}], meshes: [{}]};

  it('lets through what has all it needs inside', () => {
    checkModel(chair, 'silla.glb');
    checkModel(glb(shape), 'a.glb');
    checkModel(glb({...shape, extensionsRequired: ['KHR_texture_transform']}), 'a.glb');
  });

  for (const [what, bytes, said] of [
    ['a text', Buffer.from('no model at all, but long enough'), /is no GLB/],
    ['nothing', Buffer.alloc(0), /is no GLB/],
    [
      'one of version 1',
      Buffer.concat([chair.subarray(0, 4), Buffer.from([1, 0, 0, 0]), chair.subarray(8)]),
      /of version 1/,
    ],
    ['one that was cut off', chair.subarray(0, 4000), /has 4000 bytes, and says that it has/],
    [
      'one without a description',
      Buffer.concat([chair.subarray(0, 16), Buffer.alloc(4), chair.subarray(20)]),
      /does not begin with its description/,
    ],
    ['a description that is no JSON', glb(0, '{"asset":'), /no JSON/],
    ['a description that is a list of nothing', glb(null), /no JSON/],
    ['buffers elsewhere', glb({...shape, buffers: [{uri: 'a.bin'}]}), /buffers in other files/],
    [
      'pictures on another server',
      glb({...shape, images: [{uri: 'https://else.example/a.png'}]}),
      /images in other files/,
    ],
    ['Draco', glb({...shape, extensionsRequired: ['KHR_draco_mesh_compression']}), /needs KHR_draco_mesh_compression/],
    ['no shapes', glb({asset: {version: '2.0'}}), /no shapes/],
  ] as const) {
    it(`refuses ${what}`, () =>
      assert.throws(
        () => checkModel(bytes, 'a.glb'),
        (error: Error & {code?: string; cure?: string}) =>
          error.code === 'product-model-invalid' && said.test(error.message) && error.cure !== undefined,
      ));
  }
});
