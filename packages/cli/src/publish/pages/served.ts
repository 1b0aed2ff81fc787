import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {writeWhole} from '../../files.js';
import {finderPath} from './finder.js';
import {serverMark} from './pages.js';

/**
 * Gives the questions to begin with to the chat, in the language of the page, as campus.json has them. A file of its own,
 * since the page runs no script that stands in it.
 */
const script = `const chat = document.querySelector('uggla-chat');
const languages = [document.documentElement.lang, ...navigator.languages];
const pick = (text) => {
  if (typeof text !== 'object') return text;
  const near = (tag) => Object.keys(text).find((key) => key.split('-')[0] === tag.split('-')[0]);
  const key = languages.map(near).find(Boolean) ?? Object.keys(text)[0];
  return text[key];
};
const answer = await fetch('campus.json');
const {chat: words} = answer.ok ? await answer.json() : {};
if (words?.suggestions) chat.suggestions = words.suggestions.map(pick);
if (words?.greeting) {
  const greeting = document.createElement('p');
  greeting.slot = 'greeting';
  greeting.textContent = pick(words.greeting);
  chat.append(greeting);
}
`;

/**
 * Writes the campus page as a server shows it: with the chat, and with the address to which records go; and the fault
 * finder, where there is one, with that address too.
 *
 * @param signIn - People sign in on the page itself: it shows who is in, and the chat asks in their name.
 * @returns The folder that holds it.
 */
export async function writeServedPage(root: string, folder: string, signIn = false): Promise<string> {
  const page = await readFile(join(root, 'index.html'), 'utf8').catch(() => '');
  if (!page.includes(serverMark)) return folder;
  const served = page
    .replace('<uggla-campus src="campus.json"', '<uggla-campus id="campus" src="campus.json" endpoint="."')
    .replace(
      '</head>',
      `<script type="module" src="served.js"></script>\n${signIn ? '<script type="module" src="account/account.js"></script>\n' : ''}</head>`,
    )
    .replace(serverMark, '<uggla-chat endpoint="v1" for="campus" layout="floating"></uggla-chat>');
  await writeWhole(join(folder, 'index.html'), served);
  await writeWhole(join(folder, 'served.js'), script);
  const finder = await readFile(join(root, finderPath), 'utf8').catch(() => '');
  if (finder === '') await rm(join(folder, finderPath), {force: true}); // one of an earlier start
  else
    await writeWhole(
      join(folder, finderPath),
      finder.replace('<uggla-guide campus="../campus.json"', '<uggla-guide campus="../campus.json" endpoint=".."'),
    );
  return folder;
}
