import {remoteKey} from '@uggla/core/tv/remote-keys.js';
import type {Talk} from './talk.js';
import {afterFocus, handOn, walkInto} from './walk-into.js';

const OUT = ['up', 'down', 'left', 'right', 'back'];
const walk = new URL('./walk.js', location.href).href;
let isListening = false;

/**
 * Goes into what this frame shows, by the keys of a remote control. Where that is of this origin, arrows walk in it; keys that
 * lead out of it are told to the page. A page of another origin has all keys for itself.
 */
export function enterFrame(root: HTMLElement, talk: Talk): void {
  const goOn = () => {
    const frame = root.querySelector('iframe');
    if (!frame || !walkInto(frame, walk)) return; // it goes on when its page has come
    handOn(frame);
  };
  goOn();
  if (isListening) return;
  isListening = true;
  root.addEventListener('load', goOn, {capture: true}); // its page has come, or another of the package
  afterFocus(goOn);
  document.addEventListener('keydown', (event) => {
    const key = remoteKey(event);
    if (!key || !OUT.includes(key)) return;
    event.preventDefault();
    // An arrow that nothing within has said was pressed before its page was there, or when that had lost the focus.
    if (key === 'back' || !event.isTrusted) talk.tell({type: 'left'});
    else goOn();
  });
}
