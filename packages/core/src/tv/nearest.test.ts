import {expect} from '@open-wc/testing';
import {nearest} from './nearest.js';
import type {Box, Direction} from './nearest.js';

const box = (left: number, top: number, width = 40, height = 40): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** A bar over the whole width, and a row of buttons below it. */
const bar = box(0, 0, 400, 20);
const row = [box(0, 30), box(50, 30), box(300, 30), box(350, 30)] as const;
const screen = [bar, ...row];

describe('nearest', () => {
  for (const [what, from, direction, to] of [
    ['the next of a row', row[0], 'right', row[1]],
    ['the one before it', row[1], 'left', row[0]],
    ['what lies beyond a gap', row[1], 'right', row[2]],
    ['what lies above, however wide', row[3], 'up', bar],
    ['nothing beyond the last', row[3], 'right', undefined],
    ['nothing before the first', row[0], 'left', undefined],
    ['nothing below', row[0], 'down', undefined],
    ['nothing beside what is as wide as the screen', bar, 'right', undefined],
  ] as [string, Box, Direction, Box | undefined][]) {
    it(`finds ${what}`, () => {
      const others = screen.filter((one) => one !== from);
      expect(others[nearest(from, others, direction)]).to.equal(to);
    });
  }

  it('takes of a column what is right below before what is nearer but aside', () => {
    expect(nearest(box(0, 0), [box(60, 45), box(0, 80)], 'down')).to.equal(1);
  });

  it('goes on to the next row, where a row wraps', () => {
    expect(nearest(box(100, 0), [box(0, 50), box(50, 50)], 'down')).to.equal(1);
  });

  it('takes the one in line of two as near', () => {
    expect(nearest(box(0, 20), [box(50, 0, 40, 60), box(50, 20)], 'right')).to.equal(1);
    expect(nearest(box(0, 0), [box(50, 30), box(50, 5)], 'right')).to.equal(1);
  });

  it('bears boxes that touch, and that overlap a little', () => {
    expect(nearest(box(0, 0), [box(40, 0)], 'right')).to.equal(0);
    expect(nearest(box(0, 0), [box(34, 0)], 'right')).to.equal(0);
  });

  it('finds nothing among none, nor among boxes that hold it', () => {
    expect(nearest(box(0, 0), [], 'right')).to.equal(-1);
    expect(nearest(box(50, 50), [box(0, 0, 140, 140)], 'right')).to.equal(-1);
  });
});
