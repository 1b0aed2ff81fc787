import {readFile} from 'node:fs/promises';
import {given, UgglaError} from '@uggla/protocol';
import type {Color} from '../colors.js';
import {needLight, readFont} from '../media/font.js';
import {namedFile, type Context} from './context.js';
import {filesIn, stackOf} from './font-field.js';
import type {AuthoredCampus, CampusFields, FontFace} from './model.js';

/** More of a font delays what is read on a telephone. */
const HEAVY_BYTES = 400_000;

/** What a campus looks like: the files that its brand names, when they are there and what they should be. */
export async function readBrand(
  context: Pick<Context, 'root' | 'problems' | 'cache'>,
  file: string,
  brand: CampusFields['brand'],
  lineOf: (path: readonly PropertyKey[]) => number,
): Promise<Pick<AuthoredCampus, 'logo' | 'cover' | 'font'>> {
  if (!brand) return {};
  const place = (field: string) => ({
    field: `brand.${field}`,
    line: () => lineOf(['brand', ...field.split('.').map((one) => (/^\d+$/.test(one) ? Number(one) : one))]),
  });
  const named = (field: string, name: string | undefined) =>
    name === undefined ? undefined : namedFile(context, file, name, place(field));
  const logo = await named('logo', brand.logo);
  const cover = await named('cover', brand.cover);
  const faces: FontFace[] = [];
  const files = brand.font === undefined ? [] : filesIn(brand.font);
  for (const [at, {src, weight, style}] of files.entries()) {
    const font = await named(typeof brand.font === 'string' ? 'font' : `font.${at}`, src);
    const facts = font && (await factsOf(context, font));
    if (facts) faces.push({...facts, file: font, ...given({weight: weight?.toString(), style})});
  }
  const stack = typeof brand.font === 'string' && files.length === 0 ? stackOf(brand.font) : undefined;
  if (brand.accent !== undefined) await checkColors(context, file, brand, (field) => lineOf(['brand', field]));
  return {
    ...given({logo, cover: cover && {file: cover, ...given({alt: brand.coverAlt})}}),
    ...(stack !== undefined || faces.length > 0 ? {font: {faces, ...given({stack})}} : {}),
  };
}

async function factsOf({problems, cache}: Pick<Context, 'problems' | 'cache'>, {path, name}: FontFace['file']) {
  try {
    // Servers go by the ending: a font that is called a page would be one.
    if (!/\.(?:woff2|ttf|otf)$/i.test(name))
      throw new UgglaError('font-invalid', 'its name does not end as that of a font', {
        cure: 'Call it .woff2, .ttf or .otf, as what it is.',
      });
    const size = await cache.size(path);
    needLight(size); // before it is read
    const facts = readFont(await readFile(path));
    if (size > HEAVY_BYTES)
      problems.warn('file-heavy', `the font has ${(size / 1e6).toFixed(1)} MB`, {
        file: name,
        cure: 'Take it as WOFF2, with the letters that your languages need (pyftsubset of fonttools makes one).',
      });
    return facts;
  } catch (caught) {
    problems.caught(caught, 'font-invalid', {file: name});
    return undefined;
  }
}

/** Whether the colors of a brand can be read: as words and buttons on white, and under the text of a button. */
async function checkColors(
  {problems}: Pick<Context, 'problems'>,
  file: string,
  {accent, accentText}: NonNullable<CampusFields['brand']>,
  lineOf: (field: string) => number,
): Promise<void> {
  const {contrast, formatColor, LEAST_CONTRAST, paper, parseColor, readable} = await import('../colors.js');
  const ground = accent === undefined ? undefined : parseColor(accent);
  if (!ground) return;
  const tell = (field: 'accent' | 'accentText', one: Color, other: Color, what: string, cure: string) => {
    const found = contrast(one, other);
    if (found < LEAST_CONTRAST)
      problems.warn(
        'contrast-low',
        `${what}: the contrast is ${(Math.floor(found * 10) / 10).toFixed(1)}, 4.5 is needed`,
        {
          file,
          line: lineOf(field),
          field: `brand.${field}`,
          cure,
        },
      );
  };
  tell(
    'accent',
    ground,
    paper,
    `“${accent}” is hard to read on white`,
    `Take '${formatColor(readable(ground, paper))}', the nearest that can be read, or another of your colors.`,
  );
  const text = accentText === undefined ? undefined : parseColor(accentText);
  if (text)
    tell(
      'accentText',
      text,
      ground,
      `“${accentText}” is hard to read on “${accent}”`,
      'Take the field out: then it is white or black, whichever can be read.',
    );
}
