import {chair, chairDefaults} from './chair.mjs';
import {c, circle, ellipse, group, path, pill, plant, rect, stroke} from './draw.mjs';

export const defaults = {
  ...chairDefaults,
  x: 760,
  lay: 0,
  range: 0,
  rangeText: '',
  mallet: 0,
  hit: 0,
  wrench: 0,
  twist: 0,
  hand: 0,
  handAt: [800, 470],
  swap: 0,
  calls: 0,
  callText: '',
  callAt: [690, 300],
  callFrom: [900, 240],
};

const K = 5;
const FLOOR = 640;

/** The Tero chair alone, large enough to see its parts. */
export function draw(v, t) {
  const {behind, front} = chair(K, v);
  return (
    path('M330 640 C250 420 390 120 700 96 C1020 70 1220 240 1190 470 C1180 560 1150 610 1130 640 Z', c.sand) +
    plant(1190, FLOOR, 1.2, t) +
    rect(-400, FLOOR, 2080, 300, '#dccbb0') +
    rect(-400, FLOOR, 2080, 6, '#cdb996') +
    ellipse(v.x, FLOOR + 12, 190, 12, '#b9a582', {opacity: 0.6}) +
    rect(330, FLOOR - 8, 560, 16, c.mint, 8, {opacity: Math.round(v.lay * 100) / 100}) +
    group(behind + front, {x: v.x - v.lay * 290, y: FLOOR - v.lay * 138, turn: v.lay * 90}) +
    range(v) +
    tools(v) +
    call(v) +
    (v.swap > 0.01 ? fresh(v) : '')
  );
}

function range(v) {
  const [low, high] = [FLOOR - 42 * K, FLOOR - 54 * K];
  const x = v.x + 190;
  return (
    group(
      stroke(
        [
          [x, low],
          [x, high],
        ],
        c.orange,
        5,
      ) +
        stroke(
          [
            [x - 16, low],
            [x + 16, low],
          ],
          c.orange,
          5,
        ) +
        stroke(
          [
            [x - 16, high],
            [x + 16, high],
          ],
          c.orange,
          5,
        ),
      {opacity: v.range},
    ) + pill(x + 110, (low + high) / 2, v.rangeText, {opacity: v.range})
  );
}

function call(v) {
  if (v.calls < 0.01) return '';
  const [[x, y], [fx, fy]] = [v.callAt, v.callFrom];
  return (
    group(
      stroke(
        [
          [fx, fy],
          [x, y],
        ],
        c.orange,
        4,
      ) +
        circle(x, y, 9, c.orange) +
        circle(x, y, 4, c.white),
      {opacity: v.calls},
    ) + pill(fx, fy, v.callText, {opacity: v.calls})
  );
}

function tools(v) {
  const mallet = group(
    stroke(
      [
        [0, 0],
        [0, 150],
      ],
      c.wood,
      18,
    ) +
      rect(-52, -44, 104, 58, c.ink, 14) +
      rect(-52, -44, 18, 58, c.dark, 8) +
      hand(0, 150),
    {x: 590 - v.baseOff * K * v.hit, y: 428, turn: 24 - v.hit * 32, at: [0, 170], opacity: v.mallet},
  );
  const wrench = group(
    stroke(
      [
        [0, 0],
        [0, 170],
      ],
      c.orange,
      20,
    ) +
      path('M-34 10 Q-40 -44 0 -56 L6 -22 L-8 -6 L6 16 Z', c.dark) +
      path('M34 4 Q40 -40 8 -56 L12 -24 L4 0 Z', c.grey) +
      hand(0, 170),
    {x: 650, y: 500, turn: -20 + v.twist * 44, at: [0, 0], opacity: v.wrench},
  );
  return mallet + wrench + group(hand(0, 0, true), {x: v.handAt[0], y: v.handAt[1], opacity: v.hand});
}

/** A fist, with the sleeve going away to the lower right. */
const hand = (x, y, sleeve = false) =>
  (sleeve
    ? stroke(
        [
          [x + 26, y + 22],
          [x + 210, y + 170],
        ],
        c.skin,
        42,
      ) +
      stroke(
        [
          [x + 120, y + 98],
          [x + 330, y + 270],
        ],
        c.orange,
        62,
      )
    : '') +
  rect(x - 32, y - 26, 64, 52, c.skin, 24) +
  stroke(
    [
      [x - 14, y - 12],
      [x - 14, y + 10],
    ],
    c.blush,
    4,
  ) +
  stroke(
    [
      [x + 2, y - 12],
      [x + 2, y + 10],
    ],
    c.blush,
    4,
  ) +
  stroke(
    [
      [x + 18, y - 10],
      [x + 18, y + 8],
    ],
    c.blush,
    4,
  );

/** The new gas lift beside the worn one. */
const fresh = (v) =>
  group(
    rect(-8, -150, 16, 90, c.steel, 3) +
      rect(-15, -64, 30, 124, c.green, 6) +
      rect(-15, -40, 30, 10, c.mustard) +
      pill(0, 100, 'OL-R-110', {size: 22}),
    {x: 960, y: 400, opacity: v.swap, scale: 1.15},
  );
