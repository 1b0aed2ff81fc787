import type {Context} from 'hono';

/** The languages of `Accept-Language`, best first. */
export function acceptedLanguages(c: Context): string[] {
  return (c.req.header('Accept-Language') ?? '')
    .split(',')
    .map((one) => {
      const [tag = '', ...rest] = one.trim().split(';');
      const q = rest.map((part) => /^\s*q=([\d.]+)$/.exec(part)?.[1]).find((value) => value !== undefined);
      return {tag, q: q === undefined ? 1 : Number(q)};
    })
    .filter(({tag, q}) => /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(tag) && q > 0)
    .sort((one, other) => other.q - one.q)
    .map(({tag}) => tag);
}
