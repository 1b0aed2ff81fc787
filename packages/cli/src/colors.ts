/** A colour of the screen: red, green and blue, from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number];

/** What words and controls in a colour must be told from their ground by (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/** Grounds that the elements have, light and dark, and the ink that they write with on light colours. */
export const paper: Color = [1, 1, 1];
export const slate: Color = [0x22 / 255, 0x27 / 255, 0x2d / 255];
export const ink: Color = [0x10 / 255, 0x14 / 255, 0x18 / 255];

/** The colours that HTML 4 named. */
const named: Readonly<Record<string, string>> = {
  black: '#000',
  silver: '#c0c0c0',
  gray: '#808080',
  white: '#fff',
  maroon: '#800000',
  red: '#f00',
  purple: '#800080',
  fuchsia: '#f0f',
  green: '#008000',
  lime: '#0f0',
  olive: '#808000',
  yellow: '#ff0',
  navy: '#000080',
  blue: '#00f',
  teal: '#008080',
  aqua: '#0ff',
};

/** The colour that CSS means, where it is written by numbers of red, green and blue, by hue, or by a name of HTML 4; else `undefined`. */
export function parseColor(text: string): Color | undefined {
  const written = text.trim().toLowerCase();
  const known = Object.hasOwn(named, written) ? named[written]! : written;
  if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(known)) {
    const digits = known.slice(1);
    const size = digits.length / 3;
    const at = (part: number) => {
      const one = digits.slice(part * size, part * size + size);
      return parseInt(size === 1 ? one + one : one, 16) / 255;
    };
    return [at(0), at(1), at(2)];
  }
  const [, kind, inside = ''] = /^(rgb|hsl)\(([^)]*)\)$/.exec(known) ?? [];
  const parts = inside.split(/[\s,]+/).filter(Boolean);
  if (kind === undefined || parts.length !== 3 || !parts.every((one) => /^[-+]?[\d.]+(?:%|deg)?$/.test(one)))
    return undefined;
  const [one = NaN, two = NaN, three = NaN] = parts.map(parseFloat);
  if (kind === 'rgb') {
    const all = [one, two, three].map((value, part) => value / (parts[part]!.endsWith('%') ? 100 : 255));
    return whole(all);
  }
  const [saturation, light] = [two / 100, three / 100];
  const channel = (shift: number) => {
    const turn = (((shift + one / 30) % 12) + 12) % 12;
    return light - saturation * Math.min(light, 1 - light) * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
  };
  return whole([channel(0), channel(8), channel(4)]);
}

function whole(parts: readonly number[]): Color | undefined {
  const [red, green, blue] = parts.map((one) => Math.min(1, Math.max(0, one)));
  return parts.every(Number.isFinite) ? [red!, green!, blue!] : undefined;
}

/** `#1f5d4c`. */
export function formatColor(color: Color): string {
  return `#${color
    .map((one) =>
      Math.round(one * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** How well two colours can be told apart: from 1 to 21 (WCAG 2.2, “contrast ratio”). */
export function contrast(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Color): number {
  const [red, green, blue] = linear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The colour mixed with white or black, as little as makes it readable on `ground`.
 *
 * @param least - How much of white or black is in it at least: 0.55.
 */
export function readable(color: Color, ground: Color, least = 0): Color {
  const other: Color = luminance(ground) > 0.18 ? [0, 0, 0] : [1, 1, 1];
  for (let share = least; share < 1; share += 0.01) {
    const mixed = shown(mix(color, other, share));
    if (contrast(mixed, ground) >= LEAST_CONTRAST) return mixed;
  }
  return other;
}

/** As a screen shows it, in steps of 1/255. */
function shown(color: Color): Color {
  return parseColor(formatColor(color))!;
}

function linear([red, green, blue]: Color): [number, number, number] {
  const one = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return [one(red), one(green), one(blue)];
}

/** As `color-mix(in oklab, …)` mixes (CSS Color 4 has the numbers). */
function mix(color: Color, other: Color, share: number): Color {
  const [from, to] = [oklab(color), oklab(other)];
  const [l, a, b] = from.map((value, at) => value * (1 - share) + to[at]! * share) as [number, number, number];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const screen = (value: number) =>
    Math.min(1, Math.max(0, value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055));
  return [
    screen(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    screen(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    screen(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ];
}

function oklab(color: Color): [number, number, number] {
  const [red, green, blue] = linear(color);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}
