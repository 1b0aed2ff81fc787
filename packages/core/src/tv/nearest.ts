/** A box on the screen, as `getBoundingClientRect()` has it. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Aside counts for more than ahead, so that a row or a column is followed to its end. */
const ASIDE = 3;

/** Index of the box that lies next to `from` in that direction; -1: none does. */
export function nearest(from: Box, boxes: readonly Box[], direction: Direction): number {
  const scores = boxes.map((box) => distance(turn(from, direction), turn(box, direction)));
  const least = Math.min(...scores);
  return Number.isFinite(least) ? scores.indexOf(least) : -1;
}

/** How far `box` is to the right of `from`; `Infinity`: it is not. They may overlap: what has the focus is a little larger. */
function distance(from: Box, box: Box): number {
  if (box.left < middle(from.left, from.right) || middle(box.left, box.right) <= from.right) return Infinity;
  const ahead = Math.max(0, box.left - from.right);
  const aside = Math.max(0, box.top - from.bottom, from.top - box.bottom);
  return ahead + ASIDE * aside + Math.abs(middle(box.top, box.bottom) - middle(from.top, from.bottom)) / 100;
}

function middle(one: number, other: number): number {
  return (one + other) / 2;
}

/** The same box on a screen that is turned so that the direction points to the right. */
function turn({left, right, top, bottom}: Box, direction: Direction): Box {
  if (direction === 'right') return {left, right, top, bottom};
  if (direction === 'left') return {left: -right, right: -left, top, bottom};
  if (direction === 'down') return {left: top, right: bottom, top: left, bottom: right};
  return {left: -bottom, right: -top, top: left, bottom: right};
}
