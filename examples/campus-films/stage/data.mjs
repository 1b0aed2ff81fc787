import {c, circle, group, lerp, path, pill, rect, stroke, sway, text} from './draw.mjs';
import {face} from './person.mjs';

export const defaults = {
  cards: 0,
  fan: 0,
  shield: 0,
  lock: 0,
  less: 0,
  mail: 0,
  fly: 0,
  wrong: 0,
  screen: 0,
  locked: 0,
  alarm: 0,
  hours: 0,
};

/** Personal data: records, a shield, an email that goes astray, a screen, a clock of 72 hours. */
export function draw(v, t) {
  return (
    path('M140 720 C60 480 210 150 560 100 C940 50 1200 200 1170 470 C1160 590 1120 660 1090 720 Z', c.sand) +
    (v.cards > 0.01 ? cards(v) : '') +
    (v.shield > 0.01 ? shield(v, t) : '') +
    (v.mail > 0.01 ? mail(v, t) : '') +
    (v.screen > 0.01 ? screen(v) : '') +
    (v.alarm > 0.01 ? alarm(v) : '')
  );
}

const tints = [c.orange, c.leaf, c.mustard];

const fields = [
  ['Nombre', 190],
  ['Dirección', 230],
  ['Teléfono', 150],
  ['Cuenta', 210],
];

function cards(v) {
  const row =
    (i) =>
    ([label, width], n) => {
      const y = 70 + n * 46;
      const hidden = n === 3 && v.less > 0.5;
      return (
        text(160, y + 14, label, {size: 15, weight: 500, color: c.grey}) +
        (hidden
          ? rect(156, y + 20, 214, 20, c.ink, 3)
          : rect(160, y + 21, width - ((i * 23) % 40), 15, n < 3 && v.less > 0.5 ? c.leaf : c.steel, 7))
      );
    };
  const card = (i) =>
    group(
      rect(0, 0, 430, 270, c.white, 24, {stroke: c.sand, 'stroke-width': 3}) +
        path('M0 40 V24 Q0 0 24 0 H406 Q430 0 430 24 V40 Z', tints[i]) +
        rect(28, 66, 104, 124, c.sky, 12) +
        face([80, 124], 3.4, 0, false, [2, 0, 3][i]) +
        path('M40 190 C42 164 60 160 80 160 C100 160 118 164 120 190 Z', tints[i]) +
        fields.map(row(i)).join(''),
      {
        x: 375 + (i - 1) * v.fan * 250,
        y: 230 + Math.abs(i - 1) * v.fan * 26,
        turn: (i - 1) * (4 + v.fan * 7),
        at: [215, 260],
        scale: 1.22,
      },
    );
  return group([0, 2, 1].map(card).join(''), {opacity: v.cards, y: (1 - v.cards) * 40});
}

function shield(v, t) {
  const shackle = stroke(`M-38 -20 V-58 A38 38 0 0 1 38 -58 V${lerp(-60, -20, v.lock)}`, c.white, 17);
  return group(
    path(
      'M0 -196 C60 -150 120 -138 172 -136 C176 20 130 140 0 200 C-130 140 -176 20 -172 -136 C-120 -138 -60 -150 0 -196 Z',
      c.green,
    ) +
      path('M0 -196 C60 -150 120 -138 172 -136 C176 20 130 140 0 200 Z', '#2a6f58') +
      group(
        group(shackle, {y: (1 - v.lock) * -20}) +
          rect(-66, -26, 132, 104, c.mustard, 16) +
          circle(0, 18, 14, c.ink) +
          rect(-6, 20, 12, 34, c.ink, 5),
        {y: 6},
      ),
    {x: 640, y: 410, scale: (0.5 + 0.5 * v.shield) * (1 + sway(t, 3) * 0.008), opacity: v.shield},
  );
}

function mail(v, t) {
  const bust = (x, tint, ring, label, who) =>
    group(
      circle(0, 0, 104, c.white) +
        circle(0, 0, 104, 'none', {stroke: ring, 'stroke-width': 9}) +
        face([0, -12], 4.4, 0, (t + who) % 4 < 0.14, who) +
        path('M-62 84 C-58 52 -30 46 0 46 C30 46 58 52 62 84 C40 104 -40 104 -62 84 Z', tint) +
        text(0, 156, label, {size: 30, anchor: 'middle'}),
      {x, y: 0},
    );
  const to = [lerp(330, 900, v.fly), lerp(420, v.wrong > 0.5 ? 520 : 300, v.fly) - Math.sin(v.fly * Math.PI) * 90];
  return group(
    group(bust(0, c.leaf, c.green, '', 4), {x: 240, y: 420}) +
      group(bust(0, c.mustard, c.green, 'ana.lopez@', 2), {x: 1020, y: 250, scale: 0.9}) +
      group(bust(0, c.orange, v.wrong > 0.5 && v.fly > 0.9 ? c.orange : c.steel, 'ana.lobo@', 6), {
        x: 1020,
        y: 530,
        scale: 0.9,
      }) +
      group(
        rect(-84, -56, 168, 112, c.white, 12, {stroke: c.ink, 'stroke-width': 7}) +
          stroke(
            [
              [-80, -50],
              [0, 14],
              [80, -50],
            ],
            c.ink,
            7,
          ),
        {x: to[0] + 60, y: to[1], scale: 0.86, turn: sway(t, 2) * 3},
      ),
    {opacity: v.mail},
  );
}

function screen(v) {
  const rows = [0, 1, 2, 3]
    .map(
      (i) =>
        rect(-210, -110 + i * 58, 130, 28, tints[i % 3], 8) +
        rect(-60, -110 + i * 58, 270 - (i % 2) * 60, 28, c.steel, 8),
    )
    .join('');
  return (
    group(
      rect(-290, -190, 580, 360, c.ink, 26) +
        rect(-266, -166, 532, 312, c.white, 10) +
        rows +
        group(
          rect(-266, -166, 532, 312, c.green, 10) +
            stroke('M-26 -16 V-42 A26 26 0 0 1 26 -42 V-16', c.white, 12) +
            rect(-48, -18, 96, 76, c.mustard, 12),
          {opacity: v.locked},
        ) +
        rect(-44, 170, 88, 60, c.dark) +
        rect(-130, 222, 260, 22, c.dark, 11),
      {x: 640, y: 380, opacity: v.screen},
    ) + pill(640, 660, 'Win + L', {opacity: v.screen * v.locked, size: 30})
  );
}

function alarm(v) {
  const turn = 2 * Math.PI * Math.min(0.9999, v.hours / 72);
  const [x, y] = [Math.sin(turn) * 168, -Math.cos(turn) * 168];
  return group(
    circle(0, 0, 200, c.white) +
      circle(0, 0, 168, 'none', {stroke: c.sand, 'stroke-width': 34}) +
      (v.hours > 0.5
        ? path(`M0 -168 A168 168 0 ${turn > Math.PI ? 1 : 0} 1 ${x.toFixed(1)} ${y.toFixed(1)}`, 'none', {
            stroke: c.orange,
            'stroke-width': 34,
            'stroke-linecap': 'round',
          })
        : '') +
      text(0, 26, String(Math.round(v.hours)), {size: 120, anchor: 'middle', weight: 750}) +
      text(0, 78, 'horas', {size: 36, anchor: 'middle', color: c.dark}),
    {x: 640, y: 410, opacity: v.alarm},
  );
}
