import type {Article, ArticleNode} from '@uggla/protocol';
import {escapeHtml} from '@uggla/protocol/escape-html.js';
import {Html} from './html.js';

const empty = new Set(['br', 'hr', 'img', 'wbr']);
const names: Readonly<Record<string, string>> = {colSpan: 'colspan', rowSpan: 'rowspan', dateTime: 'datetime'};

/**
 * An article's tree as HTML, for the pages that are read without JavaScript.
 *
 * @param address - Gives the address on this page for one in the article.
 */
export function articleHtml(tree: Article['tree'], address: (written: string) => string): Html {
  const write = (node: ArticleNode): string => {
    if (node.type === 'text') return escapeHtml(node.value);
    const attributes = Object.entries(node.properties ?? {})
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => {
        const text = name === 'href' || name === 'src' ? address(String(value)) : String(value);
        return ` ${names[name] ?? name}="${escapeHtml(text)}"`;
      });
    const open = `<${node.tagName}${attributes.join('')}${node.tagName === 'img' ? ' loading="lazy"' : ''}>`;
    return empty.has(node.tagName) ? open : `${open}${(node.children ?? []).map(write).join('')}</${node.tagName}>`;
  };
  return new Html(tree.children.map(write).join(''));
}
