import {given} from '@uggla/protocol';
import type {AuthoredCampus, CampusFields} from '../authored/model.js';
import {publishFile, type Publishing} from './assets-of.js';

/** What is loaded of a font before a page asks for it, at most: more would hold up what it stands beside. */
const EARLY_BYTES = 100_000;

/** The fonts of a brand as they are published: paths in the published folder. */
export interface BrandFonts {
  files: string[];
  /** The one that plain text is set in, where it is small enough to be asked for at once. */
  early?: string | undefined;
}

/** The colors of a brand: as they are written, with what can be read on them, and how they are in the dark. */
export async function colorsOf({accent, accentText}: NonNullable<CampusFields['brand']>): Promise<{
  accent?: string | undefined;
  accentText?: string | undefined;
  dark?: {accent: string; accentText: string};
}> {
  if (accent === undefined) return given({accentText});
  const {contrast, formatColor, ink, LEAST_CONTRAST, paper, parseColor, readable, slate} = await import('../colors.js');
  const color = parseColor(accent);
  const own = color && formatColor(contrast(color, paper) >= LEAST_CONTRAST ? paper : ink);
  if (color && contrast(color, slate) >= LEAST_CONTRAST) return {accent, ...given({accentText: accentText ?? own})}; // as good in the dark
  // as a campus in a page of others makes it of its color
  const light = color ? formatColor(readable(color, slate, 0.55)) : `color-mix(in oklab, ${accent} 45%, #fff)`;
  return {accent, ...given({accentText: accentText ?? own}), dark: {accent: light, accentText: formatColor(ink)}};
}

/** Stages assets/brand.css: the colors and the typeface, for every page and package of the campus. */
export async function publishBrandStyles(
  publishing: Publishing,
  {fields: {brand = {}}, font}: AuthoredCampus,
): Promise<BrandFonts> {
  const {accent, accentText, dark} = await colorsOf(brand);
  const faces: string[] = [];
  const fonts: BrandFonts = {files: []};
  for (const {file, format, weight, style} of font?.faces ?? []) {
    const path = await publishFile(publishing, 'assets', file);
    faces.push(
      `@font-face { font-family: '${family}'; src: url('${path.slice('assets/'.length)}') format('${format}'); font-weight: ${weight}; font-style: ${style}; font-display: swap; }\n`,
    );
    if (!fonts.files.includes(path)) fonts.files.push(path);
    const [least = 400, most = least] = weight.split(' ').map(Number);
    if (style === 'normal' && least <= 400 && most >= 400 && (await publishing.cache.size(file.path)) <= EARLY_BYTES)
      fonts.early ??= path;
  }
  const stack = font && (font.stack ?? `'${family}', system-ui, sans-serif`);
  const rules = [
    accent && `--uggla-accent: ${accent};`,
    accentText && `--uggla-accent-text: ${accentText};`,
    stack && `--uggla-font: ${stack};`,
  ].filter(Boolean);
  const inTheDark = dark
    ? `@supports (color: light-dark(#000, #fff)) { :root { --uggla-accent: light-dark(${accent}, ${dark.accent}); --uggla-accent-text: light-dark(${accentText ?? '#fff'}, ${dark.accentText}); } }\n`
    : '';
  publishing.stage.text(
    'assets/brand.css',
    `${faces.join('')}:root {${rules.length > 0 ? ` ${rules.join(' ')} ` : ''}}\n${inTheDark}`,
  );
  return fonts;
}

/** What the author's typeface is called in CSS: its own name may be that of another one on the device. */
const family = 'Uggla brand';
