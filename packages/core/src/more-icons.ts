import type {TemplateResult} from 'lit';
import {draw, icon as playerIcon, type IconName as PlayerIconName} from './icons.js';

/** What a page with a player alone never shows; after the manner of icons.ts. */
const paths = {
  search: '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
  close: '<path d="M6 6l12 12M18 6L6 18"/>',
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  next: '<path d="M9 5l7 7-7 7"/>',
  previous: '<path d="M15 5l-7 7 7 7"/>',
  menu: '<path d="M4 7h16M4 12h16M4 17h16"/>',
  book: '<path d="M5 4.5h6a2 2 0 0 1 2 2V20a2 2 0 0 0-2-2H5zM19.5 4.5H15a2 2 0 0 0-2 2V20a2 2 0 0 1 2-2h4.5z"/>',
  article: '<rect x="5" y="3.5" width="14" height="17" rx="2"/><path d="M8.5 8h7M8.5 12h7M8.5 16h4"/>',
  quiz: '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.6c-.7.3-1 .8-1 1.6M12 16.8v.2"/>',
  sign: '<path d="M4 20h16M6 16c3-8 6-12 8-11s-2 7-5 9c2-1 4-1 4 .5s2 .5 4-.5"/>',
  video: '<rect x="3" y="5.5" width="18" height="13" rx="2.5"/><path d="M10 9.5v5l4.5-2.5z" fill="currentColor"/>',
  audio:
    '<path d="M5 14v-2a7 7 0 0 1 14 0v2M5 14h3v5H6.5A1.5 1.5 0 0 1 5 17.5zM19 14h-3v5h1.5a1.5 1.5 0 0 0 1.5-1.5z"/>',
  guide: '<path d="M14.5 6.5a4 4 0 0 0 5 5L11 20a2.5 2.5 0 0 1-3.5-3.5L16 8zM14.5 6.5L17 4a4 4 0 0 0-2.5 2.5z"/>',
  product: '<path d="M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8"/>',
  external: '<path d="M13 4h7v7M20 4l-9 9M17 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h5"/>',
  download: '<path d="M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14"/>',
} as const;

/** Name of an icon. */
export type IconName = PlayerIconName | keyof typeof paths;

/** Any icon, in the colour and size of the text around it. Decoration: the control that holds it has the name. */
export function icon(name: IconName): TemplateResult {
  return name in paths ? draw(paths[name as keyof typeof paths]) : playerIcon(name as PlayerIconName);
}
