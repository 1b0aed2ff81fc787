import type {Records} from '@uggla/core/records/records.js';
import {reach} from '@uggla/core/records/reach.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {
  UgglaError,
  type LaunchAnswer,
  type LaunchRequest,
  type LaunchStateAnswer,
  type ProblemDetails,
} from '@uggla/protocol';

/** The launches of our server, in the name of whom the records are of. */
export class Launcher {
  readonly #records: Records;
  readonly #address: string;

  /** @param server - Its address, no slash at the end. */
  constructor(records: Records, server: string) {
    this.#records = records;
    this.#address = `${server}/v1/launches`;
  }

  /** Begins a session. @throws {@link UgglaError} `launch-unavailable`, or the code that the server gives (`lesson-locked`). */
  async begin(request: LaunchRequest): Promise<LaunchAnswer> {
    const answer = (await this.#ask('', {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(request),
    })) as Partial<LaunchAnswer>;
    const address = safeUrl(answer.address, undefined, 'fetch');
    if (address === undefined || typeof answer.id !== 'string') throw this.#wrong('gave no address');
    return {...(answer as LaunchAnswer), address};
  }

  /** How far a session is. Throws as {@link begin} does. */
  async look(id: string): Promise<LaunchStateAnswer> {
    return (await this.#ask(`/${encodeURIComponent(id)}`, {})) as LaunchStateAnswer;
  }

  async #ask(path: string, init: RequestInit): Promise<unknown> {
    const address = this.#address + path;
    const send = async (fresh: boolean) => {
      const authorization = await this.#records.authorization('server', fresh);
      return reach(address, {
        ...init,
        headers: {...init.headers, ...(authorization === undefined ? {} : {authorization})},
      });
    };
    let response: Response;
    try {
      response = await send(false);
      if (response.status === 401) response = await send(true);
    } catch (cause) {
      throw new UgglaError('launch-unavailable', `${address} could not be reached`, {cause, file: address});
    }
    const body = (await response.json().catch(() => undefined)) as Partial<ProblemDetails> | null | undefined;
    if (response.ok && typeof body === 'object' && body !== null) return body;
    // An older server says that it has no such file.
    const isOld = [404, 405].includes(response.status) && /^(file|method)-/.test(body?.code ?? 'file-');
    if (isOld || typeof body?.code !== 'string') throw this.#wrong(`answered ${response.status}`);
    throw new UgglaError(body.code, String(body.title), {status: response.status, file: address});
  }

  #wrong(what: string): UgglaError {
    return new UgglaError('launch-unavailable', `${this.#address} ${what}`, {file: this.#address});
  }
}
