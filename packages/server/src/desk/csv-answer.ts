import {Readable} from 'node:stream';

/** A table to take along, sent while it is read: any number of rows takes little memory. */
export function csvAnswer(name: string, lines: AsyncIterable<string> | Iterable<string>): Response {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
    'Cache-Control': 'no-store',
  };
  return new Response(Readable.toWeb(Readable.from(lines, {objectMode: false})) as unknown as ReadableStream, {
    headers,
  });
}
