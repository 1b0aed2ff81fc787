import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {before, describe, it, mock} from 'node:test';
import {generateKeyPair, SignJWT} from 'jose';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {pageWords} from '../locales/words.js';
import {campusWithProducts, portfolioId} from '../support/products.test.util.js';
import type {ShareAnswer} from './share-routes.js';

let app: TestApp;
let manager: Visitor;
const form = {'Content-Type': 'application/x-www-form-urlencoded'};
const hour = 3_600_000;

before(async () => {
  app = await openApp({root: await campusWithProducts()});
  manager = await app.visitor('manager');
});

async function make(body: object, of = app, as = manager): Promise<ShareAnswer> {
  const answer = await of.send('POST', '/v1/shares', {headers: as.headers, body: {label: 'Cliente Pérez', ...body}});
  assert.equal(answer.status, 201, await answer.clone().text());
  return (await answer.json()) as ShareAnswer;
}
const pathOf = ({url}: {url: string}) => new URL(url).pathname;

/** Presses “Open”; gives the path of the open share. */
async function open(share: ShareAnswer, password?: string): Promise<string> {
  const answer = await app.send('POST', pathOf(share), {
    headers: form,
    body: new URLSearchParams(password === undefined ? {} : {password}).toString(),
  });
  assert.equal(answer.status, 303, await answer.clone().text());
  return answer.headers.get('location')!;
}
const listed = async (id: string) =>
  (
    (await (await app.send('GET', '/v1/shares', {headers: manager.headers})).json()) as {shares: ShareAnswer[]}
  ).shares.find((one) => one.id === id)!;

describe('/v1/shares', () => {
  it('makes a link for a client, which lasts 30 days unless a time is named', async () => {
    const share = await make({});
    assert.deepEqual(
      [share.label, share.portfolio, share.access, share.state, share.opens],
      ['Cliente Pérez', portfolioId, ['clients'], 'good', 0],
    );
    assert.ok(Math.abs(Date.parse(share.expires) - Date.now() - 30 * 24 * hour) < 60_000);
    const dated = await make({expires: '2027-01-15'});
    assert.equal(dated.expires, '2027-01-16T00:00:00.000Z', 'the day named counts whole');
    assert.equal((await listed(share.id)).url, share.url, 'the link can be copied again');
  });

  it('is for managers, and tells no password', async () => {
    const learner = await app.visitor();
    for (const [headers, status] of [
      [{}, 401],
      [learner.headers, 403],
    ] as const) {
      assert.equal(
        (
          await app.send('POST', '/v1/shares', {
            headers: {...headers, 'Content-Type': 'application/json'},
            body: {label: 'x'},
          })
        ).status,
        status,
      );
      assert.equal((await app.send('GET', '/v1/shares', {headers})).status, status);
      assert.equal((await app.send('DELETE', '/v1/shares/x', {headers})).status, status);
    }
    await make({password: 'abracadabra'});
    const text = await (await app.send('GET', '/v1/shares', {headers: manager.headers})).text();
    assert.match(text, /"hasPassword":true/);
    assert.doesNotMatch(text, /abracadabra|scrypt/);
  });

  it('refuses what cannot be', async () => {
    for (const [body, code] of [
      [{label: ''}, 'body-invalid'],
      [{label: 'x', password: 'short'}, 'password-unfit'],
      [{label: 'x', password: 'long'.repeat(51)}, 'password-unfit'],
      [{label: 'x', expires: '2020-01-01'}, 'share-times-wrong'],
      [{label: 'x', expires: '2999-01-01'}, 'share-times-wrong'],
      [{label: 'x', products: ['nada']}, 'product-unknown'],
      [{label: 'x', starts: '2026-12-24', expires: '2026-12-01'}, 'share-times-wrong'],
    ] as const) {
      assert.equal(
        await codeOf(await app.send('POST', '/v1/shares', {headers: manager.headers, body})),
        code,
        JSON.stringify(body),
      );
    }
    assert.equal(
      await codeOf(await app.send('DELETE', '/v1/shares/none', {headers: manager.headers})),
      'share-unknown',
    );
  });
});

describe('a share', () => {
  it('says nothing of what is shared, nor for whom, before it is open', async () => {
    const share = await make({
      label: 'Cliente Secreto',
      products: ['turbina'],
      password: 'abracadabra',
      language: 'es',
    });
    for (const method of ['GET', 'HEAD', 'POST']) {
      const answer = await app.send(
        method,
        pathOf(share),
        method === 'POST' ? {headers: form, body: 'password=guess'} : {},
      );
      assert.doesNotMatch(await answer.text(), /turbina|Turbina|media|Secreto|portfolio\.json/i);
      assert.equal(answer.headers.get('referrer-policy'), 'same-origin');
      assert.equal(answer.headers.get('x-robots-tag'), 'noindex');
      assert.match(answer.headers.get('cache-control')!, /no-store/);
    }
    assert.match(await (await app.send('GET', pathOf(share))).text(), /<label for="password">Contraseña/);
  });

  it('is counted when somebody opens it, not when a mail program looks at it', async () => {
    const share = await make({products: ['turbina', 'bomba']});
    await app.send('GET', pathOf(share));
    await app.send('HEAD', pathOf(share));
    assert.equal((await listed(share.id)).opens, 0);
    const path = await open(share);
    await app.send('GET', `${path}media/turbina/media.json`);
    await app.send('GET', `${path}media/turbina/media.json`);
    const {opens, lastOpen, viewed} = await listed(share.id);
    assert.deepEqual([opens, viewed.map(({product, views}) => [product, views])], [1, [['turbina', 2]]]);
    assert.ok(lastOpen);
  });

  it('shows its products and no others, not even by a relation, a facet or a campaign', async () => {
    const path = await open(await make({products: ['turbina', 'valvula']}));
    const portfolio = await (await app.send('GET', `${path}portfolio.json`)).text();
    assert.doesNotMatch(portfolio, /taladro|Taladro|bomba|mina|casa|Otoño|clients|socios/);
    const {products, total, facets, title, campaigns} = JSON.parse(portfolio) as {
      products: {id: string; documents?: {src: string}[]; related?: string[]}[];
      campaigns: {id: string; products: string[]; prices?: object}[];
      total: number;
      facets: {values: {id: string}[]}[];
      title: object;
    };
    assert.deepEqual(
      [products.map(({id}) => id), total, facets[0]!.values.map(({id}) => id), title],
      [['turbina', 'valvula'], 2, ['fabrica'], {es: 'Bombas', en: 'Pumps'}],
    );
    assert.deepEqual(
      campaigns.map(({id, products: ids, prices}) => [id, ids, prices]),
      [
        ['feria', ['valvula', 'turbina'], {valvula: 5, turbina: 900}],
        ['turbina', ['turbina'], undefined],
      ],
      'what is in both folders is one campaign',
    );
    assert.deepEqual(
      products[1]!.documents,
      [{src: 'products/valvula/files/ficha.1a2b3c4d5e.pdf'}],
      'an address of a shard holds',
    );
    assert.equal((await app.send('GET', path + products[1]!.documents![0]!.src)).status, 200);
  });

  it('is called as the campus is where the portfolio has no name', async () => {
    const root = await campusWithProducts();
    await writeFile(
      `${root}/portfolio.json`,
      JSON.stringify({id: portfolioId, languages: ['es'], total: 0, products: []}),
    );
    const one = await openApp({root});
    const share = await make({products: ['turbina']}, one, await one.visitor('manager'));
    const path = (await one.send('POST', pathOf(share), {headers: form, body: ''})).headers.get('location')!;
    assert.deepEqual(((await (await one.send('GET', `${path}portfolio.json`)).json()) as {title: object}).title, {
      es: 'Campus',
      en: 'Campus',
    });
  });

  it('without products named shows the public ones and those of its groups', async () => {
    const ids = async (body: object) =>
      (
        (await (await app.send('GET', `${await open(await make(body))}portfolio.json`)).json()) as {
          products: {id: string}[];
        }
      ).products.map(({id}) => id);
    assert.deepEqual(await ids({}), ['bomba', 'valvula', 'turbina']);
    assert.deepEqual(await ids({access: ['socios']}), ['bomba', 'valvula', 'taladro']);
    assert.deepEqual(await ids({access: []}), ['bomba', 'valvula']);
  });

  it('hands out the files of its products only, with stretches, and nothing for caches of others', async () => {
    const path = await open(await make({products: ['turbina']}));
    const film = await app.send('GET', `${path}media/turbina/film.1a2b3c4d5e.mp4`, {headers: {Range: 'bytes=0-9'}});
    assert.deepEqual(
      [film.status, film.headers.get('content-range'), film.headers.get('cache-control')],
      [206, 'bytes 0-9/1000', 'private, max-age=3600'],
    );
    for (const file of [
      'products/taladro/about.es.article.json',
      'media/bomba/media.json',
      'products/turbina/index.html',
      'campus.json',
      'media/turbina/../../portfolio.json',
      'media/turbina/%2e%2e/%2e%2e/portfolio.json',
      'products/',
      '.uggla.json',
    ]) {
      const answer = await app.send('GET', path + file);
      const text = await answer.text();
      assert.ok(
        answer.status === 404 || (/\.\.|%2e/.test(file) && !text.includes('Taladro')),
        `${file}: ${answer.status}`,
      );
    }
  });

  it('opens in the language it was made for, with a page that runs under the strict policy', async () => {
    const share = await make({language: 'es', label: '<i>Pérez</i>'});
    const answer = await app.send('GET', await open(share));
    const page = await answer.text();
    assert.match(page, /<html lang="es">/);
    assert.match(page, /Preparado para <strong><bdi>&lt;i&gt;Pérez/);
    const dated = await make({language: 'es', expires: '2027-01-15'});
    assert.match(await (await app.send('GET', await open(dated))).text(), />15 de enero de 2027</, 'its last day');
    assert.match(
      page,
      /<uggla-portfolio src="portfolio.json" endpoint="\." routing="hash" link-base="[^"]+" lang="es" dir="ltr">/,
    );
    assert.match(pathOf(share), /^\/s\/[\w-]{43}\/$/, 'short, so that its code is read from afar');
    assert.ok(page.includes(` link-base="${share.url}" `), 'the page hands out the link that can be revoked');
    assert.match(answer.headers.get('content-security-policy')!, /require-trusted-types-for 'script'/);
    assert.doesNotMatch(page, /<script>/);
    assert.match(page, /<script type="module" src="\/assets\/tv\.js">/, 'a remote control may walk it');
  });
});

describe('the pages of a share', () => {
  it('speak ten languages: that of their address, else their own, else the browser’s; from the right where it runs so', async () => {
    const share = await make({label: '<i>Pérez</i>', products: ['turbina']});
    const made = await make({language: 'fr', password: 'abracadabra'});
    const read = async (path: string, accept = 'en') =>
      (await app.send('GET', path, {headers: {'Accept-Language': accept}})).text();
    for (const [tag, {share: words}] of Object.entries(pageWords)) {
      const head = `<html lang="${tag}"${tag === 'ar' ? ' dir="rtl"' : ''}>`;
      const asked = await read(pathOf(share), `${tag};q=0.9,sv`);
      assert.ok(asked.includes(head) && asked.includes(`<h1>${words.title}</h1>`), asked);
      const answer = await app.send('POST', `${pathOf(share)}?tv&lang=${tag}`, {headers: form, body: ''});
      const to = answer.headers.get('location')!;
      assert.ok(to.endsWith(`/?tv&lang=${tag}`), to);
      const opened = await read(to);
      assert.ok(opened.includes(head), opened);
      assert.ok(opened.includes(`${words.forWhom} <strong><bdi>&lt;i&gt;Pérez&lt;/i&gt;</bdi></strong>`), opened);
      assert.doesNotMatch(opened, /<i>|undefined/);
      assert.ok((await read(`${pathOf(made)}?lang=${tag}`)).includes(`">${words.password}</label>`));
      assert.ok((await read('/s/abc/', tag)).includes(`<p>${words['token-invalid']}</p>`));
    }
    assert.match(await read(pathOf(made), 'ar'), /<html lang="fr">/, 'who sent it chose');
    assert.match(await read(`${pathOf(made)}?lang=%22%3E%3Ci%3E`, 'ar'), /<html lang="fr">/);
  });
});

describe('the password of a share', () => {
  it('opens it, and no other word does', async () => {
    const share = await make({products: ['turbina'], password: 'café crème'});
    for (const wrong of ['', 'cafe creme', 'café crème ']) {
      const answer = await app.send('POST', pathOf(share), {
        headers: form,
        body: new URLSearchParams({password: wrong}).toString(),
      });
      assert.equal(answer.status, 403, wrong);
      assert.match(await answer.text(), /role="alert">(This is not|Esa no es)/);
    }
    assert.match(await open(share, 'café crème'.normalize('NFD')), /^\/t\/[\w.-]+\/$/);
    assert.equal((await listed(share.id)).opens, 1);
  });

  it('cannot be guessed by trying', async () => {
    const strict = await openApp({root: await campusWithProducts(), limits: {passwordsPerMinute: 2}});
    const share = await make({password: 'abracadabra'}, strict, await strict.visitor('manager'));
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++)
      statuses.push((await strict.send('POST', pathOf(share), {headers: form, body: 'password=x'})).status);
    assert.deepEqual(statuses, [403, 403, 429, 429]);
    const right = await strict.send('POST', pathOf(share), {
      headers: form,
      body: 'password=abracadabra',
      peer: '127.0.0.2',
    });
    assert.equal(right.status, 303, 'whoever comes from elsewhere is not locked out by it');
  });
});

describe('tokens of shares', () => {
  it('open nothing when they are expired, wrong, revoked, not yet valid or of another portfolio', async () => {
    const issuer = app.services.tokens.issuer;
    const kid = app.services.keys.ed25519.id;
    const sign = (
      audience: string,
      claims: object,
      key: unknown = app.services.keys.ed25519.privateKey,
      more: {nbf?: Date; exp?: Date} = {},
    ) =>
      new SignJWT({portfolio: portfolioId, ...claims})
        .setProtectedHeader({alg: 'EdDSA', kid})
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setNotBefore(more.nbf ?? new Date(0))
        .setExpirationTime(more.exp ?? new Date(Date.now() + hour))
        .sign(key as CryptoKey);
    const stranger = (await generateKeyPair('EdDSA')).privateKey;
    const good = await make({products: ['turbina']});
    const revoked = await make({products: ['turbina']});
    assert.equal((await app.send('DELETE', `/v1/shares/${revoked.id}`, {headers: manager.headers})).status, 204);
    const early = await make({products: ['turbina'], starts: new Date(Date.now() + hour).toISOString()});
    const short = await make({products: ['turbina'], expires: new Date(Date.now() + 1500).toISOString()});
    const elsewhere = await make({products: ['turbina']});
    await app.services.store.db
      .updateTable('shares')
      .set({portfolio: 'urn:other'})
      .where('id', '=', elsewhere.id)
      .execute();
    const goodToken = await app.services.tokens.access(good.id, portfolioId, new Date(Date.now() + hour));
    const person = (await app.visitor('admin')).token;
    mock.timers.enable({apis: ['Date'], now: Date.now() + 2000});
    try {
      const jti = good.id;
      for (const [what, link, status] of [
        ['of a share that is over', pathOf(short), 410],
        ['of a share that has not begun', pathOf(early), 403],
        ['of a share that was revoked', pathOf(revoked), 410],
        ['of a share of another portfolio', pathOf(elsewhere), 403],
        ['of a share that is unknown', `/s/${app.services.tokens.share(randomUUID())}/`, 410],
        ['with the mark of another share', pathOf(good).slice(0, 24) + pathOf(early).slice(24), 401],
        ['cut off', `${pathOf(good).slice(0, -2)}/`, 401],
        ['with more behind it', `${pathOf(good).slice(0, -1)}AAAA/`, 401],
      ] as const) {
        assert.equal((await app.send('GET', link)).status, status, what);
        assert.equal((await app.send('POST', link, {headers: form, body: ''})).status, status, what);
      }
      for (const [place, audience] of [
        ['s', 'uggla-share'], // of links that were made before they were short
        ['t', 'uggla-access'],
      ] as const) {
        const table: [what: string, token: string, status: number, code: string][] = [
          [
            'expired by its own claim',
            await sign(audience, {jti}, undefined, {exp: new Date(Date.now() - 1000)}),
            410,
            'share-expired',
          ],
          ['of a share that is over', await sign(audience, {jti: short.id}), 410, 'share-expired'],
          [
            'not yet valid by its own claim',
            await sign(audience, {jti}, undefined, {nbf: new Date(Date.now() + hour)}),
            403,
            'share-early',
          ],
          ['of a share that has not begun', await sign(audience, {jti: early.id}), 403, 'share-early'],
          ['of a share that was revoked', await sign(audience, {jti: revoked.id}), 410, 'share-revoked'],
          ['of a share that is unknown', await sign(audience, {jti: 'none'}), 410, 'share-revoked'],
          ['of another portfolio', await sign(audience, {jti, portfolio: 'urn:other'}), 403, 'share-elsewhere'],
          ['of a share of another portfolio', await sign(audience, {jti: elsewhere.id}), 403, 'share-elsewhere'],
          ['signed by a stranger', await sign(audience, {jti}, stranger), 401, 'token-invalid'],
          [
            'for another purpose',
            await sign(place === 's' ? 'uggla-access' : 'uggla-share', {jti}),
            401,
            'token-invalid',
          ],
          ['of a person', person, 401, 'token-invalid'],
          [
            'without a signature',
            `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({iss: issuer, aud: audience, jti, portfolio: portfolioId, exp: 9e9})).toString('base64url')}.`,
            401,
            'token-invalid',
          ],
          ['meddled with', `${(await sign(audience, {jti})).slice(0, -4)}AAAA`, 401, 'token-invalid'],
          ['no token at all', 'abc', 401, 'token-invalid'],
        ];
        for (const [what, token, status, code] of table) {
          const label = `${place}: ${what}`;
          const page = await app.send('GET', `/${place}/${token}/`, {headers: {'Accept-Language': 'es'}});
          assert.equal(page.status, status, label);
          const text = await page.text();
          assert.match(text, /Este enlace no abre nada/, label);
          assert.doesNotMatch(text, /turbina|Pérez|portfolio\.json/i, label);
          if (place === 's') {
            assert.equal((await app.send('POST', `/s/${token}/`, {headers: form, body: ''})).status, status, label);
            continue;
          }
          for (const file of ['portfolio.json', 'media/turbina/media.json', 'media/turbina/film.1a2b3c4d5e.mp4']) {
            const answer = await app.send('GET', `/t/${token}/${file}`);
            assert.deepEqual([answer.status, await codeOf(answer)], [status, code], `${label}: ${file}`);
          }
          assert.equal((await app.send('POST', `/t/${token}/v1/leads`, {body: {}})).status, status, label);
        }
      }
      assert.equal(
        (await app.send('GET', `/t/${goodToken}/portfolio.json`)).status,
        200,
        'and the good one still opens',
      );
      await app.send('DELETE', `/v1/shares/${good.id}`, {headers: manager.headers});
      assert.equal(
        await codeOf(await app.send('GET', `/t/${goodToken}/media/turbina/film.1a2b3c4d5e.mp4`)),
        'share-revoked',
        'who has it open loses it at once',
      );
    } finally {
      mock.timers.reset();
    }
  });

  it('of another server are not known here', async () => {
    const other = await openApp({root: await campusWithProducts()});
    const share = await make({products: ['turbina']}, other, await other.visitor('manager'));
    assert.equal((await app.send('GET', pathOf(share))).status, 401);
  });

  it('outlive no share by more than its end', async () => {
    const path = await open(await make({expires: new Date(Date.now() + hour).toISOString()}));
    mock.timers.enable({apis: ['Date'], now: Date.now() + hour + 1000});
    try {
      assert.equal(await codeOf(await app.send('GET', `${path}portfolio.json`)), 'share-expired');
    } finally {
      mock.timers.reset();
    }
  });
});

describe('what is private', () => {
  it('lies at no public address, and is named at none', async () => {
    for (const path of [
      '/portfolio.json',
      '/campus.json',
      '/products/shard-1.json',
      '/v1/search?q=turbina',
      '/index.html',
      '/published-private/portfolio.json',
      '/../published-private/portfolio.json',
      '/%2e%2e/published-private/portfolio.json',
      '/media/turbina/film.1a2b3c4d5e.mp4',
      '/openapi.json',
      '/healthz',
    ]) {
      assert.doesNotMatch(
        await (await app.send('GET', path)).text(),
        /turbina secreta|taladro oculto|\u0007\u0007/i,
        path,
      );
    }
  });

  it('follows a new publication', async () => {
    const root = await campusWithProducts('urn:one');
    const one = await openApp({root});
    const share = await make({products: ['turbina']}, one, await one.visitor('manager'));
    assert.equal((await one.send('GET', pathOf(share))).status, 200);
    await writeFile(
      `${root}/portfolio.json`,
      JSON.stringify({id: 'urn:two', languages: ['es'], total: 0, products: []}),
    );
    assert.equal((await one.send('GET', pathOf(share))).status, 403, 'another portfolio now');
  });
});
