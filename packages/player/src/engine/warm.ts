import {wantedLanguages} from '@uggla/core/languages.js';
import {recall, recallPlace} from '../memory/memory.js';
import type {Answer} from './ask.js';
import {fetchBeginning} from './early.js';
import type {Prefetched} from './early.js';
import {flawOfList} from './flaws.js';
import {buildFor, importBuild} from './manifest.js';

/** What was asked for of a film before its player was there. */
interface Beginning {
  /** It is that of a film that starts at this second, */
  readonly time: number;
  /** and is heard in this language. */
  readonly language: string;
  readonly prefetched: Prefetched;
  /** Address of the quality that it begins with. */
  readonly begins: string | undefined;
  readonly abort: AbortController;
}

/** A stream that was asked for before its player was there. */
interface Warm {
  /** Its first playlist. Rejects where it makes no sense: then it is to be asked again. */
  readonly answer: Promise<Answer>;
  /** Is there when the answer is. */
  beginning?: Beginning | undefined;
}

/** An answer of which all has come. */
interface Whole {
  readonly head: Response;
  readonly body: ArrayBuffer;
}

const begun = new Map<string, Warm>();

/** Goes on with a stream that was asked for before its player was there: brings the build that it needs and the beginning of the film. */
export async function warm(host: HTMLElement, url: string, asked: Promise<Whole>): Promise<void> {
  const one: Warm = {answer: asked.then(read)};
  begun.set(url, one);
  try {
    const answer = await one.answer;
    const playlist = new TextDecoder().decode(answer.bytes);
    one.beginning = begin(host, url, playlist, answer.url);
    await importBuild(buildFor(playlist));
  } catch {
    // The player asks itself, and tells of what fails.
  }
}

/** What was asked for early under that address; given once. */
export function takeWarm(url: string): Warm | undefined {
  const one = begun.get(url);
  begun.delete(url);
  return one;
}

/** Asks for what the player will ask for, as far as its attributes and what the viewer chose before tell. */
function begin(host: HTMLElement, url: string, playlist: string, from: string): Beginning | undefined {
  if (host.matches('[start-time],[clip-start],[clip-end],[quality],[layout=audio],[no-memory]')) return undefined;
  const time = host.matches('[no-resume],[loop]') ? 0 : (recallPlace(url.replace(/[?#].*$/, '')) ?? 0);
  const language = host.getAttribute('audio-language') || recall().audio || wantedLanguages(host)[0]!;
  const [prefetched, abort]: [Prefetched, AbortController] = [new Map(), new AbortController()];
  const asking = {signal: abort.signal, credentials: 'same-origin'} as const;
  const begins = fetchBeginning(playlist, from, {time, language}, prefetched, asking);
  return {time, language, prefetched, begins, abort};
}

function read({head: {ok, url, status, headers}, body}: Whole): Answer {
  const answer = {url, status, headers, bytes: new Uint8Array(body)};
  const flaw = ok ? flawOfList(answer) : `answered ${status}`;
  if (flaw !== undefined) throw new Error(`${url} ${flaw}`);
  return answer;
}
