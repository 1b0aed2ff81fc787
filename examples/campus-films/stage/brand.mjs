import {c, circle, group, path, rect, stroke, sway, text} from './draw.mjs';

export const defaults = {title: '', sub: '', rise: 0, end: 0};

/** Title card and closing card. */
export function draw({title, sub, rise, end}, t) {
  const lines = title.split('\n');
  return (
    rect(0, 0, 1280, 720, c.green) +
    crown(1056, 392, rise, t) +
    group(
      lines.map((line, i) => text(0, i * 80, line, {size: 74, weight: 750, color: c.white})).join('') +
        text(2, lines.length * 80 - 20, sub, {size: 31, weight: 500, color: c.mint}),
      {x: 96, y: 348 - (lines.length - 1) * 48 + (1 - rise) * 22, opacity: rise * (1 - end)},
    ) +
    group(logo(c.white, c.mustard), {x: 96, y: 590, scale: 0.62, opacity: 0.95 * (1 - end)}) +
    group(logo(c.white, c.mustard), {x: 110, y: 296, scale: 1.3, opacity: end}) +
    group(text(0, 0, sub, {size: 31, weight: 500, color: c.mint}), {x: 128, y: 466, opacity: end})
  );
}

/** The elm of the brand, growing. */
function crown(x, y, rise, t) {
  const lean = sway(t, 5) * 0.8;
  const ball = (dx, dy, radius, fill, after) => {
    const share = Math.min(1, Math.max(0, rise * 1.6 - after));
    return share < 0.01 ? '' : circle(dx, dy, radius * share, fill);
  };
  return group(
    stroke('M0 330 C8 200 -8 120 0 0', c.bark, 40 * Math.min(1, rise * 2)) +
      stroke(
        [
          [0, 130],
          [86, 40],
        ],
        c.bark,
        20 * rise,
      ) +
      group(
        ball(-120, -20, 120, '#2a6f58', 0) +
          ball(124, -10, 128, '#2a6f58', 0.15) +
          ball(0, -140, 160, c.leaf, 0.3) +
          ball(-10, 10, 116, c.leaf, 0.4) +
          ball(-50, -170, 60, '#58a486', 0.6) +
          ball(96, -60, 34, c.mustard, 0.6) +
          ball(-104, -40, 22, c.mustard, 0.6),
        {turn: lean},
      ),
    {x, y},
  );
}

/** Mark and word, 400 × 100, drawn with lines so that no font is needed. */
export function logo(color, accent) {
  const line = (d) =>
    path(d, 'none', {stroke: color, 'stroke-width': 10, 'stroke-linecap': 'round', 'stroke-linejoin': 'round'});
  const ring = (x) => circle(x, 58, 20, 'none', {stroke: color, 'stroke-width': 10});
  return (
    circle(38, 36, 30, accent) +
    circle(20, 50, 18, accent) +
    circle(58, 50, 18, accent) +
    line('M38 92 V50 M38 66 L50 54') +
    ring(120) +
    line('M160 10 V78') +
    line('M180 38 V78 M180 56 A14 15 0 0 1 208 56 V78 M208 56 A14 15 0 0 1 236 56 V78') +
    line('M256 58 H295 A20 20 0 1 0 289 73') +
    ring(334) +
    line('M354 10 V78') +
    ring(394) +
    line('M414 38 V78')
  );
}
