import {spawn} from 'node:child_process';
import {UgglaError} from '@uggla/protocol';
import {installLine} from '../../install-line.js';
import type {SpeechEngine} from './engine.js';

/** Words a minute at speed 1: espeak-ng's own 175 is fast for who learns. */
const WORDS_A_MINUTE = 155;

/** A sentence is spoken in a tenth of a second; a minute is a fault. */
const SPEAK_MS = 60_000;

/** espeak-ng: understood in a hundred languages, natural in none. It plans each clause by itself, so it may be given them one by one. */
export function espeak(): SpeechEngine {
  return {
    id: 'espeak-ng',
    breath: 'clause',
    voiceOf: (language) => language.toLowerCase(),
    async open(voices) {
      if ((await run(['--version'])).code !== 0)
        throw new UgglaError('speech-missing', 'there is nothing that speaks: espeak-ng is not on this machine', {
          cure: `Install it: ${installLine('espeak-ng')}; or name an engine: --speech http://localhost:8880/v1.`,
        });
      for (const [language, voice] of voices) {
        if ((await run(['-q', '-v', voice, '--', ''])).code !== 0)
          throw new UgglaError('voice-unknown', `espeak-ng has no voice “${voice}” for “${language}”`, {
            field: 'film.voice',
            cure: 'Name one of `espeak-ng --voices` in the script: `film: {voice: en-gb}`; or another engine with --speech.',
          });
      }
    },
    async speak(text, voice, speed) {
      const args = ['-v', voice, '-s', String(Math.round(WORDS_A_MINUTE * speed)), '--stdin', '--stdout'];
      const {code, stdout, stderr} = await run(args, sayable(text));
      if (code === 0) return stdout;
      throw new UgglaError(
        'speech-failed',
        `espeak-ng could not say “${text.slice(0, 60)}”: ${stderr.trim().slice(0, 200)}`,
        {
          cure: 'Try the same by hand: `espeak-ng -v VOICE "text"`.',
        },
      );
    },
  };
}

/** A text as one that it only reads: what stands in double brackets it takes for phonemes, what follows a control character for a command. */
export function sayable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').replace(/\[(?=\[)/g, '[ ');
}

/** Runs espeak-ng to its end; a code of −1: it is not there. */
function run(args: readonly string[], input = ''): Promise<{code: number; stdout: Buffer; stderr: string}> {
  return new Promise((resolve) => {
    const child = spawn('espeak-ng', args, {timeout: SPEAK_MS});
    const parts: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    child.stdin.on('error', () => undefined); // it ended before it had read all: its code tells
    child.once('error', ({message}) => resolve({code: -1, stdout: Buffer.alloc(0), stderr: message}));
    child.once('close', (code) => resolve({code: code ?? 1, stdout: Buffer.concat(parts), stderr}));
    child.stdin.end(input);
  });
}
