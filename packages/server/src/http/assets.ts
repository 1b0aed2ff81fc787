import {readFileSync} from 'node:fs';
import type {Hono} from 'hono';
import type {Env} from '../env.js';
import {contentType} from '../files/content-types.js';

/** Text of a file of `assets/`. */
export function asset(name: string): string {
  return readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8');
}

/** The style of a page: after what all pages of the server have alike, and without the breaks and spaces between lines. */
export function pageStyle(name: string): string {
  return `${asset('common.css')}${asset(name)}`
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/([{};,:])\s*\n\s*/g, '$1')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** Gives scripts and styles of pages, by name, below `place`. */
export function giveAssets(app: Hono<Env>, place: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files))
    app.get(`${place}/${name}`, (c) =>
      c.body(text, 200, {'Content-Type': contentType(name), 'Cache-Control': 'no-cache'}),
    );
}
