import {Worker} from 'node:worker_threads';
import {UgglaError} from '@uggla/protocol';
import type {Passage, SearchFile} from '@uggla/search';
import type {FromReader, ToReader} from './read/worker.js';

type Told<Key extends string> = Extract<FromReader, Record<Key, unknown>>;

/** Reads documents in a thread of its own, one after another; a file that the thread does not survive costs that file alone. */
export class Reader {
  readonly #most: number;
  #worker: Worker | undefined;
  #last = 0;

  /** @param most - Milliseconds that one file may take. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @throws {@link UgglaError} `document-unreadable`, `document-reader-missing` */
  read(path: string): Promise<Told<'pieces'>> {
    return this.#ask({id: ++this.#last, read: path}) as Promise<Told<'pieces'>>;
  }

  /** Makes the search file of passages: some seconds for many, in which the server goes on. */
  async index(passages: Passage[], language: string): Promise<SearchFile> {
    return ((await this.#ask({id: ++this.#last, index: passages, language})) as Told<'file'>).file;
  }

  /** Ends the thread; the next file starts another. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #ask(message: ToReader): Promise<FromReader> {
    const worker = (this.#worker ??= start());
    const heard = new AbortController();
    let clock: NodeJS.Timeout | undefined;
    try {
      const told = await new Promise<FromReader>((resolve, reject) => {
        const fail = (reason: string) =>
          reject(new UgglaError('document-unreadable', reason, {cure: 'See whether a reader opens it; save it anew.'}));
        clock = setTimeout(() => fail(`reading it took more than ${this.#most / 1000} seconds`), this.#most);
        const ended = () => fail('reading it ended the reader');
        worker.on('message', resolve).on('error', ended).on('exit', ended);
        heard.signal.addEventListener('abort', () =>
          worker.off('message', resolve).off('error', ended).off('exit', ended),
        );
        worker.postMessage(message);
      });
      if ('code' in told)
        throw new UgglaError(
          told.code,
          told.reason,
          told.code === 'document-reader-missing'
            ? {cure: told.reason.includes('mammoth') ? 'npm install mammoth' : 'npm install pdfjs-dist'}
            : {},
        );
      return told;
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearTimeout(clock);
      heard.abort();
    }
  }
}

function start(): Worker {
  const worker = new Worker(new URL('./read/worker.js', import.meta.url), {
    resourceLimits: {maxOldGenerationSizeMb: 768},
    stdout: true,
    stderr: true,
  });
  worker.on('error', () => undefined); // whoever waits for it is told; one that nobody waits for may end
  worker.unref();
  return worker;
}
