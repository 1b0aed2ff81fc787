import {open, realpath, stat, type FileHandle} from 'node:fs/promises';
import {join, sep} from 'node:path';

/** A file that may be handed out, open. */
export interface FoundFile {
  handle: FileHandle;
  path: string;
  size: number;
  modified: Date;
  /** Strong: size, time of change to the nanosecond and inode; a rewritten file has another. */
  etag: string;
}

/** What an address leads to. */
export type Found = {kind: 'file'; file: FoundFile} | {kind: 'folder'} | undefined;

/**
 * The segments of an address's path, decoded once; `undefined` for what never leads to a file: `..`, dot files, NUL,
 * backslashes, a slash in disguise, broken escapes.
 */
export function segmentsOf(pathname: string): string[] | undefined {
  const segments: string[] = [];
  for (const raw of pathname.split('/')) {
    if (raw === '') continue;
    let segment: string;
    try {
      segment = decodeURIComponent(raw);
    } catch {
      return undefined;
    }
    if (segment.startsWith('.') || /[/\\\0]/.test(segment)) return undefined;
    segments.push(segment);
  }
  return segments;
}

/** Right answers to quizzes: the server grades with them and hands them to nobody, by whatever case a disk forgives. */
export function isSecret(path: string): boolean {
  return /(^|[/\\])answers\.json(\.(br|gz))?$/i.test(path);
}

/** The file under `root` that the path names; links that lead out of `root` lead nowhere, and no file has a slash behind it: addresses in it would count from there. */
export async function findFile(root: string, pathname: string): Promise<Found> {
  const segments = segmentsOf(pathname);
  if (!segments) return undefined;
  let path: string;
  let base: string;
  try {
    base = await realpath(root);
    path = await realpath(join(base, ...segments));
  } catch {
    return undefined;
  }
  if (path !== base && !path.startsWith(base.endsWith(sep) ? base : base + sep)) return undefined;
  if (
    isSecret(path) ||
    isSecret(pathname) ||
    path
      .slice(base.length)
      .split(sep)
      .some((one) => one.startsWith('.'))
  )
    return undefined;
  const found = await openFile(path);
  if (found?.kind !== 'file' || !pathname.endsWith('/')) return found;
  await found.file.handle.close();
  return undefined;
}

async function openFile(path: string): Promise<Found> {
  try {
    if ((await stat(path)).isDirectory()) return {kind: 'folder'};
    const handle = await open(path, 'r');
    const info = await handle.stat({bigint: true});
    if (!info.isFile()) {
      await handle.close();
      return undefined;
    }
    const etag = `"${info.size.toString(36)}-${info.mtimeNs.toString(36)}-${info.ino.toString(36)}"`;
    return {kind: 'file', file: {handle, path, size: Number(info.size), modified: info.mtime, etag}};
  } catch {
    return undefined;
  }
}
