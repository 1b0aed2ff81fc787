/** A stretch of bytes, both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * What a `Range` header asks of `size` bytes (RFC 9110, 14). `undefined`: the whole, since there is none, it is not
 * understood, or it wants several stretches at once, which a server may decline.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : {start: size - length, end: size - 1};
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'unsatisfiable' : {start, end};
}

/** Whether `If-Range` still names this version of the file; without the header it does. */
export function isSameVersion(ifRange: string | undefined, etag: string, modified: Date): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.startsWith('"')) return ifRange === etag;
  const date = Date.parse(ifRange); // a weak tag is no date either: not the same
  return Math.floor(modified.getTime() / 1000) * 1000 === date;
}

/** Whether the visitor's copy is still good: `If-None-Match` before `If-Modified-Since`. */
export function isFresh(
  headers: {noneMatch: string | undefined; modifiedSince: string | undefined},
  etag: string,
  modified: Date,
): boolean {
  const {noneMatch, modifiedSince} = headers;
  if (noneMatch !== undefined) {
    return noneMatch.trim() === '*' || noneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  }
  return modifiedSince !== undefined && Math.floor(modified.getTime() / 1000) * 1000 <= Date.parse(modifiedSince);
}
