/** What can be asked for by voice. */
export type Command = 'next' | 'previous' | 'repeat';

/** The part of the Web Speech API that is used; `webkitSpeechRecognition` in Chromium and Safari. */
interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  processLocally?: boolean;
  start(): void;
  abort(): void;
}

interface ResultEvent extends Event {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{readonly transcript: string}> & {readonly isFinal: boolean}>;
}

type Maker = {new (): Recognition; available?(options: object): Promise<string>};

function maker(): Maker | undefined {
  const all = globalThis as {SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker};
  return all.SpeechRecognition ?? all.webkitSpeechRecognition;
}

/** Whether this browser can listen at all. */
export function canListen(): boolean {
  return maker() !== undefined;
}

/** Whether it can do so in this language without sending what it hears anywhere. */
export async function listensLocally(language: string): Promise<boolean> {
  try {
    return (await maker()?.available?.({langs: [language], processLocally: true})) === 'available';
  } catch {
    return false;
  }
}

/** The command that words hold; the last one said counts. */
export function commandIn(words: string, said: Readonly<Record<Command, readonly string[]>>): Command | undefined {
  const heard = plain(words);
  const places = (Object.keys(said) as Command[]).map((command) => ({
    command,
    at: Math.max(...said[command].map((word) => heard.lastIndexOf(` ${plain(word).trim()} `))),
  }));
  const last = places.reduce((one, other) => (other.at > one.at ? other : one));
  return last.at < 0 ? undefined : last.command;
}

function plain(words: string): string {
  return ` ${words
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
}

/** Listens until it is stopped. A browser ends after each pause: then it is begun again. */
export function listen(options: {
  language: string;
  isLocal: boolean;
  heard: (words: string) => void;
  failed: () => void;
}): () => void {
  const Recognition = maker()!;
  const recognition = new Recognition();
  const stop = new AbortController();
  const {signal} = stop;
  recognition.lang = options.language;
  recognition.continuous = true;
  if (options.isLocal) recognition.processLocally = true;
  const end = () => {
    stop.abort();
    recognition.abort();
  };
  recognition.addEventListener(
    'result',
    (event) => {
      const {results, resultIndex} = event as ResultEvent;
      for (let at = resultIndex; at < results.length; at++)
        if (results[at]!.isFinal) options.heard(results[at]![0]!.transcript);
    },
    {signal},
  );
  recognition.addEventListener(
    'error',
    (event) => {
      if (['no-speech', 'aborted'].includes((event as Event & {error?: string}).error ?? '')) return;
      end();
      options.failed();
    },
    {signal},
  );
  recognition.addEventListener('end', () => recognition.start(), {signal});
  recognition.start();
  return end;
}
