import {expect} from '@open-wc/testing';
import type {Campus, CampusItem} from '@uggla/protocol';
import {fieldsOf, isCourse, itemsOf} from './campus-data.js';

const item = (id: string, more: Partial<CampusItem> = {}): CampusItem => ({
  id,
  kind: 'course',
  title: id,
  src: `${id}.json`,
  ...more,
});
const campus: Campus = {
  id: 'c',
  title: 'C',
  languages: ['es', 'en'],
  packs: [
    {id: 'one', title: 'One', items: [item('a'), item('b')]},
    {id: 'two', title: 'Two', items: [item('b'), item('c')]},
  ],
};

describe('itemsOf', () => {
  it('has an item of two packs once, in order', () => {
    expect(itemsOf(campus).map(({id}) => id)).to.deep.equal(['a', 'b', 'c']);
  });
});

describe('fieldsOf', () => {
  it('takes the languages of the campus for an item that names none', () => {
    expect(fieldsOf(item('a', {tags: ['x']}), campus)).to.deep.equal({
      kind: 'course',
      tag: ['x'],
      language: ['es', 'en'],
    });
    expect(fieldsOf(item('a', {languages: ['pt']}), campus)['language']).to.deep.equal(['pt']);
  });
});

describe('isCourse', () => {
  it('is true of all that is published as a course', () => {
    const kinds = ['course', 'micro', 'podcast', 'book', 'guide', 'product'] as const;
    expect(kinds.filter((kind) => isCourse(item('a', {kind})))).to.deep.equal(['course', 'micro', 'podcast', 'book']);
  });
});
