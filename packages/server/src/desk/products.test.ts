import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {before, beforeEach, describe, it} from 'node:test';
import {UgglaError} from '@uggla/protocol';
import type {NewProduct, ProductChange, PublishProblem, SeenProduct, StoredProduct} from '../index.js';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {campusWithProducts} from '../support/products.test.util.js';

let app: TestApp;
let editor: string;
let root: string;
let added: NewProduct[] = [];
let told: string[] = [];
let publishing: (onPublic: () => void) => Promise<readonly PublishProblem[]>;
let refuses: UgglaError | undefined;
let stored: StoredProduct | undefined;
let changed: ProductChange[] = [];

const workshop = {
  add: async (product: NewProduct) => {
    if (refuses) throw refuses;
    if (product.clip) told.push(readFileSync(product.clip.path, 'utf8'));
    added.push(product);
    return {id: 'bomba', folder: 'products/bomba/'};
  },
  list: async () => (stored ? [stored] : []),
  read: async (name: string) => (stored?.name === name ? stored : undefined),
  change: async (seen: SeenProduct, change: ProductChange) => {
    if (refuses) throw refuses;
    assert.equal(seen.version, stored!.version);
    changed.push(change);
  },
  withdraw: async ({version}: SeenProduct, isWithdrawn: boolean) => {
    if (version !== stored!.version) throw new UgglaError('product-changed', 'x');
    stored = {...stored!, isWithdrawn, version: 'v9'};
  },
  publish: (onPublic: () => void) => publishing(onPublic),
};
const form = {'Content-Type': 'application/x-www-form-urlencoded'};
const tus = {'Tus-Resumable': '1.0.0'};

async function enter(of: TestApp, role: 'admin' | 'manager' | 'editor'): Promise<string> {
  const body = new URLSearchParams({invitation: await of.services.accounts.invite(role)}).toString();
  return (await of.send('POST', '/desk/enter', {headers: form, body})).headers.get('set-cookie')!.split(';')[0]!;
}
const page = async (language = 'en', as = editor, path = 'products') =>
  (await app.send('GET', `/desk/${path}`, {headers: {Cookie: as, 'Accept-Language': language}})).text();
const post = (fields: Record<string, string> | [string, string][], language = 'en', as = editor) =>
  app.send('POST', '/desk/products', {
    headers: {...form, Cookie: as, 'Accept-Language': language},
    body: new URLSearchParams(fields).toString(),
  });
const meta = (name: string) => `filename ${Buffer.from(name).toString('base64')}`;

/** Begins an upload; resolves with its address. */
async function begin(
  name: string,
  size: number,
  headers: Record<string, string> = {Cookie: editor},
  base = '/desk/uploads',
): Promise<string> {
  const answer = await app.send('POST', base, {
    headers: {...tus, ...headers, 'Upload-Length': String(size), 'Upload-Metadata': meta(name)},
  });
  assert.equal(answer.status, 201);
  return answer.headers.get('location')!;
}
const send = (address: string, offset: number, body: string, headers: Record<string, string> = {Cookie: editor}) =>
  app.send('PATCH', address, {
    headers: {...tus, ...headers, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream'},
    body,
  });
async function bring(name: string, content = 'film'): Promise<string> {
  const address = await begin(name, content.length);
  assert.equal((await send(address, 0, content)).status, 204);
  return address.split('/').at(-1)!;
}
const idle = async () => {
  while (app.services.jobs!.list.some(({state}) => state === 'waiting' || state === 'running' || state === 'public'))
    await new Promise(setImmediate);
};

before(async () => {
  root = await campusWithProducts();
  app = await openApp({root, workshop, timeZone: 'Europe/Madrid'});
  editor = await enter(app, 'editor');
});
beforeEach(() => {
  [added, told, changed, refuses, stored] = [[], [], [], undefined, undefined];
  publishing = async (onPublic) => {
    onPublic();
    return [];
  };
});

describe('files for a product', () => {
  it('go on where they broke off, and come whole or not at all', async () => {
    const address = await begin('Garza.MP4', 10);
    assert.match(address, /^\/desk\/uploads\/[0-9a-f]{32}$/);
    assert.equal((await send(address, 0, 'abcd')).headers.get('upload-offset'), '4');
    const head = await app.send('HEAD', address, {headers: {...tus, Cookie: editor}});
    assert.deepEqual(
      [head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')],
      [200, '4', '10'],
    );
    const id = address.split('/').at(-1)!;
    const half = await post({'title.es': 'Garza', clip: id});
    assert.equal(half.status, 400);
    assert.match(await half.text(), /did not come whole/);
    assert.equal((await send(address, 2, 'xx')).status, 409); // somebody else's place in the file
    assert.equal((await send(address, 4, 'efghij')).status, 204);
    assert.equal((await post({'title.es': 'Garza', clip: id})).status, 303);
    assert.deepEqual([told, added[0]!.clip!.name], [['abcdefghij'], 'Garza.MP4']);
    assert.equal(existsSync(added[0]!.clip!.path), false); // taken into the folder: nothing stays behind
    await idle();
  });

  it('are for editors, by the desk’s cookie or a token, and are handed out to nobody', async () => {
    const wanted = {...tus, 'Upload-Length': '4', 'Upload-Metadata': meta('a.mp4')};
    for (const base of ['/desk/uploads', '/v1/uploads']) {
      const nobody = await app.send('POST', base, {headers: wanted, peer: '203.0.113.9'});
      assert.deepEqual([nobody.status, await codeOf(nobody)], [401, 'sign-in-needed']);
      const learner = await app.visitor();
      const low = await app.send('POST', base, {headers: {...wanted, ...learner.headers}});
      assert.deepEqual([low.status, await codeOf(low)], [403, 'role-insufficient']);
    }
    const {headers} = await app.visitor('editor');
    const address = await begin('a.mp4', 4, headers, '/v1/uploads');
    assert.equal((await send(address, 0, 'film', headers)).status, 204);
    const got = await app.send('GET', address, {headers});
    assert.deepEqual([got.status, await codeOf(got)], [405, 'method-refused']);
    assert.equal(
      (await app.send('POST', '/desk/uploads', {headers: {...wanted, Cookie: editor, Origin: 'https://evil.example'}}))
        .status,
      403,
    );
  });

  it('stand in the contract, which says that one has to be known', async () => {
    const {paths} = (await (await app.send('GET', '/openapi.json')).json()) as {
      paths: Record<string, Record<string, {security?: object[]}>>;
    };
    const uploads = Object.entries(paths)
      .filter(([path]) => path.startsWith('/v1/uploads'))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, {security}]) => [method, path, security !== undefined]),
      );
    assert.deepEqual(uploads, [
      ['post', '/v1/uploads', true],
      ['head', '/v1/uploads/{id}', true],
      ['patch', '/v1/uploads/{id}', true],
      ['delete', '/v1/uploads/{id}', true],
    ]);
    for (const [method, path] of uploads) {
      const answer = await app.send(String(method).toUpperCase(), String(path).replace('{id}', 'a'.repeat(32)), {
        headers: tus,
        peer: '203.0.113.9',
      });
      assert.equal(answer.status, 401, `${method} ${path}`);
    }
  });

  it('have names that only the server gives: no other file is reached', async () => {
    assert.equal(await app.services.uploads!.find('..'), undefined);
    for (const id of ['..%2f..%2fkeys.json', 'a'.repeat(32), 'campus.json', 'x'.repeat(5000)]) {
      const answer = await app.send('HEAD', `/desk/uploads/${id}`, {headers: {...tus, Cookie: editor}});
      assert.ok(answer.status >= 400 && answer.status < 500, `${id}: ${answer.status}`);
      assert.equal(await app.services.uploads!.find(decodeURIComponent(id)), undefined);
    }
    const big = await app.send('POST', '/desk/uploads', {
      headers: {...tus, Cookie: editor, 'Upload-Length': String(5 * 2 ** 30), 'Upload-Metadata': meta('a.mp4')},
    });
    assert.equal(big.status, 413);
  });
});

describe('a product at the desk', () => {
  it('is taken in all its fields', async () => {
    const [clip, sheet] = [await bring('film.mov'), await bring('Ficha técnica.PDF')];
    const answer = await post([
      ['title.es', ' Bomba nueva '],
      ['title.en', 'New pump'],
      ['title.fr', 'Pompe'],
      ['summary.es', 'Corta'],
      ['body.en', '- one'],
      ['category.es', 'Bombas'],
      ['brand', 'Acme'],
      ['sku', 'B-1'],
      ['price', '1200,50'],
      ['currency', 'mxn'],
      ['access', 'group'],
      ['group', 'socios'],
      ['clip', clip],
      ['document', sheet],
      ['document-title', 'Ficha'],
      ['badge.es', 'Nuevo'],
      ['from', '2026-10-01'],
      ['until', '2026-10-31'],
      ['kind', 'phone'],
      ['label.es', 'Llama'],
      ['target', '+34 600 00 00 00'],
    ]);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/desk/products?added=1']);
    const {clip: film, documents, ...product} = added[0]!;
    assert.deepEqual(
      [film?.name, documents.map(({name, title}) => [name, title])],
      ['film.mov', [['Ficha técnica.PDF', 'Ficha']]],
    );
    assert.deepEqual(product, {
      title: {es: 'Bomba nueva', en: 'New pump'},
      summary: {es: 'Corta'},
      body: {en: '- one'},
      category: {es: 'Bombas'}, // French is none of the campus's
      brand: 'Acme',
      sku: 'B-1',
      price: 1200.5,
      currency: 'MXN',
      access: 'socios',
      campaign: {badge: {es: 'Nuevo'}, from: '2026-10-01', until: '2026-10-31', timeZone: 'Europe/Madrid'},
      action: {kind: 'phone', label: {es: 'Llama'}, href: 'tel:+34600000000'},
    });
    await idle();
  });

  const wrong: [string, Record<string, string>, RegExp, RegExp][] = [
    ['without a name', {'title.en': 'Only English'}, /needs a name/, /necesita un nombre/],
    ['with a price that is none', {price: '12 or so'}, /price is a number/, /precio es un número/],
    ['with a price of a thousand or of one, nobody knows', {price: '1.250'}, /without a mark/, /sin punto de millares/],
    ['with a currency that is none', {price: '12', currency: 'pesos'}, /three letters/, /tres letras/],
    ['for a group without a name', {access: 'group', group: ''}, /Name the group/, /nombre del grupo/],
    [
      'with a day that is none',
      {'badge.es': 'x', from: '2026-13-45'},
      /as the calendar gives it/,
      /como lo da el calendario/,
    ],
    [
      'with a campaign that ends first',
      {'badge.es': 'x', from: '2026-10-02', until: '2026-10-01'},
      /ends before it begins/,
      /termina antes/,
    ],
    ['with a campaign without words', {from: '2026-10-02'}, /needs words for the card/, /palabras para la tarjeta/],
    ['with a button without words', {kind: 'form'}, /button needs words/, /botón necesita palabras/],
    [
      'with a button that runs a script',
      {kind: 'link', 'label.es': 'x', target: 'javascript:alert(1)'},
      /begins with https/,
      /empieza por https/,
    ],
    [
      'with half a mail address',
      {kind: 'mail', 'label.es': 'x', target: 'ventas@'},
      /mail address is not whole/,
      /correo no está completo/,
    ],
    ['with a number that is none', {kind: 'phone', 'label.es': 'x', target: 'call me'}, /digits/, /cifras/],
    ['with an upload that is none', {clip: '../../etc/passwd'}, /did not come whole/, /no ha llegado entero/],
  ];
  for (const [name, fields, en, es] of wrong) {
    it(`${name} is not taken, and says why in the reader’s language`, async () => {
      const given = {'title.es': 'Garza <b>', ...fields, ...('title.en' in fields ? {'title.es': ''} : {})};
      for (const [language, says] of [
        ['en', en],
        ['es', es],
      ] as const) {
        const answer = await post(given, language);
        const html = await answer.text();
        assert.equal(answer.status, 400);
        assert.match(html, says);
        assert.match(html, /role="alert" tabindex="-1" id="troubles"/);
        assert.doesNotMatch(html, /Garza <b>/); // what was written stands there again, as text
      }
      assert.equal(added.length, 0);
    });
  }

  it('whose files are of another kind is not taken: nothing that a browser would run comes onto the campus', async () => {
    const [clip, page] = [await bring('film.exe'), await bring('ficha.html', '<script>')];
    const html = await (
      await post([
        ['title.es', 'x'],
        ['clip', clip],
        ['document', page],
      ])
    ).text();
    assert.match(html, /no film or sound that we know/);
    assert.match(html, /PDF always works/);
    assert.equal(added.length, 0);
  });

  it('whose film cannot be read keeps everything else that was filled in', async () => {
    const clip = await bring('film.mp4');
    refuses = new UgglaError('media-unreadable', 'moov atom not found');
    const html = await (await post({'title.es': 'Garza', clip, brand: 'Acme'}, 'es')).text();
    assert.match(html, /El vídeo no se puede leer/);
    assert.match(html, /value="Acme"/);
    assert.match(html, new RegExp(`name="clip" value="${clip}" />film\\.mp4`));
  });
});

describe('what becomes of it', () => {
  it('is told step by step, with the way to see it', async () => {
    let [isPublic, isDone] = [() => {}, () => {}];
    publishing = (onPublic) => {
      isPublic = onPublic;
      return new Promise((resolve) => (isDone = () => resolve([])));
    };
    await post({'title.es': 'Bomba'});
    await new Promise(setImmediate);
    const answer = await app.send('GET', '/desk/products?added=1', {
      headers: {Cookie: editor, 'Accept-Language': 'en'},
    });
    assert.equal(answer.headers.get('refresh'), '3'); // looks again by itself
    assert.match(await answer.text(), /<li data-state="running">\s*<strong>Pump<\/strong> is being published/);
    isPublic();
    const seen = await app.send('GET', '/desk/products?added=1', {headers: {Cookie: editor, 'Accept-Language': 'en'}});
    assert.equal(seen.headers.get('refresh'), null);
    assert.match(
      await seen.text(),
      /smaller qualities are being made\s*<a href="\/products\/bomba\/index\.html">See it/,
    );
    isDone();
    await idle();
    assert.match(await page('es'), /<strong>Bomba<\/strong> está en el campus/);
    await post({'title.es': 'Bomba'});
    await new Promise(setImmediate);
    isDone();
    await idle();
    assert.equal(
      (await page('es')).split('<strong>Bomba</strong> está en el campus').length,
      2,
      'what came last alone',
    );
  });

  it('waits for the one before it, and is published though that failed', async () => {
    const order: string[] = [];
    let fail = () => {};
    publishing = () =>
      new Promise((_, reject) => {
        order.push('first');
        fail = () => reject(new Error('disk <full>'));
      });
    await post({'title.es': 'Uno'});
    await post({'title.es': 'Dos'});
    await new Promise(setImmediate);
    assert.deepEqual(
      [order, app.services.jobs!.list.slice(0, 2).map(({state}) => state)],
      [['first'], ['waiting', 'running']],
    );
    publishing = async () => [
      {code: 'file-missing', severity: 'error', message: 'of another one', file: 'courses/x/course.md'},
    ];
    fail();
    await idle();
    assert.deepEqual(
      app.services.jobs!.list.slice(0, 2).map(({state}) => state),
      ['done', 'failed'],
    );
    const html = await page('en');
    assert.match(
      html,
      /could not be published[\s\S]*show this to whoever runs the server: <span lang="en">disk &lt;full&gt;\. \(server-failed\)/,
    );
  });

  it('says so where the film turned out to be broken', async () => {
    publishing = async () => [
      {code: 'media-unreadable', severity: 'error', message: 'x', file: 'products/bomba/film.mp4'},
    ];
    await post({'title.es': 'Bomba'});
    await idle();
    assert.match(await page('es'), /no se ha podido publicar[\s\S]*El vídeo no se puede leer/);
  });
});

describe('a product that is there', () => {
  const bomba: StoredProduct = {
    name: '10-bomba',
    id: 'bomba',
    title: {es: 'Bomba <1>', en: 'Pump'},
    access: 'socios',
    isWithdrawn: false,
    isOnlyByHand: false,
    version: 'v1',
    clip: 'film.mp4',
    documents: [
      {src: 'ficha.pdf', title: 'Ficha'},
      {src: 'tarifa.pdf', title: 'Tarifa'},
    ],
    fields: {
      title: {es: 'Bomba <1>', en: 'Pump'},
      summary: {es: 'Corta'},
      category: {},
      body: {es: 'Una'},
      price: 12.5,
      currency: 'EUR',
      access: 'socios',
      action: {kind: 'link', label: {es: 'Mira'}, href: 'mas.html'},
      campaign: {badge: {es: 'Nueva'}, until: '2026-10-31', timeZone: 'Europe/Madrid'},
    },
  };
  const address = '/desk/products/10-bomba';
  const open = (language = 'en', as = editor) =>
    app.send('GET', address, {headers: {Cookie: as, 'Accept-Language': language}});
  /** All that the form would send, with other values for some of its fields. */
  async function filled(others: Record<string, string | string[]>): Promise<[string, string][]> {
    const html = await (await open()).text();
    const main = html.slice(html.indexOf('id="product"'), html.indexOf('</form>', html.indexOf('id="product"')));
    const plain = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
    const fields = [
      ...main.matchAll(/<input(?![^>]*type="(?:radio|file)")[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g),
    ].map(([, name, value]): [string, string] => [name!, plain(value!)]);
    for (const [, name, value] of main.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)/g))
      fields.push([name!, plain(value!)]);
    fields.push(['access', /name="access"\s+value="(\w+)"\s+checked/.exec(main)![1]!]);
    fields.push(['kind', /<option value="(\w*)"\s+selected/.exec(main)![1]!]);
    return [
      ...fields.filter(([name]) => !(name in others)),
      ...Object.entries(others).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    ];
  }
  const save = (fields: [string, string][], headers: Record<string, string> = {}, path = address) =>
    app.send('POST', path, {
      headers: {...form, Cookie: editor, 'Accept-Language': 'en', ...headers},
      body: new URLSearchParams(fields).toString(),
    });
  beforeEach(() => (stored = bomba));

  it('stands in the list with its state, and its form holds what it says', async () => {
    assert.match(
      await page(),
      /Pump<\/strong>\s*<span class="quiet">A group: socios<\/span>\s*<a href="\/desk\/products\/10-bomba"/,
    );
    stored = {...bomba, isWithdrawn: true};
    assert.match(await page('es'), /Retirado<\/span>/);
    stored = {...bomba, isOnlyByHand: true};
    assert.doesNotMatch(await page(), /10-bomba/);
    assert.equal((await open()).status, 404);
    stored = bomba;
    assert.equal((await open()).headers.get('etag'), '"v1"');
    const {title, ...others} = bomba.fields;
    assert.equal((await save(await filled({}))).status, 303); // nothing was changed: all comes back as it was
    const {clip: _, documents: none, ...product} = changed[0]!.product;
    assert.deepEqual(none, []);
    assert.deepEqual(JSON.parse(JSON.stringify(product)), {title, ...others});
    assert.deepEqual(
      [changed[0]!.dropsClip, changed[0]!.dropped, [...changed[0]!.titles]],
      [
        false,
        [],
        [
          ['ficha.pdf', 'Ficha'],
          ['tarifa.pdf', 'Tarifa'],
        ],
      ],
    );
    await idle();
  });

  it('takes another film, one document more and one less', async () => {
    const [clip, sheet] = [await bring('nueva.mov'), await bring('Manual.pdf')];
    const fields = await filled({
      'kept-clip': [],
      clip,
      document: sheet,
      'document-title': 'Manual',
      'kept-document': 'tarifa.pdf',
      'kept-title': 'Tarifa 2027',
      price: '13',
    });
    const answer = await save(fields);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/desk/products?added=1']);
    const {product, dropsClip, dropped, titles} = changed[0]!;
    assert.deepEqual(
      [product.clip?.name, product.documents.map(({title}) => title), product.price],
      ['nueva.mov', ['Manual'], 13],
    );
    assert.deepEqual([dropsClip, dropped, [...titles]], [false, ['ficha.pdf'], [['tarifa.pdf', 'Tarifa 2027']]]);
    assert.equal((await save(await filled({'kept-clip': []}))).status, 303);
    assert.equal(changed[1]!.dropsClip, true);
    await idle();
  });

  it('that somebody else changed meanwhile is not written over, and nothing that was typed is lost', async () => {
    const fields = await filled({
      price: '99',
      'body.es': 'Mía',
      'kept-document': ['ficha.pdf'],
      'kept-title': ['Ficha'],
    });
    stored = {
      ...bomba,
      version: 'v2',
      documents: [...bomba.documents, {src: 'otra.pdf', title: 'Otra'}],
      fields: {...bomba.fields, price: 14},
    };
    const answer = await save(fields);
    const html = await answer.text();
    assert.deepEqual([answer.status, answer.headers.get('etag'), changed], [412, '"v2"', []]);
    assert.match(html, /role="alert" tabindex="-1" id="troubles"[\s\S]*Somebody else changed/);
    assert.match(html, /<a href="#price">Price<\/a>: 14<\/li>/);
    assert.match(html, /name="price"\s+value="99"/);
    assert.match(html, />Mía<\/textarea>/);
    assert.match(html, /name="version" value="v2"/); // once more keeps what was typed
    assert.deepEqual(
      [...html.matchAll(/name="kept-document" value="([^"]+)"/g)].map(([, src]) => src),
      ['ficha.pdf', 'otra.pdf'], // the one that she took out stays out, the other one's stays in
    );
    stored = bomba;
    assert.equal((await save(await filled({}), {'If-Match': '"v0"'})).status, 412); // a program says it in a header
    refuses = new UgglaError('product-changed', 'in the last moment');
    assert.equal((await save(await filled({}))).status, 412);
  });

  it('with what is wrong in it is not taken, and keeps what was typed', async () => {
    const answer = await save(await filled({price: 'mucho', brand: 'Acme'}));
    const html = await answer.text();
    assert.deepEqual([answer.status, changed], [400, []]);
    assert.match(html, /price is a number/);
    assert.match(html, /name="brand"\s+value="Acme"/);
    assert.match(html, /name="kept-clip" value="film.mp4"/);
  });

  it('leaves the campus once that is confirmed, and comes back', async () => {
    assert.match(await (await open('es')).text(), /<details>\s*<summary>Retirar este producto[\s\S]*No se borra nada/);
    const old = await save([['version', 'v0']], {}, `${address}/withdraw`);
    assert.deepEqual([old.status, stored!.isWithdrawn], [412, false]);
    assert.equal((await save([['version', 'v1']], {}, `${address}/withdraw`)).status, 303);
    assert.equal(stored!.isWithdrawn, true);
    await idle();
    assert.match(await page(), /is off the campus/);
    assert.equal((await save([['version', 'v9']], {}, `${address}/restore`)).status, 303);
    assert.equal(stored!.isWithdrawn, false);
    await idle();
  });

  it('is for editors, as adding is', async () => {
    assert.equal((await open('en', 'uggla_desk=nobody')).status, 401);
    for (const path of [address, `${address}/withdraw`, `${address}/restore`])
      assert.equal((await save([['version', 'v1']], {Cookie: 'uggla_desk=nobody'}, path)).status, 401);
    assert.equal(
      (await save([['version', 'v1']], {Origin: 'https://evil.example'}, `${address}/withdraw`)).status,
      403,
    );
    assert.deepEqual([changed, stored!.isWithdrawn], [[], false]);
  });
});

describe('the page of products', () => {
  it('is for editors and whoever may more; an editor’s desk begins with it and shows nothing else', async () => {
    const html = await page();
    assert.match(html, /<h1>Products<\/h1>/);
    assert.deepEqual(
      [...html.matchAll(/<a href="\/desk\/(\w+)" /g)].map(([, name]) => name),
      ['products'],
    );
    assert.equal(
      (await app.send('GET', '/desk/', {headers: {Cookie: editor}})).headers.get('location'),
      '/desk/products',
    );
    for (const role of ['manager', 'admin'] as const)
      assert.match(await page('en', await enter(app, role)), /<h1>Products<\/h1>/);
    assert.equal((await app.send('GET', '/desk/leads', {headers: {Cookie: editor}})).status, 401);
    assert.equal((await app.send('GET', '/desk/products', {peer: '203.0.113.9'})).status, 401);
    assert.equal((await post({'title.es': 'x'}, 'en', 'uggla_desk=nobody')).status, 401);
  });

  it('asks for each text in the languages of the campus, the first one first', async () => {
    const html = await page();
    assert.deepEqual(
      [...html.matchAll(/id="(title\.\w+)"[^>]*lang="(\w+)"/g)].map(([, id, language]) => [id, language]),
      [
        ['title.es', 'es'],
        ['title.en', 'en'],
      ],
    );
    assert.match(html, /Both days are included, in the time of Europe\/Madrid/);
  });

  it('is not there where no folder can be written to', async () => {
    const plain = await openApp({root});
    const cookie = await enter(plain, 'admin');
    assert.equal((await plain.send('GET', '/desk/products', {headers: {Cookie: cookie}})).status, 404);
    assert.doesNotMatch(
      await (await plain.send('GET', '/desk/leads', {headers: {Cookie: cookie}})).text(),
      /desk\/products/,
    );
    assert.equal((await plain.send('POST', '/v1/uploads', {headers: {...tus, 'Upload-Length': '1'}})).status, 405);
    await plain.close();
  });
});
