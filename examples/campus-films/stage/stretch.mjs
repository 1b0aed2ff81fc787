import {c, circle, ellipse, group, joint, lerp, path, plant, rect, stroke, sway} from './draw.mjs';

/** `tilt` turns the head (degrees), `left` and `right` raise an arm (0 to 1), `shrug` lifts the shoulders, `eyes` look −1 to 1. */
export const defaults = {tilt: 0, left: 0, right: 0, shrug: 0, eyes: 0, shut: 0, ring: 0, count: 0, bend: 0};

/** Somebody seated, seen from the front. */
export function draw(v, t) {
  const breath = sway(t, 3.6) * 2;
  const up = v.shrug * 26 + breath;
  const shut = v.shut > 0.5 || t % 3.9 < 0.14;
  const arm = (side, share) => {
    const shoulder = [640 + side * 104, 398 - up];
    const rest = [640 + side * 98, 692];
    const high = [640 + side * 112, 96];
    const out = [640 + side * 372, 330];
    const a = share < 0.5 ? blend(rest, out, share * 2) : blend(out, high, share * 2 - 1);
    const elbow = joint(shoulder, a, 150, 150, -side);
    return stroke([elbow, a], c.skin, 40) + circle(...a, 27, c.skin) + stroke([shoulder, elbow], '#e0764c', 58);
  };
  return (
    circle(640, 390, 330, c.sand) +
    plant(250, 640, 1.5, t) +
    group(
      rect(-96, -170, 192, 260, c.leaf, 60) +
        rect(-96, -170, 192, 260, 'none', 60, {stroke: c.ink, 'stroke-width': 12}),
      {x: 640, y: 520},
    ) +
    group(
      path(
        `M520 720 L528 ${440 - up} Q532 ${372 - up} 600 ${366 - up} H680 Q748 ${372 - up} 752 ${440 - up} L760 720 Z`,
        c.orange,
      ) +
        rect(612, 318 - up * 0.6, 56, 74, c.blush, 26) +
        group(head(v, shut), {x: 640, y: 248 - up * 0.5, turn: v.tilt, at: [0, 90]}),
      {turn: v.bend * 12, at: [640, 700]},
    ) +
    group(arm(-1, v.left) + arm(1, v.right), {turn: v.bend * 12, at: [640, 700]}) +
    rect(-200, 640, 1680, 280, c.wood) +
    rect(-200, 640, 1680, 10, '#dbb178') +
    timer(v)
  );
}

const blend = (a, b, share) => [lerp(a[0], b[0], share), lerp(a[1], b[1], share)];

function head(v, shut) {
  const eye = (x) =>
    shut
      ? stroke(
          [
            [x - 10, 2],
            [x + 10, 2],
          ],
          c.ink,
          5,
        )
      : circle(x + v.eyes * 9, 0, 9, c.ink) + circle(x + 3 + v.eyes * 9, -3, 2.6, c.white);
  return (
    circle(0, -84, 44, c.hair) +
    ellipse(0, -6, 86, 96, c.hair) +
    ellipse(-78, 12, 13, 20, c.blush) +
    ellipse(78, 12, 13, 20, c.blush) +
    path(
      'M-74 -14 C-74 -60 -36 -58 0 -60 C36 -58 74 -60 74 -14 V20 C74 70 36 96 0 96 C-36 96 -74 70 -74 20 Z',
      c.skin,
    ) +
    path(
      'M-76 -6 C-70 -66 -20 -74 14 -66 C50 -60 74 -40 76 -6 C60 -30 40 -44 8 -46 C-30 -48 -58 -34 -76 -6 Z',
      c.hair,
    ) +
    eye(-32) +
    eye(32) +
    stroke('M-46 -24 q14 -8 28 -2', c.hair, 5) +
    stroke('M46 -24 q-14 -8 -28 -2', c.hair, 5) +
    stroke('M0 6 q8 20 -6 24', c.blush, 6) +
    stroke('M-24 56 q24 20 48 0', '#a8573c', 6) +
    circle(-48, 36, 12, '#e08f6c', {opacity: 0.5}) +
    circle(48, 36, 12, '#e08f6c', {opacity: 0.5})
  );
}

/** A ring that fills while the movement lasts. */
function timer({ring, count}) {
  const around = 2 * Math.PI * 58;
  return group(
    circle(0, 0, 74, c.white) +
      circle(0, 0, 58, 'none', {stroke: c.sand, 'stroke-width': 16}) +
      group(
        circle(0, 0, 58, 'none', {
          stroke: c.green,
          'stroke-width': 16,
          'stroke-dasharray': `${(around * count).toFixed(1)} 400`,
        }),
        {turn: -90},
      ),
    {x: 1080, y: 220, opacity: ring},
  );
}
