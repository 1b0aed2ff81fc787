import type {Article, ArticleNode} from '@uggla/protocol';
import {articleTags} from '@uggla/protocol/article-tags.js';
import {safeUrl} from './safe-url.js';

/** Attributes that hold an address, and what it is for. */
const addresses: Readonly<Record<string, 'link' | 'image'>> = {href: 'link', src: 'image'};

/** Trees deeper than this are cut: no text is, an attack may be. */
const DEEPEST = 60;

/**
 * An article as nodes, made by `createElement`: no HTML string is ever parsed. What is not on the list is left out, its
 * text stays.
 *
 * @param base - Address of the article's file: relative addresses in it go by it.
 */
export function renderArticle(article: Pick<Article, 'tree'>, base: string | URL): DocumentFragment {
  const fragment = document.createDocumentFragment();
  appendAll(fragment, article.tree.children, base, 0);
  return fragment;
}

function appendAll(parent: Node, nodes: readonly ArticleNode[], base: string | URL, depth: number): void {
  if (depth > DEEPEST) return;
  for (const node of nodes) {
    if (node.type === 'text') {
      parent.appendChild(document.createTextNode(node.value));
      continue;
    }
    const made = makeElement(node.tagName, node.properties ?? {}, base);
    if (made) parent.appendChild(made);
    appendAll(made ?? parent, node.children ?? [], base, depth + 1);
  }
}

function makeElement(
  tag: string,
  properties: Readonly<Record<string, unknown>>,
  base: string | URL,
): HTMLElement | undefined {
  const attributes = Object.hasOwn(articleTags, tag) ? articleTags[tag] : undefined;
  if (!attributes) return undefined;
  const element = document.createElement(tag);
  for (const name of attributes) {
    const value = properties[name];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const use = addresses[name];
    const kept = use ? safeUrl(String(value), base, use) : String(value);
    if (kept !== undefined) element.setAttribute(name.toLowerCase(), kept);
  }
  // A letter or a call opens no window.
  if (
    element instanceof HTMLAnchorElement &&
    /^https?:$/.test(element.protocol) &&
    element.origin !== location.origin
  ) {
    element.rel = 'noopener noreferrer';
    element.target = '_blank';
  }
  if (element instanceof HTMLImageElement) element.loading = 'lazy';
  return element;
}
