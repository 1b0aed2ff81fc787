import assert from 'node:assert/strict';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, it, mock} from 'node:test';
import {serve, type RunningServer, type ServeOptions} from '../index.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {storeIn} from '../support/database.test.util.js';

const hour = 3_600_000;
let server: RunningServer;

const open = async (more: Partial<ServeOptions> = {}) => {
  server = await serve({chatOnly: true, dataDir: ':memory:', port: 0, log: () => undefined, ...more});
};
/** Opens the desk by a link, as its button does. */
async function enter(link: string): Promise<string> {
  const answer = await fetch(`${server.url}/desk/enter`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({invitation: new URL(link).searchParams.get('invitation')!}),
  });
  assert.equal(answer.status, 303);
  return answer.headers.get('set-cookie')!;
}
const look = async (cookie: string, headers: Record<string, string> = {}) =>
  (await fetch(`${server.url}/desk/records`, {headers: {Cookie: cookie.split(';')[0]!, ...headers}})).status;

beforeEach(() => mock.timers.enable({apis: ['Date'], now: Date.parse('2026-11-02T08:00:00Z')}));
afterEach(async () => {
  mock.timers.reset();
  await server.close();
});

describe('the desk in a browser', () => {
  it('stays open while it is used, twelve hours after that, and thirty days at most', async () => {
    await open();
    const cookie = await enter(server.adminLink!);
    assert.match(cookie, /Max-Age=2592000;.*HttpOnly/);
    for (let day = 0; day < 29; day++) {
      for (const pause of [11, 11, 2]) {
        mock.timers.tick(pause * hour);
        assert.equal(await look(cookie), 200, `day ${day}`);
      }
    }
    mock.timers.tick(11 * hour);
    assert.equal(await look(cookie), 200);
    mock.timers.tick(11 * hour);
    assert.equal(await look(cookie), 200);
    mock.timers.tick(3 * hour);
    assert.equal(await look(cookie), 401, 'thirty days are over');

    const next = await enter(await server.makeAdminLink());
    mock.timers.tick(12 * hour + 1);
    assert.equal(await look(next), 401, 'nobody used it for twelve hours');
  });

  it('goes by the role that the account has now', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    await open({dataDir});
    const cookie = await enter(server.adminLink!);
    assert.equal(await look(cookie), 200);
    assert.equal(await look('uggla_desk=nothing'), 401);
    const {db, close} = await storeIn(dataDir);
    await db.updateTable('accounts').set({role: 'learner'}).execute();
    await close();
    assert.equal(await look(cookie), 401);
  });

  it('is open by link behind a proxy that signs people in, too, and for its admins always', async () => {
    await open({trustedHeader: 'x-user', trustedProxies: ['127.0.0.1'], admins: ['ana@example.com']});
    const boss = {'X-User': 'ana@example.com'};
    mock.timers.tick(40 * 24 * hour);
    assert.equal(await look('', boss), 200);
    assert.equal(await look('', {'X-User': 'ben@example.com'}), 401);
    const cookie = await enter(await server.makeAdminLink());
    assert.equal(await look(cookie, {'X-User': 'ben@example.com'}), 200);
  });
});
