// Chromium first: what is found is the same script in all engines; campus-search.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {Campus, CampusItem} from '@uggla/protocol';
import {fixtureSite, type FixtureSite} from '@uggla/testing';
import {findPlace} from './find-place.js';

const item = (id: string, kind: CampusItem['kind'] = 'course'): CampusItem => ({
  id,
  kind,
  title: id,
  src: `${id}.json`,
});
const campus: Campus = {
  id: 'c',
  title: 'C',
  languages: ['en'],
  packs: [
    {
      id: 'all',
      title: 'All',
      items: [item('one'), item('two'), item('steps', 'guide'), item('broken'), item('chair', 'product')],
    },
  ],
};
const lesson = (id: string) => ({id, kind: 'video', title: id, media: 'm.json'});

describe('findPlace', () => {
  let site: FixtureSite;
  before(async () => {
    site = await fixtureSite({
      files: {
        'one.json': {items: [lesson('hello'), {id: 'block', kind: 'block', title: 'B', items: [lesson('deep')]}]},
        'two.json': {items: [lesson('hello'), lesson('other')]},
        'steps.json': {steps: [{id: 'first', title: 'First'}]},
        'broken.json': 'no JSON',
      },
    });
  });
  const find = (id: string, open?: CampusItem) => findPlace(campus, id, open, (src) => site.url(src));

  it('finds an item without asking for any file', async () => {
    expect(await find('two')).to.deep.equal({item: 'two'});
    expect(await site.requests()).to.have.length(0);
  });

  it('finds a lesson of any course, in blocks too, and a step of a guide', async () => {
    expect(await find('other')).to.deep.equal({item: 'two', lesson: 'other'});
    expect(await find('deep')).to.deep.equal({item: 'one', lesson: 'deep'});
    expect(await find('first')).to.deep.equal({item: 'steps', lesson: 'first'});
  });

  it('looks in the open item first, since ids are unique in a course only', async () => {
    expect(await find('hello')).to.deep.equal({item: 'one', lesson: 'hello'});
    expect(await find('hello', campus.packs[0]!.items[1])).to.deep.equal({item: 'two', lesson: 'hello'});
  });

  it('finds nothing where nothing is, and bears a broken file', async () => {
    expect(await find('nowhere')).to.equal(undefined);
  });

  it('asks for no address that may not be fetched', async () => {
    expect(await findPlace(campus, 'other', undefined, () => undefined)).to.equal(undefined);
  });
});
