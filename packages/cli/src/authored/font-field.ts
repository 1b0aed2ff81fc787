import {z} from 'zod';
import {isWeight} from '../media/font.js';

const wrongWeight = 'a weight from 1 to 1000 was expected: 400, or “100 900” for a font that can be of any between';
const weight = z.union(
  [
    z.int({error: wrongWeight}).refine(isWeight, wrongWeight),
    z
      .string()
      .refine(
        (one) => /^\d{1,4} \d{1,4}$/.test(one) && one.split(' ').every((part) => isWeight(Number(part))),
        wrongWeight,
      ),
  ],
  {error: wrongWeight},
);

const told =
  'a file (fonts/acme.woff2), a list of files or of {src, weight, style}, or names of typefaces (Georgia, serif) was expected';
const fontFile = z.string({error: told}).refine(isFile, told);

/** A typeface: one file, several, or names of typefaces that devices have. */
export const fontField = z.union(
  [
    z.string().refine((one) => isFile(one) || stackOf(one) !== undefined, told),
    z
      .array(
        z.union(
          [
            fontFile,
            z.strictObject({
              src: fontFile,
              weight: weight.optional(),
              style: z.enum(['normal', 'italic'], {error: 'normal or italic was expected'}).optional(),
            }),
          ],
          {error: told},
        ),
      )
      .min(1, told),
  ],
  {error: told},
);

/** What the field holds. */
export type FontField = z.infer<typeof fontField>;

/** Whether a file is meant, and no typeface of the device. */
function isFile(text: string): boolean {
  return /[/\\]|\.[a-z0-9]{2,5}$/i.test(text.trim());
}

/** The files that are named; none where it is a typeface of the device. */
export function filesIn(field: FontField): {src: string; weight?: number | string; style?: 'normal' | 'italic'}[] {
  if (typeof field === 'string') return isFile(field) ? [{src: field}] : [];
  return field.map((one) => (typeof one === 'string' ? {src: one} : (one as {src: string})));
}

const generic =
  /^(?:serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-serif|ui-sans-serif|ui-monospace|ui-rounded|math|emoji|fangsong)$/;

/** Names of typefaces as CSS has them, each in quotes, what every device has at the end; `undefined` when one is no name. */
export function stackOf(text: string): string | undefined {
  const names = text.split(',').map((one) => one.trim().replace(/^(["'])(.*)\1$/, '$2'));
  if (!names.every((one) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N} _-]{0,79}$/u.test(one))) return undefined;
  const written = names.map((one) => (generic.test(one.toLowerCase()) ? one.toLowerCase() : `'${one}'`));
  return [...written, ...(generic.test(written.at(-1)!) ? [] : ['system-ui', 'sans-serif'])].join(', ');
}
