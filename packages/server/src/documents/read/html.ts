import {parse, type DefaultTreeAdapterTypes} from 'parse5';
import type {Block, ReadDocument} from './document.js';

type Node = DefaultTreeAdapterTypes.Node;

/** What is no text of the page, or is not shown. */
const silent = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'math',
  'head',
  'iframe',
  'object',
  'nav',
  'select',
  'textarea',
]);
/** Elements that begin a paragraph of their own. */
const own = new Set([
  'p',
  'li',
  'tr',
  'dt',
  'dd',
  'blockquote',
  'pre',
  'div',
  'section',
  'article',
  'table',
  'ul',
  'ol',
  'figcaption',
  'caption',
  'hr',
  'br',
  'body',
  'main',
  'header',
  'footer',
  'aside',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);

/** Reads the text of a page: nothing of it is run or fetched. Its `<title>`, else its first heading, is its title. */
export function readHtml(text: string): ReadDocument {
  const blocks: Block[] = [];
  let title = '';
  let open = '';
  let heading: number | undefined;
  const close = () => {
    if (open.trim() !== '') blocks.push({text: open, ...(heading === undefined ? {} : {heading})});
    open = '';
  };
  // a stack, not recursion: pages are nested as deep as whoever wrote them likes
  const stack: (Node | (() => void))[] = [parse(text)];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (typeof node === 'function') {
      node();
    } else if (node.nodeName === '#text') {
      open += (node as DefaultTreeAdapterTypes.TextNode).value;
    } else if ('childNodes' in node) {
      const name = node.nodeName;
      if (name === 'title' && title === '') title = textOf(node);
      if (name === 'head') stack.push(...node.childNodes.filter(({nodeName}) => nodeName === 'title'));
      if (silent.has(name) || name === 'title' || isHidden(node)) continue;
      if (name === 'td' || name === 'th') open += open.trim() === '' ? '' : ' · ';
      const before = heading;
      if (own.has(name)) {
        close();
        if (/^h[1-6]$/.test(name)) heading = Number(name[1]);
        stack.push(() => {
          close();
          heading = before;
        });
      }
      for (let at = node.childNodes.length - 1; at >= 0; at--) stack.push(node.childNodes[at]!);
    }
  }
  close();
  const called = title.trim() || blocks.find((block) => block.heading !== undefined)?.text.trim();
  return {...(called ? {title: called} : {}), blocks};
}

function textOf({childNodes}: DefaultTreeAdapterTypes.ParentNode): string {
  return childNodes.map((node) => ('value' in node ? node.value : '')).join('');
}

/** What the page hides from people is not quoted to them. */
function isHidden(node: DefaultTreeAdapterTypes.ParentNode): boolean {
  if (!('attrs' in node)) return false;
  return node.attrs.some(
    ({name, value}) =>
      name === 'hidden' ||
      (name === 'aria-hidden' && value === 'true') ||
      (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)),
  );
}
