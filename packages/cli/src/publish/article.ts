import {dirname, join} from 'node:path';
import type {Article, ArticleNode} from '@uggla/protocol';
import {articleTags} from '@uggla/protocol/article-tags.js';
import type {Element, ElementContent, Nodes, Root} from 'hast';
import rehypeSanitize, {defaultSchema, type Options as SanitizeOptions} from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import {unified} from 'unified';
import type {Body} from '../authored/model.js';

/** As an author writes them, `h1` too: the highest heading of a text becomes `h2`. */
const tags = Object.fromEntries(Object.entries({...articleTags, h1: []}).map(([tag, names]) => [tag, [...names]]));

/** What an article may hold: the tags that the elements build, and no more. */
const sanitizeOptions: SanitizeOptions = {
  ...defaultSchema,
  tagNames: Object.keys(tags),
  attributes: tags,
  protocols: {href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https']},
  ancestors: {},
  required: {},
  strip: ['script', 'style'],
  clobber: [],
};

/** What stands as a heading over the footnotes of a text. */
export const FOOTNOTES = '—';

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, {clobberPrefix: '', footnoteLabel: FOOTNOTES})
  .use(rehypeSanitize, sanitizeOptions);

/** A link or picture that points to a file in the authored folder. */
export interface LocalFile {
  /** As written, decoded. */
  named: string;
  /** `#part` or `?query` behind it. */
  rest: string;
  line: number | undefined;
  /** Gives the address in the published folder; without it the link is taken out. */
  replace(address: string | undefined): void;
}

/** Markdown as a tree that may be published. */
export interface MadeArticle {
  tree: Root;
  /** Links and pictures that go to files beside it. */
  local: LocalFile[];
  /** Pictures without alternative text: their lines. */
  withoutAlt: (number | undefined)[];
}

/** Markdown as a sanitised tree: no raw HTML, no addresses but of the web, mail, telephone and files beside it. */
export function makeTree({markdown, linesBefore}: Pick<Body, 'markdown' | 'linesBefore'>): MadeArticle {
  const tree = processor.runSync(processor.parse(markdown)) as Root;
  const local: LocalFile[] = [];
  const withoutAlt: (number | undefined)[] = [];
  const lowest = Math.min(...headings(tree));
  visit(tree, (node) => {
    const line = node.position ? node.position.start.line + linesBefore : undefined;
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level) node.tagName = `h${Math.min(6, Math.max(2, Number(level) - lowest + 2))}`;
    for (const key of ['href', 'src'] as const) {
      const value = node.properties[key];
      if (typeof value !== 'string' || value === '' || /^([a-z][a-z0-9+.-]*:|\/\/|#|\/)/i.test(value)) continue;
      const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(value)!;
      local.push({
        named: decode(path),
        rest,
        line,
        replace: (address) => {
          if (address === undefined) delete node.properties[key];
          else node.properties[key] = address + rest;
        },
      });
    }
    if (node.tagName === 'img' && !node.properties['alt']) withoutAlt.push(line);
  });
  return {tree, local, withoutAlt};
}

/** The tree as the published file has it: no positions, no spaces between blocks, no empty properties. */
export function toArticle(tree: Root, language: string, title?: string): Article {
  const children = reduce(tree.children as ElementContent[]) as Article['tree']['children'];
  return {
    language,
    ...(title === undefined ? {} : {title}),
    words: countWords(textOf(tree)),
    tree: {type: 'root', children},
  };
}

/** All that a tree says. */
export function textOf(node: Nodes | ArticleNode | Article['tree']): string {
  if (node.type === 'text') return (node as {value: string}).value;
  const children = (node as {children?: Nodes[]}).children ?? [];
  const text = children.map(textOf).join('');
  return /^(p|h\d|li|td|th|dt|dd|br|pre|summary|figcaption)$/.test((node as {tagName?: string}).tagName ?? '')
    ? `${text} `
    : text;
}

/** The text of a tree in pieces under their headings, for the search. */
export function sectionsOf(tree: Article['tree'], words = 60): string[] {
  const pieces: string[] = [];
  let open = '';
  const push = () => {
    const text = open.replace(/\s+/g, ' ').trim();
    if (text) pieces.push(text);
    open = '';
  };
  const blocks = (nodes: readonly ArticleNode[]): void => {
    for (const node of nodes) {
      if (node.type === 'element' && /^(ul|ol|blockquote|table|thead|tbody|details|figure|dl)$/.test(node.tagName)) {
        blocks(node.children ?? []);
        continue;
      }
      const text = textOf(node);
      if (node.type === 'element' && /^h\d$/.test(node.tagName)) push();
      else if (countWords(open) + countWords(text) > words && countWords(open) >= words / 2) push();
      open += node.type === 'element' && /^h\d$/.test(node.tagName) ? `${text.trim()}: ` : `${text} `;
    }
  };
  blocks(tree.children);
  push();
  return pieces;
}

/** The folder that a published article's relative addresses go by. */
export function relativeTo(from: string, to: string): string {
  const up = dirname(from)
    .split('/')
    .filter((part) => part !== '.');
  const parts = to.split('/');
  while (up.length > 0 && parts.length > 1 && up[0] === parts[0]) {
    up.shift();
    parts.shift();
  }
  return join('../'.repeat(up.length), parts.map(encodeURIComponent).join('/'));
}

function headings(tree: Root): number[] {
  const levels = [6];
  visit(tree, ({tagName}) => {
    if (/^h[1-6]$/.test(tagName)) levels.push(Number(tagName[1]));
  });
  return levels;
}

function visit(node: Root | ElementContent, see: (element: Element) => void): void {
  if (node.type === 'element') see(node);
  if ('children' in node) for (const child of node.children) visit(child as ElementContent, see);
}

function reduce(nodes: readonly ElementContent[], inPre = false): ArticleNode[] {
  const out: ArticleNode[] = [];
  for (const node of nodes) {
    if (node.type === 'text') {
      if (inPre || node.value.trim() !== '' || !/\n/.test(node.value)) out.push({type: 'text', value: node.value});
      continue;
    }
    if (node.type !== 'element') continue;
    const properties = Object.fromEntries(
      Object.entries(node.properties).filter(([, value]) => value !== undefined && value !== null),
    );
    const children = reduce(node.children, inPre || node.tagName === 'pre');
    out.push({
      type: 'element',
      tagName: node.tagName,
      ...(Object.keys(properties).length > 0 ? {properties} : {}),
      ...(children.length > 0 ? {children} : {}),
    });
  }
  return out;
}

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
