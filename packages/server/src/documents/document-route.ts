import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {Readable} from 'node:stream';
import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {query, refuse} from '../http/refuse.js';
import type {Services} from '../services.js';

/** What `GET /v1/document` is asked with. */
export const documentQuery = z.object({
  path: z.string().min(1).max(1000),
  /** As citations carry it: a link sends no token of a person. */
  key: z.string().max(2000).optional(),
});

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * `GET /v1/document`: the document of a citation, for whoever may read it. Pages are handed out as the text that they are, so
 * that nothing in them runs under the server's name. What one may not read is not there.
 */
export function documentHandler({documents, tokens, who}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const {path, key} = query(c, documentQuery);
    const nowhere = () =>
      refuse(
        404,
        'document-unavailable',
        'there is no such document here',
        'Ask the question again: links to sources are good for an hour.',
      );
    const file = documents?.fileOf(path);
    if (!documents || file === undefined) throw nowhere();
    const keyed = key !== undefined && (await tokens.readDocument(key).catch(() => undefined)) === path;
    if (!keyed && !documents.mayRead(path, await who(c))) throw nowhere();
    const size = await stat(file).then(
      (one) => one.size,
      () => undefined,
    );
    if (size === undefined) throw nowhere();
    const ending = path.toLowerCase().split('.').at(-1)!;
    const name = encodeURIComponent(path.split('/').at(-1)!);
    return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>, {
      headers: {
        'Content-Type': Object.hasOwn(types, ending) ? types[ending]! : 'text/plain; charset=utf-8',
        'Content-Length': String(size),
        'Content-Disposition': `${ending === 'docx' ? 'attachment' : 'inline'}; filename*=UTF-8''${name}`,
        ...(ending === 'pdf' ? {} : {'Content-Security-Policy': "default-src 'none'; sandbox"}), // viewers of PDF are sandboxes that open in none
        'Cache-Control': 'no-store',
      },
    });
  };
}
