import {readFile, stat} from 'node:fs/promises';
import type {Problems} from '../problems.js';
import type {SourceFile} from './model.js';

/** Nobody writes a text of more; the whole of the longest novels has 5 MB. */
const MAX_TEXT_BYTES = 10_000_000;

/**
 * The text of a file that somebody wrote, without a byte order mark, its lines ended by `\n`; `undefined` (and told)
 * when it cannot be read.
 */
export async function readText({path, name}: SourceFile, problems: Problems): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    const {size} = await stat(path);
    if (size > MAX_TEXT_BYTES) {
      problems.error('file-unreadable', `the file has ${(size / 1e6).toFixed(0)} MB: too much for a text`, {
        file: name,
        cure: `Split it: up to ${MAX_TEXT_BYTES / 1e6} MB are read.`,
      });
      return undefined;
    }
    bytes = await readFile(path);
  } catch (caught) {
    problems.error(
      'file-unreadable',
      `the file cannot be read (${(caught as NodeJS.ErrnoException).code ?? String(caught)})`,
      {file: name, cure: 'Check that it is a file, and that you may read it.'},
    );
    return undefined;
  }
  const text = decode(bytes, name, problems);
  if (text.includes('\0')) {
    problems.error('file-unreadable', 'the file is no text', {
      file: name,
      cure: 'Save it as plain text in UTF-8; a document of a word processor is exported as PDF.',
    });
    return undefined;
  }
  return text.replace(/\r\n?/g, '\n');
}

function decode(bytes: Uint8Array, file: string, problems: Problems): string {
  // Windows’ “Unicode” text: its mark is told by no other encoding
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    const before = new TextDecoder().decode(bytes).split('\uFFFD', 1)[0]!;
    problems.error('text-not-utf8', 'letters of this file are not written in UTF-8; they are taken for Windows-1252', {
      file,
      line: before.split(/\r\n?|\n/).length,
      cure: 'Save it in UTF-8: in most editors under “Save as”, “Encoding”.',
    });
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
