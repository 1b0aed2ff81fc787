/**
 * The script of `frame.html`: books, documents and pages of others, kept away from the page that shows them. It knows
 * nothing of courses; the page says what to open and hears where the reader is.
 *
 * @module
 */
import type {FrameLook, FrameMark, ToFrame} from '@uggla/protocol/frame.js';
import {enterFrame} from './enter.js';
import {Talk} from './talk.js';

/** A book or document on the screen. */
export interface FramedContent {
  go(to: Extract<ToFrame, {type: 'go'}>['to']): void;
  look(look: FrameLook): void;
  /** Looks through all of it. */
  search?(query: string): void;
  /** Highlights these places, and no others. */
  mark?(marks: readonly FrameMark[]): void;
}

const root = document.querySelector<HTMLElement>('#content')!;
let shown: FramedContent | undefined;
let isOpening = false;
/** What was asked for while the book was still being opened. */
const waiting: Extract<ToFrame, {type: 'go'}>['to'][] = [];
/** What shall be looked for and highlighted, when that was said before the book was there. */
let query: string | undefined;
let marks: readonly FrameMark[] | undefined;
/** How it shall look, as the page said last. */
let wanted: FrameLook | undefined;

const talk = new Talk(location.hash, (message) => {
  switch (message.type) {
    case 'open':
      void open(message.content);
      break;
    case 'go':
      if (shown) shown.go(message.to);
      else waiting.push(message.to);
      break;
    case 'look':
      setLook(message.look);
      break;
    case 'search':
      query = message.query;
      shown?.search?.(query);
      break;
    case 'enter':
      enterFrame(root, talk);
      break;
    case 'marks':
      marks = message.marks;
      shown?.mark?.(marks);
      break;
  }
});

async function open(content: Extract<ToFrame, {type: 'open'}>['content']): Promise<void> {
  if (isOpening) return; // a frame shows one thing: the page makes another frame for the next
  isOpening = true;
  document.title = content.title || 'Uggla';
  try {
    if (content.kind === 'page') {
      const {showPage} = await import('./page.js');
      shown = await showPage(root, content, talk);
      return;
    }
    if (content.language) document.documentElement.lang = content.language;
    if (content.kind === 'package') {
      const show =
        content.standard === 'h5p' ? (await import('./h5p.js')).showH5p : (await import('./scorm.js')).showScorm;
      shown = await show(root, content, talk);
      return;
    }
    setLook(content.look);
    const show = content.kind === 'epub' ? (await import('./epub.js')).showEpub : (await import('./pdf.js')).showPdf;
    shown = await show(root, content, talk);
    if (wanted) shown.look(wanted);
    if (marks) shown.mark?.(marks);
    if (query !== undefined) shown.search?.(query);
    for (const to of waiting.splice(0)) shown.go(to);
  } catch (error) {
    talk.tell({type: 'failed', message: error instanceof Error ? error.message : String(error)});
  }
}

function setLook(look: FrameLook): void {
  wanted = look;
  document.documentElement.classList.toggle('dark', look.dark);
  shown?.look(look);
}
