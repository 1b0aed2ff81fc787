import {mkdirSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {randomUUID} from 'node:crypto';
import {FileStore} from '@tus/file-store';
import {Server} from '@tus/server';
import type {Surface} from '../openapi.js';
import type {Brought} from './workshop.js';

/** What nobody came back for is forgotten after this. */
const keptMs = 86_400_000;

/** Names that the library gives: nothing else may name a file here. */
const idForm = /^[0-9a-f]{32}$/;

/** Files on their way to the server, by the protocol tus 1.0: what broke off goes on where it broke off. */
export class Uploads {
  readonly #store: FileStore;
  readonly #server: Server;
  readonly #folder: string;

  /** @param dataDir - Folder of the store; `:memory:` for one that goes with the process. */
  constructor(dataDir: string, maxSize: number) {
    this.#folder = dataDir === ':memory:' ? join(tmpdir(), `uggla-uploads-${randomUUID()}`) : join(dataDir, 'uploads');
    mkdirSync(this.#folder, {recursive: true, mode: 0o700});
    this.#store = new FileStore({directory: this.#folder, expirationPeriodInMilliseconds: keptMs});
    this.#server = new Server({
      path: '/uploads',
      datastore: this.#store,
      maxSize,
      relativeLocation: true,
      getFileIdFromRequest: (_request, last) => (last !== undefined && idForm.test(last) ? last : undefined),
    });
    void this.#server.cleanUpExpiredUploads().catch(() => undefined);
  }

  /** Answers a request of the protocol. `base` is what the addresses of uploads begin with. */
  async answer(request: Request, base: string): Promise<Response> {
    const answer = await this.#server.handleWeb(request);
    const id = answer.headers.get('Location')?.split('/').at(-1);
    const headers = new Headers(answer.headers);
    if (id) headers.set('Location', `${base}/${id}`);
    for (const name of [...headers.keys()]) if (name.startsWith('access-control-')) headers.delete(name); // who may call is said for all in one place
    return new Response(answer.body, {status: answer.status, headers});
  }

  /** An upload that came whole; `undefined` for any other. */
  async find(id: string): Promise<Brought | undefined> {
    if (!idForm.test(id)) return undefined;
    const upload = await this.#store.getUpload(id).catch(() => undefined);
    if (!upload || upload.size === undefined || upload.offset !== upload.size) return undefined;
    return {path: join(this.#folder, id), name: upload.metadata?.['filename'] ?? 'file'};
  }

  /** Forgets an upload. */
  async remove(id: string): Promise<void> {
    if (idForm.test(id))
      await Promise.all([id, `${id}.json`].map((name) => rm(join(this.#folder, name), {force: true})));
  }
}

/** The addresses of uploads, for the contract; the protocol itself is at https://tus.io. */
export function describeUploads(api: Surface): void {
  const more = {tag: 'campus', secured: true} as const;
  api.describe('post', '/v1/uploads', {
    ...more,
    summary:
      'Begin a file for a product, by tus 1.0 (`Upload-Length`, `Upload-Metadata: filename …`); its address comes as `Location`',
  });
  api.describe('head', '/v1/uploads/:id', {...more, summary: 'How much of the file has come (`Upload-Offset`)'});
  api.describe('patch', '/v1/uploads/:id', {
    ...more,
    summary: 'Go on with the file where it broke off (`application/offset+octet-stream`)',
  });
  api.describe('delete', '/v1/uploads/:id', {...more, summary: 'Forget the file'});
}
