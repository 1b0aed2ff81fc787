import {clampRgb, converter, formatHex, interpolate, parse, wcagContrast, wcagLuminance, type Rgb} from 'culori';

/** An opaque colour of the screen. */
export type Color = Rgb;

const toRgb = converter('rgb');

/** What words and controls in a colour must be told from their ground by (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/** Grounds that the elements have, light and dark, and the ink that they write with on light colours. */
export const paper = toRgb('#fff')!;
export const slate = toRgb('#22272d')!;
export const ink = toRgb('#101418')!;

/** The colour that CSS means; `undefined` for what is none by itself: `currentcolor`, a variable, one to be seen through. */
export function parseColor(text: string): Color | undefined {
  const color = parse(text.trim());
  return color && (color.alpha ?? 1) === 1 ? shown(color) : undefined;
}

/** `#1f5d4c`. */
export function formatColor(color: Color): string {
  return formatHex(color);
}

/** How well two colours can be told apart: from 1 to 21 (WCAG 2.2, “contrast ratio”). */
export function contrast(one: Color, other: Color): number {
  return wcagContrast(one, other);
}

/**
 * The colour mixed with white or black, as little as makes it readable on `ground`.
 *
 * @param least - How much of white or black is in it at least: 0.55.
 */
export function readable(color: Color, ground: Color, least = 0): Color {
  const other = toRgb(wcagLuminance(ground) > 0.18 ? '#000' : '#fff')!;
  const mixed = interpolate([color, other], 'oklab');
  for (let share = least; share < 1; share += 0.01) {
    const one = shown(mixed(share));
    if (contrast(one, ground) >= LEAST_CONTRAST) return one;
  }
  return other;
}

/** As a screen shows it, in steps of 1/255. */
function shown(color: Parameters<typeof toRgb>[0]): Color {
  return toRgb(formatHex(clampRgb(toRgb(color)!)))!;
}
