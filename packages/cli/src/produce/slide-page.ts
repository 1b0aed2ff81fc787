import type {Article} from '@uggla/protocol';
import {isRightToLeft} from '@uggla/protocol/right-to-left.js';
import type {AuthoredCampus, CampusFields} from '../authored/model.js';
import {contrast, formatColor, ink, LEAST_CONTRAST, paper, parseColor, readable, slate, type Color} from '../colors.js';
import {articleHtml} from '../publish/pages/article.js';
import {Html, markup} from '../publish/pages/html.js';
import type {ScriptSlide} from './script.js';

/** What slides look like. */
export interface SlideLook {
  /** CSS of colors and typeface. */
  css: string;
  /** Of the brand, as `data:`. */
  logo: string | undefined;
  name: string;
  language: string;
  theme: 'light' | 'dark';
}

/** The size of a picture. */
export const SIZE = {width: 1280, height: 720};

/** Where the campus has no color of its own: that of the elements. */
const plainAccent = parseColor('#0b57a4')!;

/**
 * Colors and typeface of a campus on slides. Its accent is the ground of the title, and made readable where it is written
 * with.
 *
 * @param faces - The fonts of the brand, as `data:`.
 */
export function slideCss(
  {accent, accentText}: NonNullable<CampusFields['brand']>,
  theme: 'light' | 'dark',
  font: Pick<NonNullable<AuthoredCampus['font']>, 'stack'> | undefined,
  faces: readonly {data: string; format: string; weight: string; style: string}[],
): string {
  const own = (accent === undefined ? undefined : parseColor(accent)) ?? plainAccent;
  const ground = theme === 'dark' ? slate : paper;
  const on = (accentText === undefined ? undefined : parseColor(accentText)) ?? own;
  const text: Color =
    contrast(on, own) >= LEAST_CONTRAST
      ? on
      : contrast(own, paper) >= Math.min(LEAST_CONTRAST, contrast(own, ink))
        ? paper
        : ink;
  const mark = contrast(own, ground) >= LEAST_CONTRAST ? own : readable(own, ground);
  const stack =
    font?.stack ??
    `${faces.length > 0 ? "'Uggla brand', " : ''}Inter, 'Noto Sans', system-ui, 'DejaVu Sans', sans-serif`;
  return [
    ...faces.map(
      ({data, format, weight, style}) =>
        `@font-face { font-family: 'Uggla brand'; src: url('${data}') format('${format}'); font-weight: ${weight}; font-style: ${style}; }`,
    ),
    `:root { --ground: ${formatColor(ground)}; --ink: ${formatColor(theme === 'dark' ? paper : ink)}; --accent: ${formatColor(own)}; --on: ${formatColor(text)}; --mark: ${formatColor(mark)}; font-family: ${stack}; }`,
  ].join('\n');
}

/**
 * A slide as a page that loads nothing: pictures stand in it.
 *
 * @param pictures - `data:` addresses by those that were written; others are left out.
 */
export function slidePage(
  slide: ScriptSlide,
  isTitle: boolean,
  look: SlideLook,
  pictures: ReadonlyMap<string, string>,
): string {
  const isPicture = (node: Article['tree']['children'][number]) => node.type === 'element' && node.tagName === 'img';
  const write = (children: Article['tree']['children']) =>
    articleHtml({type: 'root', children}, (written) => pictures.get(written) ?? '');
  const images = slide.shown.filter(
    (node) => isPicture(node) && pictures.has(String(node.type === 'element' && node.properties?.['src'])),
  );
  const blocks = slide.shown.filter((node) => !isPicture(node));
  const kind = isTitle ? 'title' : images.length + blocks.length === 0 ? 'bare' : 'full';
  const body = markup`<header>${slide.within !== undefined && markup`<p>${slide.within}</p>`}${slide.title !== '' && markup`<h1>${slide.title}</h1>`}</header>
<main>${blocks.length > 0 && markup`<div class="text">${write(blocks)}</div>`}${images.length > 0 && markup`<div class="pictures">${write(images)}</div>`}</main>
<footer>${look.logo === undefined ? look.name : markup`<img src="${look.logo}" alt="">`}</footer>`;
  const style = new Html(`${look.css}\n${css}`);
  return markup`<!doctype html>
<html lang="${look.language}" dir="${isRightToLeft(look.language) ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'">
<style>${style}</style></head><body class="${kind} ${look.theme}">${body}</body></html>`.toString();
}

/**
 * Run in the page when it is there: waits for pictures and typefaces, and makes the text as large as fits. Gives whether it
 * fits at all.
 */
export const fitSlide = `(async () => {
  for (const image of document.images) image.loading = 'eager';
  document.body.offsetHeight; // typefaces are asked for when something is laid out
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  const main = document.querySelector('main');
  const parts = [main, ...main.querySelectorAll('.text')];
  const isOver = () => parts.some((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1);
  let size = 38;
  do main.style.fontSize = size + 'px'; while (isOver() && --size >= 20);
  const header = document.querySelector('header');
  return !isOver() && header.scrollWidth <= header.clientWidth + 1 && document.body.scrollHeight <= innerHeight;
})()`;

/** Below what is shown there is room for two lines of captions. */
const css = `
* { box-sizing: border-box; margin: 0 }
html, body { height: 100% }
body { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); gap: 28px; padding: 56px 80px 132px; overflow: hidden;
  background: var(--ground); color: var(--ink); font-size: 34px; line-height: 1.4; border-inline-start: 14px solid var(--accent); overflow-wrap: anywhere }
header p { color: var(--mark); font-size: 24px; font-weight: 600 }
h1 { font-size: 50px; line-height: 1.15; letter-spacing: -0.01em; text-wrap: balance }
main { display: flex; gap: 48px; min-height: 0 }
.text, .pictures { flex: 1; min-width: 0; min-height: 0 }
.text { display: flex; flex-direction: column; justify-content: safe center; gap: 0.6em }
.pictures { display: flex; gap: 24px }
.pictures img { flex: 1; min-width: 0; width: 100%; height: 100%; object-fit: scale-down }
.pictures img[src^='data:image/svg'] { object-fit: contain }
.text img { max-width: 100%; max-height: 5em }
ul, ol { padding-inline-start: 1.3em }
li { margin-block: 0.35em }
li::marker { color: var(--mark); font-weight: 700 }
table { border-collapse: collapse; width: 100% }
th, td { padding: 0.35em 0.6em; text-align: start; border-block-end: 2px solid color-mix(in oklab, var(--ink) 18%, transparent) }
th { color: var(--mark) }
pre, code { font-family: 'JetBrains Mono', 'DejaVu Sans Mono', monospace; font-size: 0.86em }
pre { padding: 0.8em 1em; direction: ltr; text-align: left; white-space: pre-wrap; background: color-mix(in oklab, var(--ink) 8%, transparent); border-radius: 12px }
blockquote { padding-inline-start: 0.9em; border-inline-start: 8px solid var(--mark); font-size: 1.15em }
a { color: inherit }
footer { position: absolute; inset-block-end: 26px; inset-inline: 94px 80px; height: 40px; display: flex; justify-content: flex-end; align-items: center; font-size: 24px; opacity: 0.8 }
footer img { max-height: 40px; max-width: 220px }
.dark footer img, .title footer img { background: #fff; padding: 6px 10px; border-radius: 8px }
.bare { align-content: center; grid-template-rows: auto }
.bare main { display: none }
.bare h1 { font-size: 68px }
.title { align-content: center; grid-template-rows: auto; background: var(--accent); color: var(--on); border-inline-start: 0; padding-inline: 94px }
.title main { display: none }
.title h1 { font-size: 76px }
.title footer { opacity: 1; justify-content: flex-start; font-size: 28px; inset-block-end: 48px; height: 56px }
.title footer img { max-height: 64px; max-width: 320px }
`;
