import {z} from '@hono/zod-openapi';
import {itemAt, oembedOf} from '@uggla/protocol/oembed.js';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {acceptedLanguages} from '../http/languages.js';
import {query, refuse} from '../http/refuse.js';
import type {Services} from '../services.js';

const pixels = z.coerce.number().int().min(1).max(10_000).optional();

/** What `GET /oembed` is asked with. */
export const oembedQuery = z.object({
  url: z.string().min(1).max(4000),
  maxwidth: pixels,
  maxheight: pixels,
  format: z.string().max(20).default('json'),
});

/** `GET /oembed`: what another site shows in place of a link that someone pasted there. Of what is not public it knows nothing. */
export function oembedHandler({campus}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const {url, maxwidth, maxheight, format} = query(c, oembedQuery);
    if (format !== 'json')
      throw refuse(501, 'oembed-format-unsupported', 'only JSON can be had', 'Ask with format=json.');
    if (!campus) throw refuse(404, 'campus-unavailable', 'this server has no campus');
    const whole = await campus.campus();
    const here = `${c.var.visitor.origin}${c.var.visitor.prefix}/`;
    const bases = [here, whole.address?.replace(/\/?$/, '/')].filter(
      (one) => one !== undefined && /^https?:/i.test(one) && URL.canParse(one),
    ) as string[];
    for (const base of bases) {
      const found = itemAt(url, whole, base);
      if (!found) continue;
      c.header('Cache-Control', 'public, max-age=3600');
      c.header('Vary', 'Accept-Language, Host');
      return c.json(
        oembedOf(whole, found === 'campus' ? undefined : found, {
          base,
          languages: [...acceptedLanguages(c), ...whole.languages],
          maxWidth: maxwidth,
          maxHeight: maxheight,
        }),
      );
    }
    throw refuse(
      404,
      'oembed-unknown',
      'this is no address of a page of the campus',
      'Paste the address of the campus, or of one of its courses, guides or products.',
    );
  };
}
