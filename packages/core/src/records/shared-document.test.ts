import {expect} from '@esm-bundle/chai';
import {fixtureSite, type FixtureSite} from '@uggla/testing';
import {newCourse, open, serve} from './records.test.kit.js';
import {SharedDocument} from './shared-document.js';

/** A set of words, in their order. */
const words = (value: unknown): string[] => {
  const given = (value as {words?: unknown} | undefined)?.words;
  return Array.isArray(given) ? given.filter((one) => typeof one === 'string') : [];
};

async function make(site: FixtureSite, course: string): Promise<SharedDocument<string[]>> {
  const records = await open({course, endpoint: site.url('xapi')});
  return new SharedDocument<string[]>({
    records,
    course,
    stateId: 'words',
    read: words,
    merge: (one, other) => [...new Set([...one, ...other])].sort(),
    write: (value) => ({words: value}),
  });
}

async function store(): Promise<FixtureSite> {
  const site = await fixtureSite();
  await serve(site);
  return site;
}

const puts = async (site: FixtureSite) => (await site.requests(/state.*words/)).filter(({method}) => method === 'PUT');

describe('SharedDocument', () => {
  it('is kept here at once, and sent with a guard; the next visit has it without the receiver', async () => {
    const site = await store();
    const course = newCourse();
    await site.rule({match: /state.*words/, status: 404}, {match: /state.*words/, method: 'PUT', status: 204});
    const first = await make(site, course);
    await first.load(() => undefined);
    await first.save(['owl']);
    await first.sent();
    const [put] = await puts(site);
    expect([put?.body, put?.headers['if-none-match']]).to.deep.equal(['{"words":["owl"]}', '*']);
    await site.rule({match: /state.*words/, status: 503});
    const again = await make(site, course);
    let seen = 0;
    await again.load(() => (seen += 1));
    expect(again.value).to.deep.equal(['owl']);
    expect(seen).to.be.greaterThan(0);
  });

  it('becomes one with what another device wrote meanwhile', async () => {
    const site = await store();
    await site.rule(
      {match: /state.*words/, body: {words: ['bat']}, headers: {etag: '"2"'}},
      {match: /state.*words/, method: 'PUT', status: 204},
      {match: /state.*words/, method: 'PUT', status: 412, times: 1},
    );
    const document = await make(site, newCourse());
    await document.save(['owl']);
    await document.sent();
    expect(document.value).to.deep.equal(['bat', 'owl']);
    const sent = await puts(site);
    expect(sent.map(({status}) => status)).to.deep.equal([412, 204]);
    expect([sent[1]?.body, sent[1]?.headers['if-match']]).to.deep.equal(['{"words":["bat","owl"]}', '"2"']);
  });

  it('is sent by the next visit when this one could not', async () => {
    const site = await store();
    const course = newCourse();
    await site.rule({match: /state.*words/, status: 503});
    const first = await make(site, course);
    await first.save(['owl']);
    await first.sent();
    first.close();
    await site.rule({match: /state.*words/, status: 404}, {match: /state.*words/, method: 'PUT', status: 204});
    const again = await make(site, course);
    await again.load(() => undefined);
    await again.sent();
    expect((await puts(site)).filter(({status}) => status === 204).map(({body}) => body)).to.deep.equal([
      '{"words":["owl"]}',
    ]);
  });
});
