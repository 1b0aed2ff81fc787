import {randomUUID} from 'node:crypto';
import {UgglaError} from '@uggla/protocol';
import type {ListedProduct, ProductChange, SeenProduct, StoredProduct} from './stored-product.js';

/** A text in some languages. */
export type Texts = Record<string, string>;

/** A file that was uploaded: where it lies, and what its owner called it. */
export interface Brought {
  path: string;
  name: string;
}

/** A product as somebody at the desk filled it in. Every text is in one language at least. */
export interface NewProduct {
  title: Texts;
  summary: Texts;
  category: Texts;
  /** Markdown. */
  body: Texts;
  brand?: string | undefined;
  sku?: string | undefined;
  price?: number | undefined;
  currency?: string | undefined;
  /** `public`, `clients` or the name of a group. */
  access: string;
  clip?: Brought | undefined;
  documents: (Brought & {title: string})[];
  /** Days (`2026-10-01`), both included. */
  campaign?: {badge: Texts; from?: string | undefined; until?: string | undefined; timeZone: string} | undefined;
  action?: {kind: 'form' | 'link' | 'mail' | 'phone'; label: Texts; href?: string | undefined} | undefined;
}

/** What went wrong when the folder was published. */
export interface PublishProblem {
  code: string;
  severity: string;
  message: string;
  cure?: string | undefined;
  /** In the authored folder. */
  file?: string | undefined;
}

/** Writes products into the authored folder and publishes it: `uggla serve` on an authored folder brings it. */
export interface Workshop {
  /**
   * Puts a product into the folder, whole or not at all.
   *
   * @returns Its id, and its folder in the authored one.
   * @throws {@link UgglaError} `media-unreadable` for a clip that is no film or sound.
   */
  add(product: NewProduct): Promise<{id: string; folder: string}>;
  /** The products of the folder. `languages`: of the campus, the first one first. */
  list(languages: readonly string[]): Promise<readonly ListedProduct[]>;
  /** One of them; `undefined` when there is none of that name. */
  read(name: string, languages: readonly string[]): Promise<StoredProduct | undefined>;
  /**
   * Writes into a product's files what of it is another now; all else in them stays as somebody wrote it.
   *
   * @throws {@link UgglaError} `product-changed` when it is no longer as it was seen, and what `add` throws.
   */
  change(seen: SeenProduct, change: ProductChange): Promise<void>;
  /** Takes a product off the campus, or brings it back; its files stay. Throws `product-changed`. */
  withdraw(seen: SeenProduct, isWithdrawn: boolean): Promise<void>;
  /** Publishes the folder. `onPublic` is called once it can be seen, while smaller qualities may still be in the making. */
  publish(onPublic: () => void): Promise<readonly PublishProblem[]>;
}

/** A product on its way. */
export interface Job {
  id: string;
  product: string;
  title: string;
  /** `public` already while smaller qualities are made. */
  state: 'waiting' | 'running' | 'public' | 'done' | 'failed';
  /** Whether it is on its way off the campus. */
  isWithdrawn: boolean;
  problem?: PublishProblem | undefined;
}

/** So many are remembered for the page. */
const most = 20;

/** What was added at the desk since the server started, newest first. One publishing at a time. */
export class Jobs {
  readonly #workshop: Workshop;
  readonly #log: (line: string) => void;
  #list: Job[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(workshop: Workshop, log: (line: string) => void) {
    this.#workshop = workshop;
    this.#log = log;
  }

  get list(): readonly Job[] {
    return this.#list;
  }

  /** Whether anything is still being done. */
  get isBusy(): boolean {
    return this.#list.some(({state}) => state === 'waiting' || state === 'running');
  }

  /** Takes a product in; what follows is told by its job. Throws what `Workshop.add` does. */
  async add(product: NewProduct, title: string): Promise<Job> {
    const {id, folder} = await this.#workshop.add(product);
    return this.#follow(id, folder, title);
  }

  /** Takes in what was changed of a product. Throws what `Workshop.change` does. */
  async change(seen: SeenProduct, change: ProductChange, title: string): Promise<Job> {
    await this.#workshop.change(seen, change);
    return this.#follow(seen.id, `products/${seen.name}/`, title);
  }

  /** Takes a product off the campus, or brings it back. Throws what `Workshop.withdraw` does. */
  async withdraw(seen: SeenProduct, isWithdrawn: boolean, title: string): Promise<Job> {
    await this.#workshop.withdraw(seen, isWithdrawn);
    return this.#follow(seen.id, `products/${seen.name}/`, title, isWithdrawn);
  }

  #follow(product: string, folder: string, title: string, isWithdrawn = false): Job {
    const job: Job = {id: randomUUID(), product, title, state: 'waiting', isWithdrawn};
    this.#list = [job, ...this.#list].slice(0, most);
    this.#last = this.#last.then(() => this.#publish(job, folder));
    return job;
  }

  async #publish(job: Job, folder: string): Promise<void> {
    job.state = 'running';
    try {
      const problems = await this.#workshop.publish(() => (job.state = 'public'));
      job.problem = problems.find(({severity, file}) => severity === 'error' && file?.startsWith(folder));
      job.state = job.problem ? 'failed' : 'done';
    } catch (caught) {
      const {code, message, cure} = UgglaError.from(caught, 'server-failed');
      this.#log(`publishing ${job.product}: ${message}`);
      job.problem = {code, message, severity: 'error', cure};
      job.state = 'failed';
    }
  }
}
