import assert from 'node:assert/strict';
import {existsSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {isLoopbackName} from './http/loopback.js';
import {cleanPath, makeDataDir, settle} from './settle.js';
import {temporaryFolder} from './support/campus.test.util.js';

describe('settle', () => {
  it('is open on loopback, and only there', () => {
    for (const host of [undefined, '127.0.0.1', 'localhost', '::1', '127.3.2.1'])
      assert.equal(settle({chatOnly: true, host}).open, true, host);
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'campus.example', '127.0.0.1.example']) {
      assert.throws(() => settle({chatOnly: true, host}), {code: 'server-needs-identity'}, host);
    }
  });

  it('is not open on loopback either, once somebody says who is there', () => {
    assert.equal(settle({chatOnly: true, issuer: 'https://login.example'}).open, false);
    assert.equal(settle({chatOnly: true, invitations: true}).open, false);
    assert.equal(
      settle({chatOnly: true, host: '0.0.0.0', trustedHeader: 'x-user', trustedProxies: ['10.0.0.0/8', '::1']}).open,
      false,
    );
  });

  it('refuses what contradicts itself, and says the cure', () => {
    const wrong = [
      {},
      {chatOnly: true, trustedHeader: 'x-user'},
      {chatOnly: true, trustedHeader: 'x-user', trustedProxies: ['nginx']},
      {chatOnly: true, engine: 'localhost:8080'},
      {chatOnly: true, issuer: 'login.example'},
      {chatOnly: true, publicUrl: 'campus.example'},
      {chatOnly: true, lateAfter: '30 days'},
      {chatOnly: true, remindersWebhook: 'hooks.example'},
      {chatOnly: true, smtp: 'mail.example', mailFrom: 'a@b.example'},
      {chatOnly: true, smtp: 'smtp://mail.example'},
    ];
    for (const options of wrong)
      assert.throws(
        () => settle(options),
        (error: {code: string; cure?: string}) => error.code === 'server-misconfigured' && Boolean(error.cure),
        JSON.stringify(options),
      );
  });

  it('lets no page in by an origin that means everybody, or nobody', () => {
    for (const origin of ['*', 'null', 'intranet.example', 'file:///home', 'https://', 'https://*']) {
      const corsOrigins = ['https://good.example', origin];
      if (origin === 'https://*')
        assert.deepEqual(
          settle({chatOnly: true, corsOrigins}).corsOrigins,
          ['https://good.example', 'https://*'],
          'a host of that name, which no page has',
        );
      else assert.throws(() => settle({chatOnly: true, corsOrigins}), {code: 'server-misconfigured'}, origin);
    }
    assert.deepEqual(settle({chatOnly: true, corsOrigins: ['https://Intranet.example:443/a/page?x']}).corsOrigins, [
      'https://intranet.example',
    ]);
  });

  it('believes proxies only under addresses that there are', () => {
    const proxies = (...trustedProxies: string[]) =>
      settle({chatOnly: true, trustedHeader: 'x-user', trustedProxies}).trustedProxies;
    assert.equal(proxies('10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', 'fd00::/8', '2001:db8::1/128').length, 6);
    for (const odd of [
      '10.0.0.0/33',
      '10.0.0.0/x',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      'fd00::/129',
      '10.0.0',
      '',
      '10.0.0.0/-1',
    ])
      assert.throws(() => proxies(odd), {code: 'server-misconfigured'}, odd);
  });

  it('stands under no path that would silently become another', () => {
    assert.equal(settle({chatOnly: true, basePath: '/campus/'}).basePath, '/campus');
    for (const root of [undefined, '', '/', '//'])
      assert.equal(settle({chatOnly: true, basePath: root}).basePath, '', root);
    for (const odd of ['/a b', '/../campus', '/café', 'https://x.example/campus'])
      assert.throws(() => settle({chatOnly: true, basePath: odd}), {code: 'server-misconfigured'}, odd);
  });

  it('takes whole addresses only', () => {
    for (const address of ['https://', 'http://[', 'ftp://x.example', 'javascript:alert(1)', '//x.example']) {
      for (const name of ['engine', 'issuer', 'publicUrl'])
        assert.throws(
          () => settle({chatOnly: true, [name]: address}),
          {code: 'server-misconfigured'},
          `${name} ${address}`,
        );
    }
  });

  it('has a default for each limit, and takes others one by one', () => {
    const {limits} = settle({chatOnly: true, limits: {chatPerMinute: 1}});
    assert.equal(limits.chatPerMinute, 1);
    assert.ok(Object.values(limits).every((value) => value > 0));
  });

  it('puts the store beside the published folder', () => {
    assert.equal(settle({root: '/srv/campus/published'}).dataDir, '/srv/campus/.uggla');
    assert.equal(settle({root: '/srv/campus/published', dataDir: '/var/lib/uggla'}).dataDir, '/var/lib/uggla');
  });

  it('names another record store only with a key, at an address where the key is nobody else’s', () => {
    const lrsKey = 'campus:a-long-secret';
    for (const lrs of [
      'https://lrs.example/xapi/',
      'http://127.0.0.1:8000/xapi',
      'http://10.1.2.3/xapi',
      'http://[fd00::1]/xapi',
      'http://lrs:8080/data/xAPI',
    ])
      for (const end of ['', '/statements', '/statements/', '?'])
        assert.deepEqual(settle({chatOnly: true, lrs: lrs + end, lrsKey}).forwardTo, {
          lrs: lrs.replace(/\/$/, ''),
          key: lrsKey,
        });
    for (const lrs of [
      'http://lrs.example/xapi',
      'http://8.8.8.8/xapi',
      'http://[2001:db8::1]/xapi',
      'https://name:secret@lrs.example/xapi',
      'https://lrs.example/xapi?key=secret',
      'lrs.example',
      'file:///tmp/x',
    ])
      assert.throws(
        () => settle({chatOnly: true, lrs, lrsKey}),
        (error: Error & {code: string}) => error.code === 'server-misconfigured' && !error.message.includes('secret'),
        lrs,
      );
    const lrs = 'https://lrs.example/xapi';
    for (const wrong of [undefined, 'one-word', ':secret', 'name:two\nlines', 'Basic two words'])
      assert.throws(
        () => settle({chatOnly: true, lrs, lrsKey: wrong}),
        (error: Error & {code: string}) => error.code === 'server-misconfigured' && !/word|lines/.test(error.message),
        wrong,
      );
    process.env['UGGLA_LRS_KEY'] = 'Bearer from-the-environment';
    assert.equal(settle({chatOnly: true, lrs}).forwardTo?.key, 'Bearer from-the-environment');
    assert.equal(settle({chatOnly: true}).forwardTo, undefined);
    delete process.env['UGGLA_LRS_KEY'];
  });

  it('takes a PostgreSQL from the environment, and nothing else for one', () => {
    const before = process.env['DATABASE_URL'];
    process.env['DATABASE_URL'] = 'postgres://uggla:a-secret@db.example.com/campus';
    assert.equal(settle({chatOnly: true}).database, process.env['DATABASE_URL']);
    process.env['DATABASE_URL'] = ''; // as Compose has what is not set
    assert.equal(settle({chatOnly: true}).database, undefined);
    if (before === undefined) delete process.env['DATABASE_URL'];
    else process.env['DATABASE_URL'] = before;
    for (const database of ['mysql://uggla:a-secret@db.example.com/campus', 'db.example.com'])
      assert.throws(
        () => settle({chatOnly: true, database}),
        (error: Error & {code: string}) => error.code === 'server-misconfigured' && !error.message.includes('secret'),
        database,
      );
  });

  it('takes the engine’s key from the environment', () => {
    process.env['UGGLA_ENGINE_KEY'] = 'from the environment';
    assert.equal(settle({chatOnly: true}).engineKey, 'from the environment');
    assert.equal(settle({chatOnly: true, engineKey: 'given'}).engineKey, 'given');
    delete process.env['UGGLA_ENGINE_KEY'];
  });
});

describe('makeDataDir', () => {
  it('makes a folder that only its owner reads', () => {
    const dataDir = join(temporaryFolder(), 'a/b');
    makeDataDir({dataDir, root: undefined});
    assert.equal(statSync(dataDir).mode & 0o777, 0o700);
    makeDataDir({dataDir: ':memory:', root: undefined});
    assert.equal(existsSync(':memory:'), false);
  });

  it('keeps out of what is served, but for folders that are never handed out', () => {
    const root = temporaryFolder();
    assert.throws(() => makeDataDir({dataDir: join(root, 'data'), root}), {code: 'server-misconfigured'});
    makeDataDir({dataDir: join(root, '.uggla'), root});
    makeDataDir({dataDir: `${root}-data`, root});
  });

  it('says that a folder cannot be made', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    assert.throws(() => makeDataDir({dataDir: join(file, 'data'), root: undefined}), {code: 'store-unavailable'});
  });
});

describe('isLoopbackName', () => {
  it('knows this machine’s own names, and what only looks like them', () => {
    for (const name of [
      'localhost',
      'LOCALHOST',
      'app.localhost',
      '127.0.0.1',
      '127.255.0.1',
      '::1',
      '[::1]',
      '::ffff:127.0.0.1',
    ])
      assert.equal(isLoopbackName(name), true, name);
    for (const name of [
      'localhost.example',
      '127.0.0.1.nip.io',
      '128.0.0.1',
      '10.0.0.1',
      '::',
      '',
      'notlocalhost',
      '127.0.0',
    ])
      assert.equal(isLoopbackName(name), false, name);
  });
});

describe('cleanPath', () => {
  it('gives one slash in front and none behind', () => {
    assert.deepEqual(['campus', '/campus/', '//a//b/', '', '/', '/a-b_c.d~e'].map(cleanPath), [
      '/campus',
      '/campus',
      '/a/b',
      '',
      '',
      '/a-b_c.d~e',
    ]);
  });

  it('takes nothing odd', () => {
    for (const path of ['/a b', '/../x', '/a/../b', '/./a', '/a"b', '/<x>', '/a?b', '/a#b', '/a\nb', '/é'])
      assert.equal(cleanPath(path), '', path);
  });
});
