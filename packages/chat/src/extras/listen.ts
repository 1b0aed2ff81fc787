import type {Recognizer} from './transcribe.js';

// As much of the Web Speech API as is used here: TypeScript knows none of it.

interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally?: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}

interface RecognitionClass {
  new (): Recognition;
  available?(options: {langs: string[]; processLocally: boolean}): Promise<string>;
}

interface ResultEvent extends Event {
  readonly results: ArrayLike<ArrayLike<{transcript: string}> & {isFinal: boolean}>;
}

/** What is heard: all of it so far, as text. */
export interface Hearing {
  heard(text: string): void;
  /** The sound is being written down. */
  writing?(): void;
  /** `refused`: no microphone. */
  ended(trouble?: 'refused' | 'failed'): void;
}

/** Ends the listening; what was said until then still counts. */
export interface Listening {
  stop(): void;
  /** Forgets what was said. */
  drop(): void;
}

/** The browser's own recogniser; `undefined` where there is none. */
export function ownRecognition(): RecognitionClass | undefined {
  const {SpeechRecognition, webkitSpeechRecognition} = globalThis as {
    SpeechRecognition?: RecognitionClass;
    webkitSpeechRecognition?: RecognitionClass;
  };
  return SpeechRecognition ?? webkitSpeechRecognition;
}

/** Whether the browser's recogniser does its work on this device. */
export async function staysHere(language: string): Promise<boolean> {
  const Recognition = ownRecognition();
  return (await Recognition?.available?.({langs: [language], processLocally: true}).catch(() => '')) === 'available';
}

/** Listens with the browser's recogniser. */
export function listen(language: string, here: boolean, hearing: Hearing): Listening {
  const recognition = new (ownRecognition()!)();
  Object.assign(recognition, {
    lang: language,
    continuous: true,
    interimResults: true,
    ...(here ? {processLocally: true} : {}),
  });
  let trouble: 'refused' | 'failed' | undefined;
  let dropped = false;
  recognition.addEventListener('result', (event) => {
    if (dropped) return;
    const {results} = event as ResultEvent;
    hearing.heard(
      Array.from(results, (result) => result[0]?.transcript ?? '')
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  });
  recognition.addEventListener('error', (event) => {
    const {error} = event as unknown as {error: string};
    if (error === 'aborted' || error === 'no-speech') return; // nothing was said: no trouble
    trouble = error === 'not-allowed' || error === 'audio-capture' ? 'refused' : 'failed';
  });
  recognition.addEventListener('end', () => dropped || hearing.ended(trouble));
  recognition.start();
  return {
    stop: () => recognition.stop(),
    drop: () => {
      dropped = true;
      recognition.abort();
    },
  };
}

/** Records, and lets `recognizer` write it down when it is over. */
export function record(language: string, recognizer: Recognizer, hearing: Hearing): Listening {
  const abort = new AbortController();
  let recorder: MediaRecorder | undefined;
  let stopped = false;
  const run = async (): Promise<void> => {
    const stream = await navigator.mediaDevices.getUserMedia({audio: true}).catch(() => undefined);
    if (abort.signal.aborted || !stream || stopped) {
      stream?.getTracks().forEach((track) => track.stop());
      if (!abort.signal.aborted) hearing.ended(stream ? undefined : 'refused');
      return;
    }
    const sound = await new Promise<Blob>((resolve) => {
      const pieces: Blob[] = [];
      recorder = new MediaRecorder(stream);
      recorder.addEventListener('dataavailable', ({data}) => pieces.push(data));
      recorder.addEventListener('stop', () => resolve(new Blob(pieces, {type: recorder!.mimeType})));
      recorder.start();
    });
    stream.getTracks().forEach((track) => track.stop());
    if (abort.signal.aborted) return;
    hearing.writing?.();
    const text = await recognizer(sound, {language, signal: abort.signal});
    if (abort.signal.aborted) return;
    hearing.heard(text);
    hearing.ended();
  };
  run().catch(() => abort.signal.aborted || hearing.ended('failed'));
  return {
    stop: () => {
      stopped = true;
      if (recorder?.state === 'recording') recorder.stop();
    },
    drop: () => {
      abort.abort();
      if (recorder?.state === 'recording') recorder.stop();
    },
  };
}
