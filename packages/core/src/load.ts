import {UgglaError} from '@uggla/protocol';

/** How a file is fetched. */
export interface LoadOptions {
  /** Thing that the file is, as in the error's code: `course` → `course-unavailable`, `course-invalid`. */
  kind: string;
  signal?: AbortSignal | undefined;
  /** Value of the `authorization` header. */
  authorization?: string | undefined;
  /** Whether cookies and logins go along; as `fetch` has it, `same-origin` when not given. */
  credentials?: RequestCredentials | undefined;
}

/** How often a fetch is tried again when the network broke (not when the server answered), and after how long. */
const RETRY_AFTER_MS = [400, 1500];

/**
 * The text at `url`.
 *
 * @throws {@link UgglaError} `<kind>-unavailable`: no answer, or a status that is no success. An abort throws as `fetch` does.
 */
export async function loadText(
  url: string | URL,
  {kind, signal, authorization, credentials}: LoadOptions,
): Promise<string> {
  const {response, text} = await fetchWithRetry(url, kind, {
    ...(signal ? {signal} : {}),
    ...(credentials ? {credentials} : {}),
    ...(authorization ? {headers: {authorization}} : {}),
  });
  if (!response.ok) {
    throw new UgglaError(`${kind}-unavailable`, `${String(url)} answered ${response.status}`, {
      file: String(url),
      status: response.status,
      cure:
        response.status === 404
          ? 'Check the address in `src`.'
          : 'Try again; if it stays so, ask whoever runs the server.',
    });
  }
  return text;
}

/**
 * The JSON at `url`, checked by `schema` (which may still be on its way).
 *
 * @throws {@link UgglaError} `<kind>-unavailable` when it cannot be had, `<kind>-invalid` when it is not JSON or not as the schema says.
 */
export async function loadJson<T>(
  url: string | URL,
  options: LoadOptions & {schema: object | Promise<object>},
): Promise<T> {
  const checking = import('@uggla/protocol/validate.js'); // comes while the file does
  const schema = Promise.resolve(options.schema);
  for (const one of [checking, schema]) one.catch(() => undefined); // told below, when it is waited for
  const text = await loadText(url, options);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UgglaError(`${options.kind}-invalid`, `${String(url)} is no JSON`, {
      cause,
      file: String(url),
      cure: text.trimStart().startsWith('<')
        ? 'A page came back where a file was asked for: check the address, or sign in.'
        : 'Publish it again.',
    });
  }
  const {validate} = await checking;
  return validate<T>(options.kind, await schema, value, String(url));
}

/** The answer and its whole text: a body that breaks off is a broken network like any other. */
async function fetchWithRetry(
  url: string | URL,
  kind: string,
  init: RequestInit,
): Promise<{response: Response; text: string}> {
  for (let tried = 0; ; tried++) {
    try {
      const response = await fetch(url, init);
      return {response, text: await response.text()};
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      const wait = RETRY_AFTER_MS[tried];
      if (wait === undefined) {
        throw new UgglaError(`${kind}-unavailable`, `${String(url)} could not be reached`, {
          cause,
          file: String(url),
          cure: 'Check the connection; for a file on another origin, check that it allows CORS.',
        });
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
