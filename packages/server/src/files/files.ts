import {access} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import type {Context} from 'hono';
import type {CampusFiles} from '../campus/campus-files.js';
import type {Env} from '../env.js';
import {frameAncestors, framePolicy, innerAncestors, sandboxPolicy, strictPolicy} from '../http/security-headers.js';
import {refuse, withHeaders} from '../http/refuse.js';
import type {Settings} from '../options.js';
import {Compressor} from './compress.js';
import {contentType, isActive, isText} from './content-types.js';
import type {LessonName, LockedFiles} from '../locked/locked-files.js';
import {findFile, segmentsOf, type FoundFile} from './find-file.js';
import {isFresh, isSameVersion, parseRange} from './ranges.js';

/** Under which address a lesson's files are given that not everybody may have. */
export interface Opened {
  name: LessonName;
  /** What stands before their path. */
  prefix: string;
}

/** Answers with the file at a path. */
export type GiveFile = (c: Context<Env>, path: string, opened?: Opened) => Promise<Response>;

/** Hands out the published folder and the folders mounted beside it; what is in locked lessons to those alone who opened one. */
export function fileGiver(
  settings: Settings,
  {campus, locked}: {campus?: CampusFiles | undefined; locked?: LockedFiles | undefined} = {},
): GiveFile {
  const compressor = new Compressor();
  const places = Object.entries(settings.mounts)
    .map(([prefix, folder]) => [`/${prefix}/`.replace(/\/+/g, '/'), folder] as const)
    .sort(([one], [other]) => other.length - one.length);
  if (settings.root !== undefined) places.push(['/', settings.root]);

  return async (c, path, opened) => {
    const under = opened?.prefix ?? '';
    for (const [prefix, folder] of places) {
      if (`${path}/` === prefix) return redirect(c, `${under}${path}/`);
      if (!path.startsWith(prefix)) continue;
      let found = await findFile(folder, path.slice(prefix.length));
      if (found?.kind === 'folder') {
        const index = await findFile(folder, `${path.slice(prefix.length)}/index.html`);
        if (index?.kind === 'file' && !path.endsWith('/')) {
          await index.file.handle.close();
          return redirect(c, `${under}${path}/`);
        }
        found = index;
      }
      if (found?.kind === 'file' && /\.json$/i.test(found.file.path) && (await campus?.isAnswers(found.file.path))) {
        await found.file.handle.close();
        continue;
      }
      if (found?.kind === 'file' && locked) {
        // by the name that was asked for, too: a link may lead from the one to the other
        const named = join(folder, ...(segmentsOf(path.slice(prefix.length)) ?? []));
        const access = [await locked.accessTo(found.file.path), await locked.accessTo(named)];
        const mayGive = access.every(
          (one) => one === 'everybody' || (one !== 'nobody' && one.some((lesson) => isSame(lesson, opened?.name))),
        );
        const short = mayGive ? await locked.shortCourse(found.file.path, opened?.name) : undefined;
        if (!mayGive || short) await found.file.handle.close();
        if (access.includes('nobody')) continue;
        if (!mayGive) throw lessonClosed(path);
        if (short) return respondText(c, short, compressor);
      }
      if (found?.kind === 'file')
        return respond(
          c,
          found.file,
          settings,
          compressor,
          /\.html?$/i.test(found.file.path) && (await campus?.isPackage(found.file.path)),
        );
    }
    throw refuse(404, 'file-unavailable', `there is nothing at ${path}`);
  };
}

function isSame(one: LessonName, other: LessonName | undefined): boolean {
  return one.course === other?.course && one.lesson === other.lesson;
}

function lessonClosed(path: string) {
  return refuse(
    403,
    'lesson-locked',
    `${path} is part of a lesson that is not open to everybody`,
    'Who may open the lesson gets an address for its files: POST /v1/tokens/lesson.',
  );
}

/** JSON that was made here, with a validator and a coding as files have them. */
async function respondText(
  c: Context<Env>,
  {text, etag: plain}: {text: string; etag: string},
  compressor: Compressor,
): Promise<Response> {
  const bytes = Buffer.from(text);
  const coding = compressor.choose(c.req.header('Accept-Encoding'), bytes.length);
  const etag = coding ? plain.replace(/"$/, `-${coding}"`) : plain;
  const headers = new Headers({'Cache-Control': 'no-cache', Vary: 'Accept-Encoding', ETag: etag});
  if (isFresh({noneMatch: c.req.header('If-None-Match'), modifiedSince: undefined}, etag, new Date()))
    return new Response(null, {status: 304, headers});
  headers.set('Content-Type', contentType('course.json'));
  const body = coding ? await compressor.compress(plain, coding, () => Promise.resolve(bytes)) : bytes;
  if (coding) headers.set('Content-Encoding', coding);
  headers.set('Content-Length', String(body.length));
  return new Response(c.req.method === 'HEAD' ? null : new Uint8Array(body), {headers});
}

function redirect(c: Context<Env>, path: string): Response {
  const {search} = new URL(c.req.url);
  return c.redirect(`${c.var.visitor.prefix}${path.replace(/^\/+/, '/')}${search}`, 308); // `//a` would be another host
}

/** Answers with a file: stretches, validators, coding. `isPackage`: pages of a package of others bring scripts as they like. */
export async function respond(
  c: Context<Env>,
  file: FoundFile,
  settings: Settings,
  compressor: Compressor,
  isPackage = false,
): Promise<Response> {
  const type = contentType(file.path);
  const headers = new Headers({
    'Content-Type': type,
    'Cache-Control': cacheControl(file.path, type),
    'Last-Modified': file.modified.toUTCString(),
    'Accept-Ranges': 'bytes',
  });
  const policy = isPackage ? innerAncestors(settings) : policyFor(file.path, type, settings);
  if (policy) headers.set('Content-Security-Policy', policy);
  const head = c.req.method === 'HEAD';
  const range = head ? undefined : c.req.header('Range'); // stretches are for GET alone (RFC 9110, 14.2)
  const text = isText(type);
  if (text) headers.set('Vary', 'Accept-Encoding');
  const coding =
    text && range === undefined ? compressor.choose(c.req.header('Accept-Encoding'), file.size) : undefined;
  const etag = coding ? file.etag.replace(/"$/, `-${coding}"`) : file.etag;
  headers.set('ETag', etag);

  const conditions = {noneMatch: c.req.header('If-None-Match'), modifiedSince: c.req.header('If-Modified-Since')};
  if (isFresh(conditions, etag, file.modified)) {
    await file.handle.close();
    headers.delete('Content-Type');
    return new Response(null, {status: 304, headers});
  }
  if (coding) {
    headers.set('Content-Encoding', coding);
    const bytes = await smaller(file, coding, compressor);
    headers.set('Content-Length', String(bytes.length));
    return new Response(head ? null : new Uint8Array(bytes), {headers});
  }
  const wanted = isSameVersion(c.req.header('If-Range'), etag, file.modified)
    ? parseRange(range, file.size)
    : undefined;
  if (wanted === 'unsatisfiable') {
    await file.handle.close();
    throw withHeaders(refuse(416, 'range-unsatisfiable', `the file has ${file.size} bytes only`), {
      'Content-Range': `bytes */${file.size}`,
    });
  }
  const {start, end} = wanted ?? {start: 0, end: file.size - 1};
  headers.set('Content-Length', String(end - start + 1));
  if (wanted) headers.set('Content-Range', `bytes ${start}-${end}/${file.size}`);
  const status = wanted ? 206 : 200;
  if (head || end < start) {
    await file.handle.close();
    return new Response(null, {status, headers});
  }
  return new Response(stream(file, start, end), {status, headers});
}

function stream(file: FoundFile, start: number, end: number): ReadableStream {
  const bytes = file.handle.createReadStream({start, end, highWaterMark: 262_144});
  return Readable.toWeb(bytes) as unknown as ReadableStream; // closes the file at its end and when it is canceled
}

/** What the build compressed beforehand, else what we compress now. */
async function smaller(file: FoundFile, coding: 'br' | 'gzip', compressor: Compressor): Promise<Buffer> {
  const made = `${file.path}.${coding === 'br' ? 'br' : 'gz'}`;
  const ready = await access(made).then(
    () => findFile(made.slice(0, -basename(made).length), encodeURIComponent(basename(made))),
    () => undefined,
  );
  if (ready?.kind === 'file') {
    if (ready.file.modified >= file.modified) {
      await file.handle.close();
      return buffer(ready.file.handle.createReadStream());
    }
    await ready.file.handle.close();
  }
  try {
    return await compressor.compress(file.path + file.etag, coding, () => file.handle.readFile());
  } finally {
    await file.handle.close();
  }
}

/** A name with a hash in it means the same bytes for ever; all else is asked for again, which costs a 304. */
function cacheControl(path: string, type: string): string {
  const fixed = !/^(text\/html|application\/json)/.test(type) && isHashed(path);
  return fixed ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** `seg-1a2b3c4d5e.m4s`, `chunk-AB12CD34.js`, or a folder of such a name: hex of 8 or more, or esbuild's 8 letters. */
export function isHashed(path: string): boolean {
  return path
    .split(/[/\\]/)
    .slice(-3)
    .some((part) => {
      const hash = /(?:^|[.\-_])([0-9a-f]{8,64}|[0-9A-Z]{8})(?=\.|$)/.exec(part)?.[1];
      return hash !== undefined && /\d/.test(hash) && /[a-zA-Z]/.test(hash);
    });
}

function policyFor(path: string, type: string, settings: Settings): string | undefined {
  if (isActive(type)) return sandboxPolicy;
  if (!type.startsWith('text/html') || settings.contentSecurityPolicy === false) return undefined;
  if (settings.contentSecurityPolicy !== undefined && basename(path) !== 'frame.html')
    return settings.contentSecurityPolicy;
  return basename(path) === 'frame.html'
    ? `${framePolicy}; ${innerAncestors(settings)}`
    : `${strictPolicy}; ${frameAncestors(settings)}`;
}
