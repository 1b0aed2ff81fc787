// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries their stores.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent, UgglaRecordEvent} from '@uggla/core';
import type {Guide, Statement} from '@uggla/protocol';
import {collectEvents, fixtureSite, nextEvent, waitUntil, type FixtureSite} from '@uggla/testing';
import {courseId, stateOf} from '../../testing/support.test.js';
import type {UgglaGuide} from '../index.js';
import {laterOf, readMarks} from './marks.js';

const actor = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'ana'}};
const CHECKS = 'https://uggla.dev/xapi/state/checks/1';

/** A guide that no other test has met. */
const guideOf = (): Guide => ({
  id: courseId().replace('courses', 'guides'),
  version: '1',
  type: 'repair',
  languages: ['en', 'es'],
  title: {en: 'Change the lamp', es: 'Cambiar la lámpara'},
  thing: {en: 'Lamp L-7', es: 'Lámpara L-7'},
  steps: [
    {id: 'off', title: {en: 'Switch it off', es: 'Apágala'}},
    {id: 'lamp', title: {en: 'Change the lamp', es: 'Cambia la lámpara'}},
  ],
});

/** A site with the guide and, at `server/`, a server that takes records. */
async function publish(marks?: object): Promise<FixtureSite> {
  const site = await fixtureSite({files: {'guide.json': guideOf()}});
  await serve(site, marks);
  return site;
}

async function serve(site: FixtureSite, marks?: object): Promise<void> {
  const token = {token: 't', token_type: 'Bearer', expires: '2099-01-01T00:00:00Z', actor, role: 'learner'};
  await site.rule(
    {match: 'server/v1/tokens', body: token},
    {match: 'server/v1/me', body: {actor, role: 'learner', groups: []}},
    {match: 'server/xapi/statements', body: []},
    {match: 'server/xapi/activities/state', status: 404},
    ...(marks ? [{match: stateOf(CHECKS), body: marks, headers: {etag: '"1"'}}] : []),
    {match: 'server/xapi/activities/state', method: 'PUT', status: 204},
  );
}

/** The statements that the server has answered with success; one that came twice is one, as in any store of records. */
async function stored(site: FixtureSite): Promise<Statement[]> {
  const requests = await site.requests('server/xapi/statements');
  const sent = requests.filter(({status}) => status === 200).flatMap(({body}) => JSON.parse(body) as Statement[]);
  return [...new Map(sent.map((one) => [one.id, one])).values()];
}

const shortly = ({verb, object}: Statement) =>
  `${verb.id.split('/').at(-1)} ${'id' in object ? object.id.split('/').at(-1) : ''}`;

async function mount(site: FixtureSite, attributes: Record<string, string> = {}): Promise<UgglaGuide> {
  const element = document.createElement('uggla-guide');
  const all = {lang: 'en', src: site.url('guide.json'), endpoint: site.url('server'), ...attributes};
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  const ready = nextEvent(element, 'uggla-ready');
  document.body.append(element);
  await ready;
  await waitUntil(() => element.renderRoot.querySelector('.tools'), 'its tools never came', {timeout: 10_000});
  return element;
}

/** Checks a step off, or takes that back, as a person does. */
async function check(element: UgglaGuide, at: number): Promise<void> {
  element.renderRoot.querySelectorAll<HTMLInputElement>('[part=check]')[at]!.click();
  await element.updateComplete;
}

describe('what is checked off in a guide', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('uggla-guide')) element.remove();
    localStorage.clear();
  });

  it('is recorded at the server, each once: by whom, in which language, on which machine', async () => {
    const site = await publish();
    const element = await mount(site, {machine: 'L-7/0042', code: 'E5'});
    const made = collectEvents<UgglaRecordEvent>(element, 'uggla-record');
    await check(element, 0);
    await check(element, 0);
    await check(element, 0);
    await check(element, 1);
    await element.drained();
    const {id} = element.guide!;
    const statements = await stored(site);
    expect(statements.map(shortly)).to.deep.equal([
      'checked off',
      'unchecked off',
      'checked off',
      'checked lamp',
      `completed ${id.split('/').at(-1)}`,
    ]);
    expect(made.map(({statement}) => statement.id)).to.deep.equal(statements.map((one) => one.id));
    for (const {actor: who, context} of statements) {
      expect(who.account?.name).to.equal('ana');
      expect(context!.language).to.equal('en');
      expect(context!.contextActivities!.grouping![0]!.id).to.equal(id);
      expect(Object.values(context!.extensions!)).to.include.members(['L-7/0042', 'E5', '1']);
    }
    const saved = (await site.requests(stateOf(CHECKS))).findLast(({method}) => method === 'PUT')!;
    expect(readMarks(JSON.parse(saved.body))['lamp']!.isChecked).to.equal(true);
  });

  it('names the thing of the guide where nobody named the machine, in the reader’s language', async () => {
    const site = await publish();
    const element = await mount(site, {lang: 'es'});
    await check(element, 0);
    await element.drained();
    const [{context}] = (await stored(site)) as [Statement];
    expect([context!.language, ...Object.values(context!.extensions!)]).to.include.members(['es', 'Lámpara L-7']);
  });

  it('waits where there is no network, and arrives once when there is one again', async () => {
    const site = await publish();
    await site.rule({match: 'server/', status: 503});
    const cellar = await mount(site);
    const kept = nextEvent(cellar, 'uggla-record');
    await check(cellar, 0);
    await kept;
    cellar.remove();
    await site.heal();
    await serve(site);
    const element = await mount(site);
    expect(element.checked).to.deep.equal(['off']);
    await check(element, 1);
    await element.drained();
    const statements = await stored(site);
    expect(statements.map(shortly).slice(0, 2)).to.deep.equal(['checked off', 'checked lamp']);
    expect(statements).to.have.length(3);
    expect(new Set(statements.map(({actor: who}) => who.account?.name))).to.deep.equal(new Set(['ana']));
  });

  it('is not lost when the page is left before the server said who is there', async () => {
    const site = await publish();
    await site.rule({match: 'server/v1/tokens', status: 401});
    const first = await mount(site);
    const failed = nextEvent<UgglaErrorEvent>(first, 'uggla-error');
    await check(first, 0);
    expect((await failed).error.code).to.equal('records-unauthorized');
    first.remove();
    await site.heal();
    await serve(site);
    const second = await mount(site);
    await waitUntil(async () => (await stored(site)).length > 0, 'it was lost');
    await second.drained();
    expect((await stored(site)).map(shortly)).to.deep.equal(['checked off']);
  });

  it('is so on the person’s other devices, and so is what was taken back', async () => {
    const site = await publish({
      steps: {
        off: {isChecked: true, at: '2026-01-02T00:00:00.000Z'},
        lamp: {isChecked: false, at: '2026-01-02T00:00:00.000Z'},
      },
    });
    const element = await mount(site);
    await waitUntil(() => element.checked.includes('off'), 'the other device was not heard of');
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll<HTMLInputElement>('[part=check]')[0]!.checked).to.equal(true);
    expect(await stored(site), 'what another device did is recorded again').to.deep.equal([]);
  });

  it('stays on the device where nobody asks for records, and where they are refused', async () => {
    const site = await publish();
    for (const attributes of [{endpoint: ''}, {records: 'none'}]) {
      const element = await mount(site, attributes);
      const made = collectEvents(element, 'uggla-record');
      await check(element, 0);
      await element.drained();
      expect(made).to.have.length(0);
      element.remove();
    }
    expect(await site.requests('server/')).to.deep.equal([]);
  });

  it('is refused aloud where a connection is named that a guide has not', async () => {
    const site = await publish();
    const element = document.createElement('uggla-guide');
    const failed = nextEvent<UgglaErrorEvent>(element, 'uggla-error');
    Object.assign(element, {src: site.url('guide.json'), records: 'scorm', lang: 'en'});
    document.body.append(element);
    expect((await failed).error.code).to.equal('records-unsupported');
    expect(element.status).to.equal('ready');
  });
});

describe('marks', () => {
  it('of two devices are one: of each step the later', () => {
    const [early, late] = [
      {isChecked: true, at: '2026-01-01T00:00:00Z'},
      {isChecked: false, at: '2026-01-02T00:00:00Z'},
    ];
    expect(laterOf({a: early, b: late}, {a: late, c: early})).to.deep.equal({a: late, b: late, c: early});
    expect(laterOf({a: late}, {a: early})).to.deep.equal({a: late});
  });

  it('are read out of anything', () => {
    const bad = [
      undefined,
      null,
      7,
      {},
      {steps: null},
      {steps: {a: null, b: {isChecked: 1}, c: {isChecked: true, at: 'x'}}},
    ];
    for (const value of bad) expect(readMarks(value)).to.deep.equal({});
  });
});
