// Chromium first: there is no graphics processor where tests run, and one engine that draws in three dimensions takes long enough.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Portfolio, Product} from '@uggla/protocol';
import {nextEvent, type Rule, waitUntil} from '@uggla/testing';
import type {UgglaPortfolio} from '../../index.js';
import {address, all, clean, find, found, mount, publish, read} from '../../testing/support.test.js';
import {hasWebgl} from './load-model.js';
import {openScene} from './model-scene.js';

const chair = new URL('../../../../../examples/campus/products/10-silla-tero/silla.glb', import.meta.url).href;

/** The open product, with a model; `rules` break its file. */
async function opened({
  model = {src: chair, bytes: 11_800},
  lang = 'es',
  rules = [],
}: {model?: NonNullable<Product['model']>; lang?: string; rules?: Rule[]} = {}): Promise<UgglaPortfolio> {
  const {products, ...rest} = await read<Portfolio>('portfolio.json');
  const files = {
    'portfolio.json': {...rest, products: products.map((one) => (one.id === 'mesa' ? {...one, model} : one))},
  };
  const portfolio = await mount('uggla-portfolio', {
    src: address(await publish({files, rules}), 'portfolio.json'),
    item: 'mesa',
    lang,
  });
  await found(portfolio, '.model-open');
  return portfolio;
}

const press = async (portfolio: UgglaPortfolio, name: string) => (await found(portfolio, `.${name}`)).click();
const told = (portfolio: UgglaPortfolio) => find(portfolio, '.model-status')!.textContent;

function key(canvas: HTMLElement, name: string): void {
  canvas.dispatchEvent(new KeyboardEvent('keydown', {key: name, bubbles: true, composed: true, cancelable: true}));
}

/** A GLB of one square that a picture covers. */
async function pictured(): Promise<ArrayBuffer> {
  const canvas = Object.assign(document.createElement('canvas'), {width: 4, height: 4});
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 4, 4);
  const png = new Uint8Array(await (await new Promise<Blob | null>((done) => canvas.toBlob(done)))!.arrayBuffer());
  const numbers = new Uint8Array(
    new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0]).buffer,
  );
  const indices = new Uint8Array(new Uint16Array([0, 1, 2, 0, 2, 3]).buffer);
  const bin = new Uint8Array(Math.ceil((numbers.length + indices.length + png.length) / 4) * 4);
  [numbers, indices, png].reduce((at, one) => (bin.set(one, at), at + one.length), 0);
  const gltf = {
    asset: {version: '2.0'},
    scene: 0,
    scenes: [{nodes: [0]}],
    nodes: [{mesh: 0}],
    buffers: [{byteLength: bin.length}],
    meshes: [{primitives: [{attributes: {POSITION: 0, TEXCOORD_0: 1}, indices: 2, material: 0}]}],
    materials: [{extensions: {KHR_materials_unlit: {}}, pbrMetallicRoughness: {baseColorTexture: {index: 0}}}],
    extensionsUsed: ['KHR_materials_unlit'],
    textures: [{source: 0}],
    images: [{bufferView: 3, mimeType: 'image/png'}],
    bufferViews: [
      [0, 48],
      [48, 32],
      [80, 12],
      [92, png.length],
    ].map(([byteOffset, byteLength]) => ({buffer: 0, byteOffset, byteLength})),
    accessors: [
      {bufferView: 0, componentType: 5126, count: 4, type: 'VEC3', min: [-1, -1, 0], max: [1, 1, 0]},
      {bufferView: 1, componentType: 5126, count: 4, type: 'VEC2'},
      {bufferView: 2, componentType: 5123, count: 6, type: 'SCALAR'},
    ],
  };
  return glb(gltf, bin);
}

function glb(gltf: object, bin: Uint8Array): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(gltf));
  const json = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(32);
  json.set(text);
  const all = new Uint8Array(28 + json.length + bin.length);
  all.set(new Uint8Array(new Uint32Array([0x46546c67, 2, all.length, json.length, 0x4e4f534a]).buffer));
  all.set(json, 20);
  all.set(new Uint8Array(new Uint32Array([bin.length, 0x004e4942]).buffer), 20 + json.length);
  all.set(bin, 28 + json.length);
  return all.buffer;
}

/** What browsers without WebGL answer. */
function withoutWebgl(): () => void {
  const {getContext} = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
    return kind.startsWith('webgl') ? null : (getContext as (...all: unknown[]) => unknown).call(this, kind, ...more);
  } as typeof getContext;
  return () => (HTMLCanvasElement.prototype.getContext = getContext);
}

describe('a product in 3D', function () {
  this.timeout(60_000); // where there is no graphics processor the main one draws, and has others to serve

  afterEach(clean);

  it('asks for nothing before the button is pressed, which says how large it is', async () => {
    const portfolio = await opened();
    expect(find(portfolio, '.model-open')!.textContent!.replace(/\s+/g, ' ').trim()).to.equal('Verlo en 3D12 kB');
    expect(performance.getEntriesByName(chair)).to.be.empty;
    expect(find(portfolio, 'canvas')).to.equal(null);
    await expect(portfolio).to.be.accessible();
  });

  it('says in words that the browser cannot, and asks for nothing', async () => {
    const back = withoutWebgl();
    try {
      const portfolio = await opened({model: {src: `${chair}?never`}});
      await press(portfolio, 'model-open');
      expect((await found(portfolio, '.model [role=alert]')).textContent).to.contain('WebGL');
      expect(performance.getEntriesByName(`${chair}?never`)).to.be.empty;
      await expect(portfolio).to.be.accessible();
      await press(portfolio, 'model-close');
      await waitUntil(() => portfolio.shadowRoot!.activeElement?.classList.contains('model-open') ?? false);
    } finally {
      back();
    }
  });

  it('has its words in ten languages', async () => {
    const portfolio = await opened({model: {src: chair}});
    for (const [lang, words] of Object.entries({
      ar: 'شاهده بالأبعاد الثلاثة',
      ca: 'Veure-ho en 3D',
      de: 'In 3D ansehen',
      en: 'See it in 3D',
      eu: 'Ikusi 3Dn',
      fr: 'Voir en 3D',
      gl: 'Velo en 3D',
      it: 'Vedi in 3D',
      pt: 'Ver em 3D',
    })) {
      portfolio.lang = lang;
      await waitUntil(() => find(portfolio, '.model-open')!.textContent!.trim() === words, `no words in ${lang}`);
    }
  });

  if (!hasWebgl()) return; // this engine's graphics are off here: what it says then stands above

  it('is turned by arrows and brought closer by + and −, says how it is seen, and gives the focus back', async () => {
    const portfolio = await opened({model: {src: chair, alt: 'Una silla'}});
    await press(portfolio, 'model-open');
    const canvas = await found<HTMLCanvasElement>(portfolio, '.model-view[tabindex]');
    await waitUntil(() => portfolio.shadowRoot!.activeElement === canvas);
    expect(canvas.ariaLabel).to.equal('Una silla');
    const first = told(portfolio);
    expect(first).to.match(/^Girado 30.?°, visto desde 15.?° de altura, tamaño 100.?%$/);
    await expect(portfolio).to.be.accessible();
    const steps: string[] = [];
    for (const name of ['ArrowRight', 'ArrowUp', '+', '-', 'ArrowLeft', 'ArrowDown', 'Home']) {
      key(canvas, name);
      await portfolio.updateComplete;
      steps.push(
        told(portfolio)!
          .replace(/[^\d]+/g, ' ')
          .trim(),
      );
    }
    expect(steps).to.deep.equal([
      '15 15 100',
      '15 0 100',
      '15 0 125',
      '15 0 100',
      '30 0 100',
      '30 15 100',
      '30 15 100',
    ]);

    // and by buttons, for who has no arrow keys to spare
    const buttons = all<HTMLButtonElement>(portfolio, '.model-turn');
    expect(buttons.map(({ariaLabel}) => ariaLabel)).to.deep.equal([
      'Girar a la izquierda',
      'Girar a la derecha',
      'Girar hacia arriba',
      'Girar hacia abajo',
      'Acercar',
      'Alejar',
      'Como al principio',
    ]);
    buttons[0]!.click();
    buttons[4]!.click();
    await portfolio.updateComplete;
    expect(told(portfolio)).to.match(/^Girado 45.*125/);

    await press(portfolio, 'model-close');
    await waitUntil(() => portfolio.shadowRoot!.activeElement?.classList.contains('model-open') ?? false);
  });

  it('comes closer when two fingers part, also where something else has the focus', async () => {
    const portfolio = await opened();
    await press(portfolio, 'model-open');
    const canvas = await found<HTMLCanvasElement>(portfolio, '.model-view[tabindex]');
    await waitUntil(() => portfolio.shadowRoot!.activeElement === canvas);
    canvas.blur();
    canvas.setPointerCapture = canvas.releasePointerCapture = () => undefined; // no browser knows of these fingers
    const finger = (type: string, pointerId: number, clientX: number) =>
      canvas.dispatchEvent(
        new PointerEvent(type, {
          pointerId,
          clientX,
          clientY: 50,
          pointerType: 'touch',
          bubbles: true,
          composed: true,
          cancelable: true,
        }),
      );
    const first = told(portfolio);
    finger('pointerdown', 11, 40);
    finger('pointerdown', 12, 60);
    finger('pointermove', 12, 80);
    finger('pointermove', 11, 20);
    finger('pointerup', 11, 20);
    finger('pointerup', 12, 80);
    await waitUntil(() => told(portfolio) !== first, 'nothing came closer');
    expect(Number(/(\d+).?%/.exec(told(portfolio)!)![1])).to.be.above(110);
  });

  it('is drawn, with the pictures that are in its file', async () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas.style, {display: 'block', inlineSize: '60px', blockSize: '60px'});
    document.body.append(canvas);
    const scene = await openScene(canvas, await pictured(), {changed: () => undefined, lost: () => undefined});
    const probe = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d', {
      willReadFrequently: true,
    })!;
    scene.turn(30, -15); // draws now
    probe.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
    const [red, green, blue, alpha] = probe.getImageData(0, 0, 1, 1).data;
    scene.close();
    canvas.remove();
    expect([red! > 200, green! < 60, blue! < 60, alpha]).to.deep.equal([true, true, true, 255]);
  });

  it('tells of a missing file with a code, and comes when it is asked for again', async () => {
    const portfolio = await opened({model: {src: 'gone.glb'}});
    const failed = nextEvent<UgglaErrorEvent>(portfolio, 'uggla-error');
    await press(portfolio, 'model-open');
    expect((await failed).error.code).to.equal('product-model-unavailable');
    expect((await found(portfolio, '.model [role=alert]')).textContent).to.contain('No se ha podido mostrar');
    await expect(portfolio).to.be.accessible();
  });

  it('tells of a file that is no model, and of one that wants others, which it does not ask for', async () => {
    const bin = new Uint8Array(4);
    const wants = glb(
      {
        asset: {version: '2.0'},
        scenes: [{nodes: [0]}],
        nodes: [{mesh: 0}],
        meshes: [{primitives: [{attributes: {POSITION: 0}}]}],
        accessors: [{bufferView: 0, componentType: 5126, count: 1, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 1]}],
        bufferViews: [{buffer: 0, byteLength: 12}],
        buffers: [{uri: 'http://127.0.0.1:9/else.bin', byteLength: 12}],
      },
      bin,
    );
    for (const bytes of [new TextEncoder().encode('<html>').buffer as ArrayBuffer, wants]) {
      const src = URL.createObjectURL(new Blob([bytes]));
      const portfolio = await opened({model: {src}});
      const failed = nextEvent<UgglaErrorEvent>(portfolio, 'uggla-error');
      await press(portfolio, 'model-open');
      expect((await failed).error.code).to.equal('product-model-invalid');
      expect(performance.getEntriesByType('resource').filter(({name}) => name.includes('else.bin'))).to.be.empty;
      portfolio.remove();
      URL.revokeObjectURL(src);
    }
  });

  it('goes with its product', async () => {
    const portfolio = await opened();
    await press(portfolio, 'model-open');
    await found(portfolio, '.model-view[tabindex]');
    portfolio.item = 'lampara';
    await waitUntil(() => !find(portfolio, '.model'));
    portfolio.item = 'mesa';
    await found(portfolio, '.model-open');
  });
});
