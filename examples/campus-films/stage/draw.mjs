/** The colours of the brand and of what is drawn. */
export const c = {
  cream: '#f6f0e4',
  sand: '#ebe0cb',
  white: '#fffdf8',
  ink: '#1e2b27',
  green: '#1f5d4c',
  leaf: '#3c8a6d',
  mint: '#c3dccb',
  orange: '#d4623b',
  mustard: '#ebb84b',
  sky: '#cfe3ea',
  wood: '#c99a62',
  bark: '#a2743f',
  grey: '#98a19c',
  steel: '#c9cfca',
  dark: '#46524d',
  skin: '#e2a67f',
  skin2: '#8a5a3d',
  hair: '#3b2a25',
  blush: '#d98e68',
};

/** One decimal is finer than a pixel can show, and lets equal pictures be equal text. */
export const r = (n) => Math.round(n * 10) / 10;

const attributes = (map) =>
  Object.entries(map)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? r(value) : value}"`)
    .join('');

export const rect = (x, y, width, height, fill, rx = 0, more = {}) =>
  `<rect${attributes({x, y, width, height, fill, rx, ...more})}/>`;
export const circle = (cx, cy, radius, fill, more = {}) => `<circle${attributes({cx, cy, r: radius, fill, ...more})}/>`;
export const ellipse = (cx, cy, rx, ry, fill, more = {}) => `<ellipse${attributes({cx, cy, rx, ry, fill, ...more})}/>`;
export const path = (d, fill, more = {}) => `<path${attributes({d, fill, ...more})}/>`;

/** A thick line with round ends through points, or along a path. */
export const stroke = (points, color, width, more = {}) =>
  path(typeof points === 'string' ? points : through(points), 'none', {
    stroke: color,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...more,
  });
export const through = (points) => points.map(([x, y], i) => `${i ? 'L' : 'M'}${r(x)} ${r(y)}`).join('');

/** `weight` of 650 and more takes the display cut. */
export const text = (x, y, words, {size = 30, color = c.ink, weight = 600, anchor = 'start', ...more} = {}) =>
  `<text${attributes({x, y, 'font-size': size, fill: color, 'font-weight': weight, 'text-anchor': anchor, 'letter-spacing': size > 34 ? '-0.02em' : '0', ...more})}>${escape(words)}</text>`;
const escape = (words) => String(words).replace(/[&<>]/g, (sign) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;'})[sign]);

/** A group, moved, turned and scaled; nothing at all when it cannot be seen. */
export const group = (inner, {x = 0, y = 0, turn = 0, at = [0, 0], scale = 1, opacity = 1} = {}) =>
  opacity < 0.01
    ? ''
    : `<g transform="translate(${r(x)} ${r(y)}) rotate(${r(turn)} ${r(at[0])} ${r(at[1])}) scale(${Math.round(scale * 1000) / 1000})" opacity="${Math.round(opacity * 100) / 100}">${inner}</g>`;

/** A label on a light pill. */
export function pill(x, y, words, {size = 26, opacity = 1, fill = c.white, color = c.ink} = {}) {
  const width = words.length * size * 0.56 + size * 1.4;
  return group(
    rect(-width / 2, -size, width, size * 2, fill, size, {stroke: c.orange, 'stroke-width': 3}) +
      text(0, size * 0.36, words, {size, color, anchor: 'middle', weight: 650}),
    {x, y, opacity, scale: 0.8 + 0.2 * opacity},
  );
}

export const dashed = (from, to, opacity = 1, color = c.orange) =>
  opacity < 0.01 ? '' : stroke([from, mix(from, to, opacity)], color, 4, {'stroke-dasharray': '2 11'});
export const mix = (a, b, share) => a.map((value, i) => value + (b[i] - value) * share);
export const lerp = (a, b, share) => a + (b - a) * share;

/** The joint between two bones of lengths `a` and `b` from `from` to `to`; `side` 1 or −1 says where it bends. */
export function joint(from, to, a, b, side) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const distance = Math.min(Math.hypot(dx, dy), a + b - 0.01) || 1;
  const along = (a * a - b * b + distance * distance) / (2 * distance);
  const off = side * Math.sqrt(Math.max(0, a * a - along * along));
  const [ux, uy] = [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
  return [from[0] + ux * along - uy * off, from[1] + uy * along + ux * off];
}

/** A slow swing between −1 and 1, in steps of three frames: what breathes need not be drawn 25 times a second. */
export const sway = (t, period, phase = 0) =>
  Math.sin((2 * Math.PI * (Math.floor((t * 25) / 3 + 0.01) * 0.12 + phase)) / period);

/** An elm: trunk and crown, its foot at x, y. */
export function elm(x, y, scale, t = 0, color = c.leaf) {
  const lean = sway(t, 5, x / 90) * 1.2;
  return group(
    stroke('M0 0 C2 -40 -3 -70 0 -110', c.bark, 13) +
      stroke(
        [
          [0, -62],
          [26, -92],
        ],
        c.bark,
        7,
      ) +
      group(
        circle(-34, -128, 40, color) +
          circle(34, -126, 42, color) +
          circle(0, -164, 50, color) +
          circle(-6, -118, 34, color) +
          circle(-16, -172, 20, '#fff', {opacity: 0.12}),
        {turn: lean, at: [0, -100]},
      ),
    {x, y, scale},
  );
}

/** A potted plant, its foot at x, y. */
export function plant(x, y, scale, t = 0) {
  const leaf = (turn, length) =>
    group(
      path(
        `M0 0 C-22 ${-length * 0.4} -14 ${-length * 0.85} 0 ${-length} C14 ${-length * 0.85} 22 ${-length * 0.4} 0 0`,
        c.leaf,
      ),
      {
        turn: turn + sway(t, 4.4, turn) * 1.5,
      },
    );
  return group(
    group(leaf(-42, 90) + leaf(40, 96) + leaf(-18, 120) + leaf(16, 128) + leaf(0, 104), {y: -62}) +
      path('M-36 -70 H36 L28 0 H-28 Z', c.orange) +
      rect(-40, -78, 80, 16, '#bf5531', 5),
    {x, y, scale},
  );
}
