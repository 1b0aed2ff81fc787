import {z} from 'zod';

/** Text: one string, or one string a language (BCP 47 tags as keys). */
export const text = z.union([z.string(), z.record(z.string(), z.string())]);

/** An address, relative to the file that holds it. */
export const address = z.string().min(1);

/** Id of an item: what stands in its IRI, never changed once published. */
export const id = z.string().min(1).max(200);

/** A BCP 47 language tag. */
export const language = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** A length of time in seconds. */
export const seconds = z.number().nonnegative();

/** An ISO 8601 duration such as `P1Y` or `PT10M`. */
export const isoDuration = z
  .string()
  .regex(/^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/);

/** A duration from enrolment, or a date with or without a time (UTC unless it has an offset). */
export const moment = z
  .string()
  .regex(
    /^(P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?|\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)$/,
  );

/** A share: 0 to 1. */
export const share = z.number().min(0).max(1);

/** A still picture. `placeholder` is a small `data:` picture shown until `src` is there. */
export const picture = z.looseObject({
  src: address,
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  placeholder: z.string().optional(),
  alt: text.optional(),
});

/** A thing to download or read: a document, in one language. */
export const documentFile = z.looseObject({
  src: address,
  type: z.string().optional(),
  title: text.optional(),
  bytes: z.number().int().nonnegative().optional(),
});
