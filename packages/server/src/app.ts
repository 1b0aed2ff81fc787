import {randomUUID} from 'node:crypto';
import {OpenAPIHono} from '@hono/zod-openapi';
import {certificatePages} from './certificates/certificate-routes.js';
import {deskRoutes} from './desk/desk-routes.js';
import type {Env} from './env.js';
import {fileGiver} from './files/files.js';
import {cors} from './http/cors.js';
import {isOpened, refusalPage} from './http/refusal-page.js';
import {problemResponse, refuse, withHeaders} from './http/refuse.js';
import {visitorReader} from './http/visitor.js';
import {lessonFiles} from './locked/lesson-address.js';
import type {ServerOptions} from './options.js';
import {settle} from './settle.js';
import {signInPages} from './people/sign-in-pages.js';
import {alternateRequest} from './records/alternate-request.js';
import {xapiVersion} from './records/guard.js';
import {apiRoutes} from './routes.js';
import {sharePages} from './shares/share-pages.js';
import {openServices, type Services} from './services.js';

const consistentThrough = 'X-Experience-API-Consistent-Through';

/** The server without a socket. */
export interface App {
  /** `app.fetch(request)` answers; in tests `app.request('/v1/me')`. */
  app: OpenAPIHono<Env>;
  services: Services;
  /** Ends streams that still run, after them the store. */
  close(): Promise<void>;
}

/**
 * Everything that the server answers, as a Hono app.
 *
 * @throws {@link UgglaError} `server-misconfigured`, `server-needs-identity`, `store-unavailable`, `keys-unavailable`
 */
export async function createApp(options: ServerOptions): Promise<App> {
  const settings = settle(options);
  const drain = new AbortController();
  const services = await openServices(settings, drain.signal);
  const app = new OpenAPIHono<Env>({
    getPath: (request) => withoutBase(new URL(request.url).pathname, settings.basePath),
  });
  const readVisitor = visitorReader(settings);

  app.onError((error, c) => {
    const problem = problemResponse(error, c.var.requestId, settings.log);
    return isOpened(c) ? refusalPage(c, problem) : problem;
  });
  app.use(async (c, next) => {
    const given = c.req.header('X-Request-Id') ?? '';
    c.set('requestId', /^[\w.-]{8,64}$/.test(given) ? given : randomUUID());
    c.set('visitor', readVisitor(c));
    c.set('path', withoutBase(new URL(c.req.url).pathname, settings.basePath));
    const began = performance.now();
    await next(); // errors come back as answers too
    services.requests.add(c, (performance.now() - began) / 1000);
    c.res.headers.set('X-Request-Id', c.var.requestId);
    c.res.headers.set('X-Content-Type-Options', 'nosniff');
    if (/^(\/v1\/launches\/[^/]+)?\/xapi\//.test(c.var.path))
      c.res.headers.set('X-Experience-API-Version', xapiVersion);
    if (c.var.path.endsWith('/xapi/statements') && !c.res.headers.has(consistentThrough))
      c.res.headers.set(consistentThrough, new Date().toISOString()); // whatever the answer (xAPI 1.0.3, part 3, 2.1.3)
    if (/^\/(v1|xapi|lti)\//.test(c.var.path) && !c.res.headers.has('Cache-Control'))
      c.res.headers.set('Cache-Control', 'no-store'); // what it says is one person's
    if (!c.res.headers.has('Referrer-Policy')) c.res.headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  });
  app.use('/xapi/*', alternateRequest(app, settings.limits.bodyBytes));
  app.use(cors(settings));
  const give = fileGiver(settings, services);
  apiRoutes(app, services);
  lessonFiles(app, services, give);
  sharePages(app, services);
  certificatePages(app, services);
  signInPages(app, services);
  deskRoutes(app, services);
  const takes = methodsOf(app.routes.filter(({method, path}) => method !== 'ALL' && !path.includes('*')));
  app.all('*', (c) => {
    const methods = takes(c.var.path);
    if (/^(GET|HEAD)$/.test(c.req.method) && (methods.length === 0 || methods.includes('GET')))
      return give(c, c.var.path);
    throw withHeaders(refuse(405, 'method-refused', `${c.req.method} does nothing at ${c.var.path}`), {
      Allow: (methods.length === 0 ? ['GET', 'HEAD'] : methods).join(', '),
    });
  });

  let closing: Promise<void> | undefined;
  const close = () => {
    drain.abort();
    return (closing ??= Promise.all([services.lti?.scores.ended(), services.forwarding?.end()]).then(() =>
      services.store.close(),
    ));
  };
  return {app, services, close};
}

/** What each address of the API takes, for whoever asks with something else. */
function methodsOf(routes: readonly {method: string; path: string}[]): (path: string) => string[] {
  const known = routes.map(({method, path}) => ({
    method,
    fits: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`),
  }));
  return (path) => {
    const methods = known.filter(({fits}) => fits.test(path)).map(({method}) => method);
    return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
  };
}

/** With a base path, both what a proxy hands on whole and what it cut already are understood. */
function withoutBase(path: string, basePath: string): string {
  const within = basePath !== '' && (path === basePath || path.startsWith(`${basePath}/`));
  const own = within ? path.slice(basePath.length) || '/' : path;
  return own.replace(/^(\/v1\/launches\/[^/]+\/xapi)\/+/, '$1/'); // ADL's cmi5.js puts a slash of its own behind the endpoint
}
