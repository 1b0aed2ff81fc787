import {chair, chairDefaults} from './chair.mjs';
import {c, circle, dashed, elm, group, lerp, mix, path, pill, plant, rect, stroke, sway} from './draw.mjs';
import {person} from './person.mjs';

const K = 3.1;
const FLOOR = 632;
const X = 548; // axis of the chair

/** Heights and distances in centimetres; the rest from 0 to 1. */
export const defaults = {
  ...chairDefaults,
  desk: 70,
  screen: 124,
  dist: 60,
  slump: 0,
  stand: 0,
  reach: 0,
  look: 0,
  room: 1,
  minutes: 0,
  sit: 1,
  gKnee: 0,
  gElbow: 0,
  gEye: 0,
  gDist: 0,
  gFar: 0,
  gFeet: 0,
  gBack: 0,
  keypad: 0,
  type: 1,
  who: 0,
};

/** Somebody at a desk, seen from the side, in a room with a window. */
export function draw(v, t) {
  const at = (cm) => FLOOR - cm * K;
  const breath = sway(t, 4) * 1.1;
  const seated = 1 - v.stand;
  const hip = [lerp(X - 10 * K, X - 8 * K, v.stand), at(lerp(v.seat + 8, 92, v.stand))];
  const lean = v.slump * 15 * K;
  const shoulder = [hip[0] + lerp(-2 * K, 1 * K, v.stand) + lean, hip[1] - (46 - v.slump * 6) * K - breath];
  const head = [shoulder[0] + 4 * K + v.slump * 9 * K, shoulder[1] - (23 - v.slump * 5) * K];
  const eye = [head[0] + 7 * K, head[1]];
  const lift = Math.max(0, v.seat - 49) * K * seated;
  const step = (dx) => [hip[0] + lerp(43 * K, 0, v.stand) + dx * K, FLOOR - lift];
  const deskY = at(v.desk);
  const tap = v.type * sway(t, 0.64) * 2;
  const keys = [X + 23 * K, deskY - 3.4 * K];
  const lever = [X + 12 * K, at(v.seat - 10)];
  const hands = [mix([keys[0], keys[1] + tap], lever, v.reach), [keys[0] + 4 * K, keys[1] - tap]];
  const feet = [step(0), step(4)];
  const someone = person({
    K,
    hip,
    shoulder,
    head,
    bend: v.slump,
    feet,
    hands,
    up: v.look * 6 - v.slump * 10,
    who: v.who,
    blink: t % 3.7 < 0.14,
  });
  const seat = chair(K, v);
  const chairX = lerp(X, X - 62 * K, v.stand);

  return (
    (v.room ? room(v, t) : '') +
    group(seat.behind, {x: chairX, y: FLOOR}) +
    (v.sit ? someone.back : '') +
    desk(v, deskY, eye) +
    (v.sit ? someone.front : '') +
    group(seat.front, {x: chairX, y: FLOOR}) +
    (v.sit ? someone.arm : '') +
    guides(v, {hip, shoulder, eye, feet})
  );
}

function room(v, t) {
  const minute = v.minutes * 6;
  return (
    path('M120 632 C60 420 180 150 470 110 C760 60 1130 90 1200 330 C1240 470 1210 580 1180 632 Z', c.sand) +
    group(
      rect(0, 0, 214, 250, c.white, 10) +
        rect(10, 10, 194, 230, c.sky) +
        circle(150, 62, 24, c.mustard) +
        path('M10 214 C60 184 130 206 204 176 V240 H10 Z', c.mint) +
        elm(66, 222, 0.62, t, c.green) +
        elm(140, 210, 0.4, t) +
        rect(102, 10, 10, 230, c.white) +
        rect(-12, 244, 238, 14, c.white, 4),
      {x: 958, y: 128},
    ) +
    group(
      circle(0, 0, 52, c.white) +
        circle(0, 0, 52, 'none', {stroke: c.green, 'stroke-width': 7}) +
        group(
          stroke(
            [
              [0, 0],
              [0, -34],
            ],
            c.ink,
            5,
          ),
          {turn: minute},
        ) +
        group(
          stroke(
            [
              [0, 0],
              [20, 8],
            ],
            c.ink,
            6,
          ),
          {turn: minute / 12},
        ) +
        circle(0, 0, 5, c.orange),
      {x: 300, y: 268, opacity: 1 - Math.min(1, Math.max(0, (v.cam[2] - 1) * 8))},
    ) +
    plant(206, FLOOR, 1.15, t) +
    rect(0, FLOOR, 1280, 90, '#dccbb0') +
    rect(0, FLOOR, 1280, 6, '#cdb996')
  );
}

function desk(v, y, eye) {
  const left = X + 10 * K;
  const face = eye[0] + v.dist * K;
  const top = FLOOR - v.screen * K;
  const foot = face + 9 * K;
  return (
    rect(left + 52 * K, y, 7 * K, FLOOR - y - 5 * K, c.steel, 2) +
    rect(left + 51 * K, lerp(y, FLOOR, 0.55), 9 * K, (FLOOR - y) * 0.45 - 5 * K, c.grey, 3) +
    rect(left + 28 * K, FLOOR - 5 * K, 54 * K, 5 * K, c.dark, 6) +
    rect(left, y, 84 * K, 3.2 * K, c.wood, 5) +
    rect(left, y + 2.2 * K, 84 * K, K, c.bark, 2) +
    rect(left + 8 * K, y - 1.6 * K, 16 * K, 1.8 * K, c.dark, 3) +
    rect(foot - 7 * K, y - 1.6 * K, 20 * K, 1.6 * K, c.dark, 3) +
    rect(foot + 1 * K, top + 16 * K, 3 * K, Math.max(0, y - top - 16 * K), c.grey, 3) +
    rect(face, top, 4 * K, 34 * K, c.ink, 5) +
    rect(face, top + 2 * K, 1.2 * K, 30 * K, '#8fd0b6', 2) +
    mug(left + 74 * K, y) +
    group(
      rect(-6 * K, -1.6 * K, 12 * K, 4 * K, c.ink, 4) +
        circle(-3 * K, 0.4 * K, K, c.orange) +
        circle(K, 0.4 * K, K, c.mint),
      {
        x: left + 12 * K,
        y: y + 5 * K,
        opacity: v.keypad,
      },
    )
  );
}

const mug = (x, y) =>
  stroke(`M${x + 5 * K} ${y - 7 * K} q${5 * K} 0 0 ${5 * K}`, c.green, 4) +
  rect(x - 4 * K, y - 9 * K, 9 * K, 9 * K, c.green, 5);

function guides(v, {hip, shoulder, eye, feet}) {
  const knee = [feet[0][0] + 1 * K, hip[1] + 1 * K];
  const elbow = [shoulder[0] + 1 * K, shoulder[1] + 29 * K];
  const screen = [eye[0] + v.dist * K, FLOOR - v.screen * K];
  const corner = ([x, y], a, b, opacity) =>
    opacity < 0.01 ? '' : group(stroke(`M${a[0]} ${a[1]} V${b[1]} H${b[0]}`, c.white, 5), {x, y, opacity});
  return (
    corner(knee, [-3, 34], [-40, 0], v.gKnee) +
    pill(knee[0] + 62, knee[1] + 24, '90°', {opacity: v.gKnee}) +
    corner(elbow, [0, -42], [42, -1], v.gElbow) +
    pill(elbow[0] - 92, elbow[1] - 30, '90°', {opacity: v.gElbow}) +
    dashed(eye, screen, v.gEye) +
    dashed([screen[0] - 30, screen[1]], [screen[0] + 70, screen[1]], v.gEye) +
    (v.gDist > 0.01
      ? group(
          stroke(
            [
              [eye[0], 0],
              [screen[0], 0],
            ],
            c.orange,
            4,
          ) +
            stroke(
              [
                [eye[0], -14],
                [eye[0], 14],
              ],
              c.orange,
              4,
            ) +
            stroke(
              [
                [screen[0], -14],
                [screen[0], 14],
              ],
              c.orange,
              4,
            ),
          {y: screen[1] - 40, opacity: v.gDist},
        ) + pill((eye[0] + screen[0]) / 2, screen[1] - 88, '50–70 cm', {opacity: v.gDist})
      : '') +
    dashed(eye, [1016, 250], v.gFar) +
    pill(1066, 424, '6 m · 20 s', {opacity: v.gFar}) +
    (v.gFeet > 0.01
      ? group(
          stroke(
            [
              [-46, 8],
              [100, 8],
            ],
            c.orange,
            9,
          ),
          {x: feet[0][0], y: FLOOR, opacity: v.gFeet},
        )
      : '') +
    (v.gBack > 0.01
      ? group(stroke('M0 0 C-16 -40 -14 -84 0 -124', c.orange, 6) + path('M-20 -62 l-46 -15 v30 z', c.orange), {
          x: hip[0] - 40,
          y: hip[1] - 6,
          opacity: v.gBack,
        })
      : '')
  );
}
