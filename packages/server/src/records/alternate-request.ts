import type {Hono, MiddlewareHandler} from 'hono';
import type {Env} from '../env.js';
import {readBytes, refuse} from '../http/refuse.js';

/** What a form may say in place of headers (xAPI 1.0.3, part 3, 1.3). Never who a proxy vouches for, nor where a page comes from. */
const asHeaders = ['Authorization', 'X-Experience-API-Version', 'Content-Type', 'If-Match', 'If-None-Match'];
const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
const form = 'application/x-www-form-urlencoded';

/**
 * The alternate request syntax (xAPI 1.0.3, part 3, 1.3): `POST …?method=PUT` with a form that carries the rest. What it stands for
 * is asked of `app` as if it had come so, so that whatever holds for a request holds for it too. A browser sends forms without
 * asking first (no preflight), but never without its page's origin: a writing request of a stranger's page is refused as ever,
 * and what a reading one brings, that page cannot see.
 *
 * @param most - Bytes that such a form may have.
 */
export function alternateRequest(app: Hono<Env>, most: number): MiddlewareHandler<Env> {
  return async (c, next) => {
    const {method} = c.req.query();
    if (method === undefined) return next();
    if (c.req.method !== 'POST')
      throw refuse(
        400,
        'query-invalid',
        'a request that names its method in the address is a POST',
        undefined,
        'method',
      );
    if (!methods.includes(method))
      throw refuse(400, 'query-invalid', `${method} is no method of xAPI`, undefined, 'method');
    const beside = Object.keys(c.req.query()).filter((name) => name !== 'method');
    if (beside.length > 0)
      throw refuse(
        400,
        'query-invalid',
        `${beside.join(', ')} stands in the address`,
        'Put it into the form.',
        beside[0],
      );
    const type = c.req.header('Content-Type') ?? '(none)';
    if (type.split(';')[0]!.trim().toLowerCase() !== form)
      throw refuse(400, 'body-unsupported', `a body of type ${type} came, ${form} was wanted`);

    const fields = new URLSearchParams(new TextDecoder().decode(await readBytes(c, most)));
    const take = (name: string) => {
      const value = fields.get(name);
      fields.delete(name);
      return value;
    };
    const writes = method === 'PUT' || method === 'POST';
    const content = writes ? take('content') : null;
    if (writes && content === null) throw refuse(400, 'body-invalid', 'the form has no content', undefined, 'content');
    const headers = new Headers(c.req.raw.headers);
    for (const name of ['Content-Length', 'Content-Type', 'Transfer-Encoding']) headers.delete(name); // they were the form's
    take('Content-Length'); // it follows from the content
    if (content !== null) headers.set('Content-Type', 'application/json');
    for (const name of asHeaders) {
      const value = take(name);
      if (value !== null) headers.set(name, value);
    }
    headers.set('X-Request-Id', c.var.requestId);
    const url = new URL(c.req.url);
    url.search = fields.toString();
    return app.fetch(new Request(url, {method, headers, ...(content === null ? {} : {body: content})}), c.env);
  };
}
