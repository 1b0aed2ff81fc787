import {c, circle, elm, group, path, pill, rect, stroke, sway, text} from './draw.mjs';
import {face} from './person.mjs';

/** `grow` from the first workshop (0) to today (1); `year` shows a date; `people`, `tools`, `talk`, `care` are the later pictures. */
export const defaults = {
  grow: 1,
  sun: 0,
  elms: 1,
  van: 0,
  year: 0,
  yearText: 1987,
  people: 0,
  habits: 0,
  tools: 0,
  talk: 0,
  care: 0,
  week: 0,
  day: 0,
};

/** The company: its factory, its people, its habits. */
export function draw(v, t) {
  return (
    outside(v, t) +
    (v.people > 0.01 ? people(v, t) : '') +
    (v.habits > 0.01 ? habits(v, t) : '') +
    (v.week > 0.01 ? week(v) : '')
  );
}

function outside(v, t) {
  const bays = 1 + v.grow * 3;
  const bay = (i) => {
    const share = Math.min(1, Math.max(0, bays - i));
    return share < 0.02
      ? ''
      : group(
          path('M0 0 V-150 L150 -228 V0 Z', c.white) +
            path('M0 -150 L150 -228 V-150 Z', c.sky) +
            path('M0 -152 L150 -230', 'none', {stroke: c.green, 'stroke-width': 12, 'stroke-linecap': 'round'}) +
            rect(26, -104, 40, 46, c.sky, 3) +
            rect(86, -104, 40, 46, c.sky, 3),
          {x: 430 + i * 150, y: 560 + (1 - share) * 240},
        );
  };
  return (
    rect(-200, -200, 1680, 760, '#e4eef0') +
    circle(1050, 250 - v.sun * 90, 66, c.mustard) +
    cloud(440 + sway(t, 40) * 30, 236, 0.9) +
    cloud(760 - sway(t, 52) * 30, 130, 0.7) +
    path('M-200 480 C80 400 360 430 620 470 C900 410 1120 420 1480 450 V760 H-200 Z', c.mint) +
    [0, 1, 2, 3].map(bay).join('') +
    rect(-200, 560, 1680, 360, '#dccbb0') +
    group(rect(470, 470, 74, 90, c.green, 4) + rect(504, 470, 4, 90, c.mint), {}) +
    [
      [150, 1.5],
      [286, 1.1],
      [1120, 1.6],
      [1216, 1.15],
    ]
      .map(([x, s], i) => elm(x, 572 + (i % 2) * 14, s * v.elms, t, i % 2 ? c.leaf : c.green))
      .join('') +
    van(v) +
    pill(700, 250, String(Math.round(v.yearText)), {size: 46, opacity: v.year})
  );
}

const cloud = (x, y, scale) =>
  group(
    circle(-46, 4, 30, c.white) +
      circle(0, -12, 42, c.white) +
      circle(48, 2, 32, c.white) +
      rect(-76, 4, 156, 30, c.white, 15),
    {x, y, scale},
  );

const van = (v) =>
  group(
    rect(0, -96, 150, 84, c.orange, 10) +
      path('M150 -78 H196 L222 -44 V-12 H150 Z', '#e0764c') +
      path('M158 -68 H190 L208 -44 H158 Z', c.sky) +
      circle(40, -10, 20, c.ink) +
      circle(180, -10, 20, c.ink) +
      circle(40, -10, 8, c.grey) +
      circle(180, -10, 8, c.grey) +
      text(24, -44, 'olmeda', {size: 28, color: c.white, weight: 700}),
    {x: -260 + v.van * 1760, y: 640},
  );

function people(v, t) {
  const tints = [c.orange, c.leaf, c.mustard, c.green, '#b9573a', '#6fae96', c.dark];
  const row = (count, y, scale, shift, after) =>
    Array.from({length: count}, (_, i) => {
      const share = Math.min(1, Math.max(0, v.people * 2.4 - after - i * 0.14));
      return group(
        path('M-58 120 C-58 40 -34 22 0 22 C34 22 58 40 58 120 Z', tints[((i + after * 3) % tints.length) | 0]) +
          face([0, -14], 3.4, sway(t, 3 + i * 0.3, i) * 3, (t + i * 0.7) % 4 < 0.14, i + (after ? 3 : 0)),
        {x: shift + i * 172, y: y + (1 - share) * 60, scale, opacity: share},
      );
    }).join('');
  return (
    group(rect(-200, -200, 1680, 1120, c.sand), {opacity: Math.min(1, v.people * 3)}) +
    row(6, 360, 1.05, 210, 0.6) +
    row(7, 570, 1.3, 124, 0)
  );
}

function habits(v, t) {
  const card = (x, share, tint, art, label) =>
    group(
      rect(-160, -190, 320, 380, c.white, 32) +
        circle(0, -40, 104, tint) +
        group(art, {y: -40}) +
        text(0, 134, label, {size: 34, anchor: 'middle', weight: 700}),
      {
        x,
        y: 400 + (1 - share) * 50,
        opacity: share,
      },
    );
  const wrench = group(
    stroke(
      [
        [-34, 46],
        [26, -26],
      ],
      c.white,
      22,
    ) +
      path('M10 -50 Q22 -78 54 -70 L38 -46 L50 -34 L74 -48 Q78 -14 48 -8 Q26 -6 10 -50 Z', c.white) +
      circle(-34, 46, 7, c.green),
    {turn: sway(t, 2.4) * 8},
  );
  const bubble =
    rect(-62, -52, 124, 82, c.white, 26) +
    path('M-20 22 L-32 58 L14 24 Z', c.white) +
    [-28, 0, 28].map((x, i) => circle(x, -11 + sway(t, 1.2, i * 0.2) * 4, 8, c.orange)).join('');
  const heart = group(
    path('M0 58 C-86 0 -62 -58 -26 -54 C-10 -52 -2 -40 0 -32 C2 -40 10 -52 26 -54 C62 -58 86 0 0 58 Z', c.white),
    {scale: 1 + sway(t, 1.6) * 0.05},
  );
  return (
    group(rect(-200, -200, 1680, 1120, c.sand), {opacity: Math.min(1, v.habits * 2)}) +
    card(260, v.tools, c.green, wrench, 'Reparar') +
    card(640, v.talk, c.orange, bubble, 'Avisar') +
    card(1020, v.care, c.mustard, heart, 'Cuidar')
  );
}

function week(v) {
  const days = [
    ['L', 'Fábrica'],
    ['M', 'Datos'],
    ['X', 'Tu puesto'],
    ['J', 'Taller'],
    ['V', 'Café'],
  ];
  return (
    group(rect(-200, -200, 1680, 1120, c.sand), {opacity: Math.min(1, v.week * 2)}) +
    group(
      rect(-510, -110, 1020, 270, c.white, 36) +
        rect(-400, 6, 800, 8, c.sand, 4) +
        rect(-400, 6, 200 * Math.max(0, v.day - 1), 8, c.orange, 4) +
        days
          .map(([day, what], i) => {
            const on = v.day >= i + 0.9;
            return (
              circle(-400 + i * 200, 10, on ? 46 : 38, on ? c.green : c.sand) +
              text(-400 + i * 200, 23, day, {size: 36, anchor: 'middle', color: on ? c.white : c.dark, weight: 700}) +
              text(-400 + i * 200, 106, what, {size: 28, anchor: 'middle', color: on ? c.ink : c.grey})
            );
          })
          .join(''),
      {x: 640, y: 390, opacity: v.week},
    )
  );
}
