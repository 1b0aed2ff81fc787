/** What a viewer may choose of the look of captions: all that 47 CFR 79.103(c) (CVAA) and EN 301 549, 7.1.4 ask for. */
export const STYLE_CHOICES = {
  font: ['sans', 'serif', 'mono', 'monoSerif', 'casual', 'cursive', 'smallCaps'],
  size: ['50', '75', '100', '125', '150', '200'],
  color: ['white', 'black', 'red', 'green', 'blue', 'yellow', 'magenta', 'cyan'],
  opacity: ['100', '75', '50', '25'],
  edge: ['none', 'shadow', 'raised', 'depressed', 'outline'],
  background: ['white', 'black', 'red', 'green', 'blue', 'yellow', 'magenta', 'cyan'],
  backgroundOpacity: ['100', '75', '50', '25', '0'],
  window: ['white', 'black', 'red', 'green', 'blue', 'yellow', 'magenta', 'cyan'],
  windowOpacity: ['100', '75', '50', '25', '0'],
} as const;

type Choices = typeof STYLE_CHOICES;

/** What of it can be chosen. */
export type StyleName = keyof Choices;

/** The look of captions; what is not in it is as the player has it. Opacity and size are in percent. */
export type CaptionStyle = {readonly [K in StyleName]?: Choices[K][number]};

const FONTS: Readonly<Record<NonNullable<CaptionStyle['font']>, string>> = {
  sans: 'font-family: system-ui, Arial, sans-serif',
  serif: 'font-family: Georgia, "Times New Roman", serif',
  mono: 'font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace',
  monoSerif: 'font-family: "Courier New", "Liberation Mono", monospace',
  casual: 'font-family: "Comic Sans MS", "Comic Neue", cursive',
  cursive: 'font-family: "Snell Roundhand", "Brush Script MT", cursive',
  smallCaps: 'font-variant-caps: small-caps',
};

const COLORS: Readonly<Record<NonNullable<CaptionStyle['color']>, string>> = {
  white: '255 255 255',
  black: '0 0 0',
  red: '255 0 0',
  green: '0 255 0',
  blue: '0 0 255',
  yellow: '255 255 0',
  magenta: '255 0 255',
  cyan: '0 255 255',
};

const EDGES: Readonly<Record<NonNullable<CaptionStyle['edge']>, string>> = {
  none: 'none',
  shadow: '0.08em 0.08em 0.12em #000, 0.08em 0.08em 0.12em #000',
  raised: '0.03em 0.03em #333, 0.06em 0.06em #333, 0.09em 0.09em #333',
  depressed: '0.04em 0.04em #ccc, -0.04em -0.04em #333',
  outline: '0.06em 0 #000, -0.06em 0 #000, 0 0.06em #000, 0 -0.06em #000, 0 0 0.12em #000',
};

/** What of a kept value is a look of captions; any script of the site may have written there. */
export function captionStyleOf(kept: unknown): CaptionStyle {
  if (typeof kept !== 'object' || kept === null) return {};
  const fits = ([name, value]: [string, unknown]) =>
    Object.hasOwn(STYLE_CHOICES, name) && (STYLE_CHOICES[name as StyleName] as readonly unknown[]).includes(value);
  return Object.fromEntries(Object.entries(kept).filter(fits)) as CaptionStyle;
}

/** That look as CSS rules for cues. Made of nothing but the constants here. */
export function rulesOf(style: CaptionStyle): string {
  const {font, size, color, opacity, edge, background, backgroundOpacity, window, windowOpacity} = style;
  const text = [
    font && FONTS[font],
    (color || opacity) && `color: ${paint(color ?? 'white', opacity)}`,
    (background || backgroundOpacity) && `background: ${paint(background ?? 'black', backgroundOpacity)}`,
    edge && `text-shadow: ${EDGES[edge]}`,
  ];
  const box = [
    size && `font-size: ${size}%`,
    (window || windowOpacity) &&
      `padding: 0.3em 0.4em; border-radius: 0.3em; margin-inline: auto; background: ${paint(window ?? 'black', windowOpacity)}`,
  ];
  const rules = [rule('.player .cue', box), rule('.player .cue > span', text)];
  // A window is as wide as its words, and stands where they do.
  if (window || windowOpacity) {
    for (const [side, margin] of [
      ['start', 'inline-start'],
      ['end', 'inline-end'],
      ['left', 'left'],
      ['right', 'right'],
    ]) {
      rules.push(rule(`.player .cue.${side}`, [`margin-${margin}: 0`]));
    }
  }
  return rules.join('\n');
}

function paint(color: keyof typeof COLORS, opacity = '100'): string {
  return `rgb(${COLORS[color]} / ${opacity}%)`;
}

function rule(selector: string, declarations: readonly (string | undefined)[]): string {
  const all = declarations.filter(Boolean).join('; ');
  return all ? `${selector} { ${all} }` : '';
}
