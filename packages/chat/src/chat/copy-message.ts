import {copyText} from '../answer/copy-text.js';
import type {Draft} from '../conversation/message.js';

/** Copies an answer's Markdown; `done` when the clipboard has it. */
export async function copyMessage({text}: Draft, near: HTMLElement, done: () => void): Promise<void> {
  if (!(await copyText(text, near))) return;
  near.classList.add('copied');
  setTimeout(() => near.classList.remove('copied'), 2000);
  done();
}
