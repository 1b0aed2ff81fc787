import type {Answer} from './ask.js';
import {flawOfList} from './flaws.js';
import {buildFor, importBuild} from './manifest.js';

const begun = new Map<string, Promise<Answer>>();

/** Goes on with a stream that was asked for before its player was there: brings the build that it needs, and keeps the answer. */
export async function warm(url: string, asked: Promise<Response>): Promise<void> {
  const answer = asked.then(read);
  begun.set(url, answer);
  try {
    await importBuild(buildFor(new TextDecoder().decode((await answer).bytes)));
  } catch {
    // The player asks itself, and tells of what fails.
  }
}

/** What was asked for early under that address; given once. Rejects where it makes no sense: then it is to be asked again. */
export function takeWarm(url: string): Promise<Answer> | undefined {
  const answer = begun.get(url);
  begun.delete(url);
  return answer;
}

async function read(response: Response): Promise<Answer> {
  const {url, status, headers} = response;
  const answer = {url, status, headers, bytes: new Uint8Array(await response.arrayBuffer())};
  const flaw = response.ok ? flawOfList(answer) : `answered ${status}`;
  if (flaw !== undefined) throw new Error(`${url} ${flaw}`);
  return answer;
}
