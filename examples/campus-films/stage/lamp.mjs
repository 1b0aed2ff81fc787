import {c, circle, ellipse, elm, group, joint, lerp, path, rect, stroke, text} from './draw.mjs';

/** `power`, `warm` and `night` from 0 to 1; `head` is where the lamp's head is. */
export const defaults = {
  power: 0,
  warm: 0.3,
  night: 0,
  head: [800, 300],
  knob: 0,
  tones: 0,
  apart: 0,
  steam: 1,
};

const mixColor = (a, b, share) =>
  '#' +
  [1, 3, 5]
    .map((i) =>
      Math.round(lerp(parseInt(a.slice(i, i + 2), 16), parseInt(b.slice(i, i + 2), 16), share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');

/** The Brisa lamp on a desk by a window, from noon to night. */
export function draw(v, t) {
  const DESK = 560;
  const light = mixColor('#f4fbff', '#ffd68a', v.warm);
  const foot = [590, DESK];
  const elbow = joint([foot[0], DESK - 26], v.head, 230, 250, -1);
  const [hx, hy] = v.head;
  const cone = path(`M${hx - 46} ${hy + 18} L${hx - 210} ${DESK} H${hx + 230} L${hx + 58} ${hy + 18} Z`, light, {
    opacity: Math.round(v.power * (0.62 - 0.1 * v.night) * 100) / 100,
  });
  const wall = mixColor('#e8dcc6', '#1f2c33', v.night);
  return (
    rect(-200, -200, 1680, 1120, wall) +
    windowOf(v, t) +
    rect(-200, DESK, 1680, 400, mixColor(c.wood, '#6d4f33', v.night * 0.8)) +
    rect(-200, DESK, 1680, 10, mixColor('#dbb178', '#8a6743', v.night * 0.8)) +
    ellipse(hx + 10, DESK + 40, 250, 34, light, {opacity: Math.round(v.power * 0.55 * 100) / 100}) +
    cone +
    notebook(hx, DESK) +
    cup(1010, DESK, t, v) +
    stroke(
      [
        [foot[0] - 70, DESK - 8],
        [foot[0] + 70, DESK - 8],
      ],
      c.leaf,
      20,
    ) +
    stroke([[foot[0], DESK - 16], elbow], c.mustard, 15) +
    stroke([elbow, v.head], c.mustard, 15) +
    circle(...elbow, 15, c.leaf) +
    circle(foot[0], DESK - 24, 15, c.leaf) +
    head(v, light) +
    (v.tones > 0.01 ? scale(v) : '')
  );
}

function head(v, light) {
  const shade = path('M-34 -20 Q0 -54 34 -20 L60 18 H-48 Z', c.mustard);
  return group(
    shade +
      group(rect(-44, 22 + v.apart * 66, 100, 12, v.power > 0.05 ? light : c.steel, 6), {}) +
      (v.apart > 0.05
        ? group(rect(-34, 16 + v.apart * 26, 80, 9, c.leaf, 3), {opacity: v.apart})
        : rect(-44, 14, 100, 10, c.ink, 4)) +
      circle(0, -26, 9, v.knob > 0.5 ? c.orange : c.green),
    {x: v.head[0], y: v.head[1]},
  );
}

function windowOf(v, t) {
  const sky = mixColor('#cfe3ea', '#16242c', v.night);
  return group(
    rect(-14, -14, 348, 348, c.white, 10) +
      rect(0, 0, 320, 320, sky) +
      circle(250, lerp(80, 250, v.night * 1.2), 34, mixColor('#ebb84b', '#d4623b', v.night), {
        opacity: v.night > 0.85 ? 0 : 1,
      }) +
      (v.night > 0.6
        ? circle(70, 60, 22, '#f4efdc', {opacity: 1}) +
          circle(160, 96, 3, '#fff') +
          circle(220, 50, 3, '#fff') +
          circle(120, 140, 2, '#fff')
        : '') +
      path('M0 262 C80 222 190 250 320 214 V320 H0 Z', mixColor(c.mint, '#23423a', v.night)) +
      elm(90, 276, 0.8, t, mixColor(c.leaf, '#1d4438', v.night)) +
      elm(230, 262, 0.55, t, mixColor(c.leaf, '#1d4438', v.night)) +
      rect(154, 0, 12, 320, c.white),
    {x: 930, y: 80},
  );
}

const notebook = (x, y) =>
  group(
    path('M-120 0 L-96 -16 H104 L128 0 Z', c.white) +
      rect(-120, 0, 248, 9, '#e3d9c6', 2) +
      stroke(
        [
          [-70, -10],
          [-6, -10],
        ],
        c.grey,
        3,
      ) +
      stroke(
        [
          [-80, -5],
          [-10, -5],
        ],
        c.grey,
        3,
      ) +
      stroke(
        [
          [20, -9],
          [86, -9],
        ],
        c.grey,
        3,
      ) +
      stroke(
        [
          [60, -18],
          [130, -40],
        ],
        c.orange,
        7,
      ),
    {x: x + 10, y},
  );

function cup(x, y, t, v) {
  const waft = (dx, phase) => {
    const shift = ((Math.floor((t * 25) / 3 + 0.01) * 0.12 + phase) % 3) / 3;
    return stroke(`M${dx} ${-92 - shift * 40} q10 -12 0 -24 q-10 -12 0 -24`, c.white, 5, {
      opacity: Math.round(Math.sin(shift * Math.PI) * 55 * v.steam) / 100,
    });
  };
  return group(
    waft(-14, 0) +
      waft(14, 1.4) +
      stroke('M44 -62 q34 2 0 40', c.orange, 10) +
      path('M-46 -76 H46 L40 0 H-40 Z', c.orange) +
      rect(-46, -80, 92, 10, '#bf5531', 5),
    {x, y},
  );
}

function scale(v) {
  const x = 100 + (1 - v.warm) * 300;
  const steps = Array.from({length: 30}, (_, i) =>
    rect(i * 10, 0, 11, 22, mixColor('#ffc56b', '#d9efff', i / 29)),
  ).join('');
  return group(
    rect(70, -60, 360, 150, c.white, 24) +
      group(steps, {x: 100, y: 0}) +
      circle(x, 11, 19, c.white, {stroke: c.orange, 'stroke-width': 6}) +
      text(250, -18, `${Math.round((2700 + (1 - v.warm) * 2300) / 100) * 100} K`, {
        size: 30,
        anchor: 'middle',
        weight: 700,
      }) +
      text(100, 66, '2700 K', {size: 20, weight: 500}) +
      text(400, 66, '5000 K', {size: 20, weight: 500, anchor: 'end'}),
    {x: 40, y: 250, opacity: v.tones},
  );
}
