import {z} from '@hono/zod-openapi';

/** A field of a form that may be left empty, which then counts as not given. */
export const optional = <S extends z.ZodType>(schema: S) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema.optional());
