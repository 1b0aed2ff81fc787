// Chromium first: films are played and left again and again, by the same script in all engines.
import {expect, fixture, html} from '@open-wc/testing';
import type {UgglaError} from '@uggla/protocol';
import {nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, media, mediaSite, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import {keptPlace} from '../memory/memory.js';
import {xapiPlaces} from './xapi.js';

const actor = {account: {homePage: 'https://acme.example', name: 'ana'}};

describe('places in a record store', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('are one document of the State resource a film and person', async () => {
    const site = await mediaSite({
      rules: [
        {match: 'activities/state', method: 'POST', status: 204},
        {match: 'activities/state', method: 'GET', body: {time: 5.5, at: 1000, more: 'of others'}},
      ],
    });
    const places = xapiPlaces({
      endpoint: site.url('xapi/'),
      actor,
      authorization: () => 'Basic YW5h',
      registration: '11111111-1111-4111-8111-111111111111',
    });
    expect(await places.get('urn:film')).to.include({time: 5.5, at: 1000});
    await places.set('urn:film', {time: 7, at: 2000});
    const [asked, told] = await site.requests('activities/state');
    const query = Object.fromEntries(new URLSearchParams(told!.query));
    expect({...query, agent: JSON.parse(query['agent']!) as unknown}).to.deep.equal({
      activityId: 'urn:film',
      agent: actor,
      stateId: 'uggla-place',
      registration: '11111111-1111-4111-8111-111111111111',
    });
    expect([asked!.path, asked!.query === told!.query]).to.deep.equal(['xapi/activities/state', true]);
    expect([told!.method, JSON.parse(told!.body)]).to.deep.equal(['POST', {time: 7, at: 2000}]);
    for (const {headers} of [asked!, told!])
      expect([headers['x-experience-api-version'], headers['authorization']]).to.deep.equal(['1.0.3', 'Basic YW5h']);
  });

  it('are nothing where none is kept, and of an id that is no IRI under one that is', async () => {
    const site = await mediaSite({rules: [{match: 'activities/state', status: 404}]});
    expect(await xapiPlaces({endpoint: site.url('xapi'), actor}).get('film 1')).to.equal(undefined);
    const [{query, headers}] = (await site.requests('activities/state')) as [
      Awaited<ReturnType<typeof site.requests>>[number],
    ];
    expect([new URLSearchParams(query).get('activityId'), headers['authorization']]).to.deep.equal([
      'urn:uggla:media:film%201',
      undefined,
    ]);
    await site.rule({match: 'activities/state', body: 'no JSON', type: 'text/plain'});
    expect(
      await xapiPlaces({endpoint: site.url('xapi'), actor, activity: (id) => `https://acme.example/${id}`}).get('a'),
    ).to.equal(undefined);
    expect(new URLSearchParams((await site.requests('activities/state'))[1]!.query).get('activityId')).to.equal(
      'https://acme.example/a',
    );
  });

  it('ask once for a fresh key, and then say what is wrong', async () => {
    const site = await mediaSite({
      rules: [
        {match: 'activities/state', method: 'POST', status: 204},
        {match: 'activities/state', status: 401, times: 1},
      ],
    });
    const asked: boolean[] = [];
    const places = xapiPlaces({
      endpoint: site.url('xapi'),
      actor,
      authorization: async (fresh) => (asked.push(fresh), 'Bearer x'),
    });
    await places.set('urn:film', {time: 7, at: 2000});
    expect(asked).to.deep.equal([false, true]);
    for (const [status, code] of [
      [401, 'records-unauthorized'],
      [403, 'records-unauthorized'],
      [500, 'records-unreachable'],
    ] as const) {
      await site.rule({match: 'activities/state', status});
      for (const tell of [() => places.get('urn:film'), () => places.set('urn:film', {time: 1, at: 1})])
        expect(
          (
            await tell().then(
              () => undefined,
              (error: UgglaError) => error,
            )
          )?.code,
          String(status),
        ).to.equal(code);
    }
    await site.rule({match: 'activities/state', reset: true});
    expect(((await places.get('urn:film').catch((error: UgglaError) => error)) as UgglaError).code).to.equal(
      'records-unreachable',
    );
  });

  it('let a player go on where another device left off, and tell of it once it was seen', async () => {
    const site = await mediaSite({
      files: {'fixtures/media/film.json': {...film, hls: undefined}},
      rules: [
        {match: 'activities/state', method: 'POST', status: 204},
        {match: 'activities/state', method: 'GET', body: {time: 5.5, at: Date.now() - 1000}},
      ],
    });
    const element = Object.assign(document.createElement('uggla-player'), {
      muted: true,
      loading: 'eager',
      preload: 'none',
      places: xapiPlaces({endpoint: site.url('xapi'), actor}),
    });
    element.src = media(site, 'film.json');
    const ready = nextEvent(element, 'uggla-ready');
    await fixture(html`${element}`);
    await ready;
    await waitUntil(() => element.currentTime === 5.5, 'it begins elsewhere', {timeout: PATIENCE_MS});
    await element.play();
    await playsBeyond(element, 5.6);
    element.pause();
    // So close to the end of a film of ten seconds it counts as seen.
    await waitUntil(() => keptPlace('urn:film')?.time === 0, 'nothing is kept here');
    const told = (await site.seen(/activities\/state/, {count: 2})).find(({method}) => method === 'POST')!;
    expect((JSON.parse(told.body) as {time: number}).time).to.equal(0);
  });
});
