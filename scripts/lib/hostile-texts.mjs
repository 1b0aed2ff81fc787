// Texts that others test sanitizers with, for the chat's hostile test (packages/chat/src/answer/hostile.long.test.ts). They
// are never part of this repository: UGGLA_HOSTILE names a folder of theirs, for example one with DOMPurify's
// test/fixtures/expect.mjs and test/test-suite.js and OWASP's XSS_Filter_Evasion_Cheat_Sheet.md. Nothing of it is run.
import {readFileSync, readdirSync} from 'node:fs';
import {extname, join} from 'node:path';
import {tokenizer} from 'acorn';

/** Shorter ones, and those without any of these characters, harm nobody. */
const MAY_HARM = /[<>:&[\](){}`\\]/;
const SHORTEST = 4;

const readers = {
  '.js': (text) => stringsOf(text, 'script'),
  '.mjs': (text) => stringsOf(text, 'module'),
  '.json': (text) => stringsIn(JSON.parse(text)),
  '.md': (text) => [
    text,
    ...Array.from(text.matchAll(/^```[^\n]*\n(.*?)\n```/gms), ([, code]) => code),
    ...Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code]) => code),
  ],
  '.txt': (text) => text.split('\n'),
};

/**
 * The texts of a folder's files, each once: strings of JavaScript and JSON, code of Markdown, lines of text. By file; a file of
 * another kind is passed over.
 *
 * @param {string | undefined} folder
 * @returns {Record<string, string[]>}
 */
export function hostileTexts(folder) {
  if (!folder) return {};
  const seen = new Set();
  const files = readdirSync(folder)
    .sort()
    .filter((name) => readers[extname(name)]);
  if (files.length === 0)
    throw new Error(`UGGLA_HOSTILE names ${folder}, which holds no ${Object.keys(readers).join(', ')}`);
  return Object.fromEntries(
    files.map((name) => [
      name,
      readers[extname(name)](readFileSync(join(folder, name), 'utf8')).filter(
        (text) => text.length >= SHORTEST && MAY_HARM.test(text) && !seen.has(text) && seen.add(text),
      ),
    ]),
  );
}

/** The value of each string and template of a script, without running it. */
function stringsOf(text, sourceType) {
  return Array.from(tokenizer(text, {ecmaVersion: 'latest', sourceType}))
    .filter(({type}) => type.label === 'string' || type.label === 'template')
    .map(({value}) => value ?? '');
}

function stringsIn(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
