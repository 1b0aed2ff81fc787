import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Behaviour, SeenRequest} from '../behaviour.js';
import {answer} from './answer.js';
import {Cmi5Lms} from './cmi5-lms.js';
import {readFixture, typeOf} from './files.js';
import {Site, type Files, type WireMatch, type WireRule} from './site.js';

/**
 * The fixture server for Node's http:
 *
 * - `/fixtures/media/…`: the generated media, well served;
 * - `/__fixtures/file/<path>?<behaviour>`: a file of the repository, misbehaving as its query says;
 * - `/__fixtures/s/<site>/<path>`: a site of a test's own, see `FixtureSite`;
 * - `/__fixtures/cmi5/…`: an LMS that launches cmi5 units, see `launchCmi5`;
 * - `POST /__fixtures/control…`: what `FixtureSite` speaks.
 *
 * Resolves with `false` when the address is none of these.
 */
export function createFixtureHandler({root}: {root: string}) {
  const sites = new Map<string, Site>();
  const common = new Site();
  const cmi5 = new Cmi5Lms();

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', 'http://fixtures');
    const path = decodeURIComponent(url.pathname);
    if (path.startsWith('/fixtures/media/')) return serve(common, path.slice(1), url.search, {});
    if (path.startsWith('/__fixtures/file/')) {
      return serve(common, path.slice('/__fixtures/file/'.length), url.search, behaviourOf(url.searchParams));
    }
    if (path.startsWith('/__fixtures/cmi5/')) {
      return cmi5.handle(path.slice('/__fixtures/cmi5/'.length), request, response, await bodyOf(request));
    }
    const [, id, inside] = /^\/__fixtures\/s\/([^/]+)\/(.*)$/s.exec(path) ?? [];
    if (id !== undefined) {
      const site = sites.get(id);
      if (!site) return false;
      return serve(site, inside ?? '', url.search);
    }
    if (path === '/__fixtures/control') {
      const {files = {}, rules = []} = JSON.parse(await bodyOf(request)) as {files?: Files; rules?: WireRule[]};
      const site = new Site();
      site.addFiles(files);
      site.addRules(rules);
      const id = String(sites.size + 1);
      sites.set(id, site);
      return json(response, {id});
    }
    const [, of, what] = /^\/__fixtures\/control\/([^/]+)\/([a-z]+)$/.exec(path) ?? [];
    const site = sites.get(of ?? '');
    if (!site) return false;
    return control(site, what ?? '', JSON.parse(await bodyOf(request)), response);

    async function serve(site: Site, file: string, query: string, given?: Behaviour): Promise<boolean> {
      const seen = site.record(request, file, query, await bodyOf(request));
      const behaviour = given ?? site.behaviourFor(seen.method, file + query);
      const content = await contentOf(site, file, behaviour);
      const isJson = typeof (behaviour.body ?? site.files.get(file)) === 'object';
      const type = isJson ? 'application/json' : typeOf(behaviour.file ?? file);
      await answer({request, response, behaviour, content, site, seen, type});
      return true;
    }
  };

  async function contentOf(
    site: Site,
    path: string,
    {body, base64, file, status}: Behaviour,
  ): Promise<Buffer | undefined> {
    if (base64 !== undefined) return Buffer.from(base64, 'base64');
    const text = body ?? (file === undefined ? site.files.get(path) : undefined);
    if (text !== undefined) return Buffer.from(typeof text === 'string' ? text : JSON.stringify(text));
    if (status !== undefined && status >= 400) return Buffer.from(`status ${status}`);
    return readFixture(root, file ?? path);
  }
}

async function control(site: Site, what: string, body: unknown, response: ServerResponse): Promise<boolean> {
  switch (what) {
    case 'rules':
      site.addRules(body as WireRule[]);
      return json(response, {});
    case 'heal':
      site.heal();
      return json(response, {});
    case 'files':
      site.addFiles(body as Files);
      return json(response, {});
    case 'open':
      site.open((body as {gate: string}).gate);
      return json(response, {});
    case 'requests': {
      const {
        match,
        count,
        ended,
        patienceMs = 0,
      } = body as {
        match?: WireMatch;
        count: number;
        ended?: SeenRequest['ended'];
        patienceMs?: number;
      };
      const enough = await site.until(() => site.found(match, ended).length >= count, {patienceMs});
      if (enough) return json(response, site.found(match, ended));
      const all = site.requests.map((seen) => `${seen.method} ${seen.path}${seen.query} (${seen.ended})`).join('\n  ');
      const text = `${JSON.stringify(match)} was asked for ${site.found(match, ended).length} times, not ${count}. Seen:\n  ${all}`;
      response.writeHead(408, {'content-type': 'text/plain; charset=utf-8'}).end(text);
      return true;
    }
    default:
      return false;
  }
}

function json(response: ServerResponse, value: unknown): true {
  response.writeHead(200, {'content-type': 'application/json', 'cache-control': 'no-store'}).end(JSON.stringify(value));
  return true;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** A query string in place of a rule: numbers and booleans as such. */
function behaviourOf(query: URLSearchParams): Behaviour {
  const entries = [...query].map(([name, value]) => [
    name,
    /^\d+$/.test(value) ? Number(value) : value === 'true' || (value !== 'false' && value),
  ]);
  return Object.fromEntries(entries) as Behaviour;
}
