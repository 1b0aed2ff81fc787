import {fromMarkdown} from 'mdast-util-from-markdown';
import {gfmFromMarkdown} from 'mdast-util-gfm';
import {toString} from 'mdast-util-to-string';
import {gfm} from 'micromark-extension-gfm';
import type {Block, ReadDocument} from './document.js';

/** Reads Markdown (GFM); `title:` of its front matter, else its first heading, is its title. */
export function readMarkdown(text: string): ReadDocument {
  const [, matter = ''] = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  const body =
    matter === '' ? text : text.slice(text.indexOf(matter) + matter.length).replace(/^\r?\n---[ \t]*(\r?\n|$)/, '');
  const tree = fromMarkdown(body, {extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()]});
  const blocks: Block[] = [];
  read(tree as Node, blocks);
  const told = /^title:\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*$/m.exec(matter);
  const title = told?.[1] ?? told?.[2] ?? told?.[3] ?? blocks.find(({heading}) => heading === 1)?.text;
  return {...(title ? {title} : {}), blocks};
}

interface Node {
  type: string;
  depth?: number;
  value?: string;
  children?: Node[];
}

function read(node: Node, blocks: Block[]): void {
  const say = (children: unknown) => toString(children, {includeHtml: false, includeImageAlt: true});
  for (const child of node.children ?? []) {
    if (child.type === 'heading') blocks.push({text: say(child), heading: child.depth ?? 1});
    else if (child.type === 'table')
      for (const row of child.children ?? []) blocks.push({text: (row.children ?? []).map(say).join(' · ')});
    else if (child.type === 'paragraph' || child.type === 'code') blocks.push({text: say(child)});
    else if (child.children) read(child, blocks);
  }
}
