import type {MiddlewareHandler} from 'hono';
import {ltiForms} from '../lti/addresses.js';
import {launchAddress} from '../launches/launch-xapi.js';
import type {Settings} from '../options.js';
import type {Env} from '../env.js';
import {isLoopbackName} from './loopback.js';
import {refuse} from './refuse.js';

const allowedHeaders =
  'Authorization, Content-Type, If-Match, If-None-Match, Range, X-Experience-API-Version, X-Conversation-Id, X-Request-Id, Idempotency-Key';
const exposedHeaders =
  'ETag, Last-Modified, Retry-After, Accept-Ranges, Content-Range, X-Request-Id, X-Experience-API-Version, X-Experience-API-Consistent-Through';

/**
 * Which pages of other origins may call. An allow-list, echoed one by one; never `*`, never with credentials, since nothing
 * but the desk knows cookies. Units of cmi5 may lie anywhere: their own addresses answer every origin, and want a token. A server that stands open on loopback takes pages of any loopback port. A writing request
 * of any other origin is refused outright: a page of the wide web must not fill a server on one's own machine.
 */
export function cors(settings: Settings): MiddlewareHandler<Env> {
  const publicOrigin = settings.publicUrl === undefined ? undefined : new URL(settings.publicUrl).origin;
  return async (c, next) => {
    // The forms that pages of LMSs send: what they may do their signed token says, and no script reads the answer.
    if (settings.platforms.length > 0 && ltiForms.test(c.var.path) && c.req.method === 'POST') return next();
    const origin = c.req.header('Origin');
    const own = origin === undefined || origin === c.var.visitor.origin || origin === publicOrigin;
    const forUnits = launchAddress.test(c.var.path); // what they may do their token says, not where they lie
    const allowed =
      own || forUnits || settings.corsOrigins.includes(origin) || (settings.open && isLoopbackOrigin(origin));
    const writes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    const foreign = !allowed || (origin === undefined && !forUnits && c.req.header('Sec-Fetch-Site') === 'cross-site');
    const asks = c.req.method === 'OPTIONS' && c.req.header('Access-Control-Request-Method') !== undefined;
    if ((writes || asks) && foreign) throw originRefused(origin ?? 'another site');
    if (asks) {
      c.res = c.body(null, 204, {
        'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, DELETE',
        'Access-Control-Allow-Headers': allowedHeaders,
        'Access-Control-Max-Age': '600',
      });
    } else {
      await next();
    }
    c.res.headers.append('Vary', 'Origin');
    if (own || !allowed) return;
    c.res.headers.set('Access-Control-Allow-Origin', origin);
    c.res.headers.set('Access-Control-Expose-Headers', exposedHeaders);
  };
}

function originRefused(origin: string | undefined) {
  return refuse(
    403,
    'origin-refused',
    `pages of ${origin} may not call this server`,
    'Start the server with --cors and that origin.',
  );
}

function isLoopbackOrigin(origin: string): boolean {
  try {
    const url = new URL(origin);
    return /^https?:$/.test(url.protocol) && isLoopbackName(url.hostname);
  } catch {
    return false;
  }
}
