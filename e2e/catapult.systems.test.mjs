// A cmi5 package of ours in ADL's CATAPULT player, with our own server as its record store.
import {serve} from '../packages/server/dist/index.js';
import {describeCmi5InCatapult} from './lib/cmi5-in-catapult.mjs';

const key = {user: 'catapult', password: 'a-secret-of-the-player'};

describeCmi5InCatapult('our server', async (dataDir) => {
  const store = await serve({
    chatOnly: true,
    port: 0,
    dataDir,
    xapiSystems: `${key.user}:${key.password}`,
    log: () => {},
  });
  return {
    ...key,
    endpoint: `${store.url}/xapi/`,
    async statements(query) {
      const headers = {
        'x-experience-api-version': '1.0.3',
        authorization: `Basic ${Buffer.from(`${key.user}:${key.password}`).toString('base64')}`,
      };
      const search = new URLSearchParams({ascending: 'true', ...query});
      return (await (await fetch(`${store.url}/xapi/statements?${search}`, {headers})).json()).statements;
    },
    stop: () => store.close(),
  };
});
