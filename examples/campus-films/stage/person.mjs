import {c, circle, ellipse, group, joint, lerp, path, stroke} from './draw.mjs';

/** Lengths in centimetres of a person 172 cm tall. */
const body = {shank: 41, thigh: 43, torso: 47, upper: 29, fore: 31, ankle: 8};

const shirts = [
  [c.orange, '#e0764c', '#b8512f'],
  [c.mustard, '#f2cb74', '#c7962f'],
  ['#7fa8b8', '#95bac8', '#5f8797'],
];

/** Somebody seen from their right side. `K` is pixels a centimetre; points are pixels; hands and feet are reached for. */
export function person({K, hip, shoulder, head, bend = 0, feet, hands, up = 0, who = 0, legs = c.dark, blink}) {
  const {skin, shade} = look(who);
  const [shirt, sleeve, far] = shirts[who % shirts.length];
  const limb = (from, to, a, b, side) => [from, joint(from, to, a * K, b * K, side), to];
  const leg = (foot, dx, color) => {
    const ankle = [foot[0], foot[1] - body.ankle * K];
    return (
      stroke(limb([hip[0] + dx, hip[1]], ankle, body.thigh, body.shank, -1), color, 14.5 * K) +
      path(shoe(foot, K), c.ink)
    );
  };
  const arm = (hand, color, sleeve) => {
    const [from, elbow, to] = limb(shoulder, hand, body.upper, body.fore, 1);
    return stroke([elbow, to], color, 6.6 * K) + circle(...to, 4.4 * K, color) + stroke([from, elbow], sleeve, 9.6 * K);
  };
  const middle = [lerp(hip[0], shoulder[0], 0.5) - bend * 9 * K, lerp(hip[1], shoulder[1], 0.5)];
  const torso = `M${hip[0]} ${hip[1] - 5 * K} Q${middle[0]} ${middle[1]} ${shoulder[0]} ${shoulder[1] + 7 * K}`;
  const neck = stroke([shoulder, [head[0] - 1.5 * K, head[1] + 6 * K]], shade, 8 * K);
  return {
    back: arm(hands[1], shade, far) + leg(feet[1], 0, '#37423d'),
    front: leg(feet[0], 0, legs) + neck + stroke(torso, shirt, 20 * K) + face(head, K, up, blink, who),
    arm: arm(hands[0], skin, sleeve),
  };
}

const shoe = ([x, y], K) =>
  `M${x - 6 * K} ${y} V${y - 6 * K} Q${x} ${y - 11 * K} ${x + 5 * K} ${y - 8 * K} Q${x + 19 * K} ${y - 6 * K} ${x + 19 * K} ${y} Z`;

/** Different people: skin and its shade, hair and its cut. */
const looks = [
  {skin: c.skin, shade: c.blush, hair: c.hair, cut: 'bun'},
  {skin: '#8a5a3d', shade: '#774a30', hair: '#1d1512', cut: 'short'},
  {skin: '#f0c3a0', shade: '#dfa683', hair: '#c9853f', cut: 'long'},
  {skin: '#c98d63', shade: '#b57a52', hair: '#2b2220', cut: 'short', beard: true},
  {skin: '#e9b691', shade: '#d79f79', hair: '#aaa59d', cut: 'short', glasses: true},
  {skin: '#6f4630', shade: '#5e3925', hair: '#15100e', cut: 'curly'},
  {skin: '#f0c3a0', shade: '#dfa683', hair: '#7a3b22', cut: 'bob'},
  {skin: '#d9a074', shade: '#c58a5f', hair: '#d8d3ca', cut: 'bob', glasses: true},
];

/** The colours of a person, by number. */
export const look = (who) => looks[who % looks.length];

const cuts = {
  bun: 'M7.4 -7.2 C2 -5 -2 -4.5 -2.6 2 C-3 7 -6 11 -10.5 8 C-15 -2 -11 -13.8 1 -13.4 C7 -13.2 10.4 -10 7.4 -7.2 Z',
  short:
    'M7.8 -7.4 C2 -5.6 -3 -5 -3.6 0 C-4.4 4 -7 6.4 -9.2 5.4 C-13 -4 -10 -13.8 1 -13.4 C7 -13.2 10.4 -10 7.8 -7.4 Z',
  long: 'M7.4 -7.2 C2 -5 -2 -4 -2.8 2 C-2 10 -4 18 -8 22 H-16 C-18 8 -16 -13.8 1 -13.6 C7 -13.4 10.4 -10 7.4 -7.2 Z',
  bob: 'M8 -6.6 C3 -5.4 -1 -4 -1.6 2 C-1.4 6 -2 10 -4 12 H-13.4 C-15.4 4 -14 -13.8 1 -13.6 C7 -13.4 11 -10 8 -6.6 Z',
  curly: 'M7.4 -7.2 C2 -5 -3 -4.5 -3.6 1 C-4 4 -7 7 -9.5 5.4 C-13 -3 -11 -12 1 -12.4 C7 -12.6 10 -10 7.4 -7.2 Z',
};
const curls = [
  [-9.5, 2, 4],
  [-11, -4, 4.4],
  [-8.5, -10, 4.8],
  [-2, -13, 5],
  [4.6, -11.6, 4.2],
];

/** Head in profile, facing right; `up` turns it (degrees), `who` is a number of a look. */
export function face([x, y], K, up = 0, blink = false, who = 0) {
  const {skin, shade, hair, cut, beard, glasses} = look(who);
  return group(
    ellipse(1, 0, 9.6, 11.4, skin) +
      path('M9.6 -1 q3.4 4 -0.6 5 Z', skin) +
      (beard ? path('M9.6 4 Q9.6 12 2 12 Q-6.6 10.6 -7.4 2 Q-3 6.4 3 5 Q7 4 9.6 4 Z', hair) : '') +
      path(cuts[cut], hair) +
      (cut === 'bun' ? circle(-12.5, -2, 4.6, hair) : '') +
      (cut === 'curly' ? curls.map((curl) => circle(...curl, hair)).join('') : '') +
      (cut === 'long' || cut === 'bob' ? '' : ellipse(-1.2, 1.8, 1.9, 2.6, shade)) +
      (blink
        ? stroke(
            [
              [5, 0],
              [8, 0],
            ],
            c.ink,
            0.9,
          )
        : circle(6.6, -0.3, 1.15, c.ink)) +
      (glasses
        ? circle(6.8, 0, 3, 'none', {stroke: c.ink, 'stroke-width': 0.7}) +
          stroke(
            [
              [3.8, 0],
              [-3, 0.6],
            ],
            c.ink,
            0.7,
          )
        : '') +
      stroke('M5.6 6.2 q2 1.6 3.6 -0.2', beard ? skin : '#a8573c', 0.9),
    {x, y, turn: -up, scale: K},
  );
}
