import {isRightToLeft} from '@uggla/protocol';
import {elementFor} from './embed-page.js';
import type {ElementTable} from './element-table.js';

// The page `embed.html` of the bundle, which a frame in another site shows.
const answer = await fetch(new URL('elements.json', import.meta.url));
const element = answer.ok
  ? elementFor(location.search, (await answer.json()) as ElementTable, location.href)
  : undefined;
if (element?.lang) {
  document.documentElement.lang = element.lang;
  document.documentElement.dir = isRightToLeft(element.lang) ? 'rtl' : 'ltr'; // no other page is there to say so
}
if (element) document.body.append(element);
