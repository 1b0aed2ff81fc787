import {z} from 'zod';

/** A field that an LMS may leave out; one that is wrong counts as left out. */
export const some = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

/** A name, or the like. */
export const text = some(z.string().trim().min(1).max(200));
