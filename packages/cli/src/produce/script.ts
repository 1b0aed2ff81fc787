import {given, type ArticleNode} from '@uggla/protocol';
import {FOOTNOTES, makeTree, textOf, toArticle} from '../publish/article.js';
import type {Body} from '../authored/model.js';
import {isSayable} from './captions.js';

/** One slide of a script, and what is said while it is seen. */
export interface ScriptSlide {
  /** Its heading; empty where it has none. */
  title: string;
  /** The heading of the chapter that it is in, where it has a heading of its own below it. */
  within?: string;
  /** The title of the chapter that begins with it. */
  chapter?: string;
  /** What is said: paragraphs. */
  spoken: string[];
  /** What stands below its heading. */
  shown: ArticleNode[];
  /** Line in the script at which it begins. */
  line: number | undefined;
}

/** The script of one language. */
export interface Script {
  /** What the text itself gives as its title: one heading above all others, at its start. */
  title?: string;
  /** The first is that of the title: what stands before the first heading. */
  slides: ScriptSlide[];
}

/**
 * Takes a text apart: each heading begins a slide, the highest ones a chapter; a rule (`---`) goes on with another slide under
 * the same heading. Paragraphs are said; lists, tables, pictures, code and quotes are shown.
 */
export function readScript(body: Pick<Body, 'markdown' | 'linesBefore'>): Script {
  const {tree} = makeTree(body);
  const lines = tree.children.flatMap((node) =>
    node.type === 'element' ? [node.position && node.position.start.line + body.linesBefore] : [],
  );
  const blocks = toArticle(tree, '').tree.children.filter((node) => node.type === 'element'); // one for each line
  const places = new Map(blocks.map((node, at) => [node, lines[at]]));
  const notes = blocks.findLastIndex(({tagName}) => /^h\d$/.test(tagName));
  const all = notes >= 0 && said(blocks[notes]!) === FOOTNOTES ? blocks.slice(0, notes) : blocks;
  const levels = all.flatMap(({tagName}) => (/^h\d$/.test(tagName) ? [Number(tagName[1])] : []));
  const isTitled =
    all[0]?.tagName === `h${levels[0]}` && levels.length > 1 && levels.slice(1).every((one) => one > levels[0]!);
  const top = Math.min(...(isTitled ? levels.slice(1) : levels));
  const slides: ScriptSlide[] = [{title: '', spoken: [], shown: [], line: body.linesBefore + 1}];
  if (isTitled) slides[0]!.shown.push(...picturesIn(all[0]!));
  let chapter = '';
  let goesOn = false;
  for (const node of isTitled ? all.slice(1) : all) {
    const line = places.get(node);
    const level = /^h(\d)$/.exec(node.tagName)?.[1];
    if (level !== undefined) {
      const title = said(node);
      const begins = Number(level) === top && title !== '';
      if (begins) chapter = title;
      // a chapter that begins with a part of its own has no slide for its heading alone
      const waits = !begins && isEmpty(slides.at(-1)!) ? slides.at(-1)!.chapter : undefined;
      if (waits !== undefined) slides.pop();
      slides.push({
        ...{title, spoken: [], shown: picturesIn(node), line},
        ...(begins ? {chapter} : given({chapter: waits, within: chapter || undefined})),
      });
      goesOn = false;
      continue;
    }
    if (node.tagName === 'hr') {
      goesOn = !isEmpty(slides.at(-1)!);
      continue;
    }
    if (goesOn) {
      const {title, within} = slides.at(-1)!;
      slides.push({title, spoken: [], shown: [], line, ...given({within})});
      goesOn = false;
    }
    const slide = slides.at(-1)!;
    const text = node.tagName === 'p' ? said(node) : '';
    if (isSayable(text)) slide.spoken.push(text);
    slide.shown.push(...(node.tagName === 'p' ? picturesIn(node) : [node]));
  }
  const own = isTitled ? said(all[0]!) : '';
  return {...(own === '' ? {} : {title: own}), slides};
}

function isEmpty({spoken, shown}: ScriptSlide): boolean {
  return spoken.length + shown.length === 0;
}

/** What a heading or a paragraph says, on one line; marks of footnotes are none of it. */
function said(node: ArticleNode): string {
  return oneLine(textOf(withoutNotes(node)));
}

/** A text on one line, without signs that only machines read. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function withoutNotes(node: ArticleNode): ArticleNode {
  if (node.type === 'text') return node;
  const isMark =
    node.tagName === 'sup' && (node.children ?? []).some((one) => one.type === 'element' && one.tagName === 'a');
  return {...node, children: isMark ? [] : (node.children ?? []).map(withoutNotes)};
}

/** The pictures in a paragraph. */
function picturesIn(node: ArticleNode): ArticleNode[] {
  if (node.type === 'text') return [];
  return node.tagName === 'img' ? [node] : (node.children ?? []).flatMap(picturesIn);
}
