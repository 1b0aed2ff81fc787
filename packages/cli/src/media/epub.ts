import {posix} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {XMLParser} from 'fast-xml-parser';
import {unzipSync} from 'fflate';

/** A chapter of a book, for the search. */
export interface EpubChapter {
  /** Address inside the book, as its spine names it. */
  place: string;
  title: string;
  /** Its text in pieces of some 60 words. */
  paragraphs: string[];
}

/** No book's text is as big as this; a file that unpacks to it is an attack. */
const MOST_BYTES = 64 * 1024 * 1024;

type XmlNode = Record<string, unknown> & {':@'?: Record<string, string>};

/**
 * The text of an EPUB by chapters, in reading order.
 *
 * @param onFlaw - Told of a chapter that cannot be read; the others are.
 * @throws {@link UgglaError} `book-unreadable`.
 */
export function readEpubText(bytes: Uint8Array, onFlaw: (flaw: UgglaError) => void = () => undefined): EpubChapter[] {
  const files = unpack(bytes);
  const read = (name: string): XmlNode[] => {
    const content = files.get(name);
    if (!content) throw unreadable(`there is no ${name} in it`);
    try {
      return parser.parse(new TextDecoder().decode(content)) as XmlNode[];
    } catch (cause) {
      throw unreadable(`${name} is not well formed (${(cause as Error).message.split('\n')[0]})`, cause);
    }
  };
  const rootfile = all(read('META-INF/container.xml'), 'rootfile')[0]?.[':@']?.['full-path'];
  if (!rootfile) throw unreadable('its container names no content');
  const opf = read(rootfile);
  const manifest = new Map(all(opf, 'item').map((item) => [item[':@']?.['id'] ?? '', item[':@'] ?? {}]));
  const chapters: EpubChapter[] = [];
  for (const ref of all(opf, 'itemref')) {
    const item = manifest.get(ref[':@']?.['idref'] ?? '');
    if (!item?.['href'] || item['properties']?.split(' ').includes('nav')) continue;
    const name = posix.join(posix.dirname(rootfile), decoded(item['href']));
    if (!files.has(name)) continue;
    const blocks: {heading: boolean; text: string}[] = [];
    try {
      const [body] = all(read(name), 'body');
      if (body) collect(body['body'] as XmlNode[], blocks);
    } catch (flaw) {
      onFlaw(flaw instanceof UgglaError ? flaw : unreadable(`${name} is nested too deep`, flaw));
      continue;
    }
    const title = blocks.find(({heading}) => heading)?.text ?? '';
    const paragraphs = group(blocks.map(({heading, text}) => (heading && !/[.:?!]$/.test(text) ? `${text}:` : text)));
    if (paragraphs.length > 0) chapters.push({place: item['href'], title, paragraphs});
  }
  return chapters;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  trimValues: false,
  htmlEntities: true,
  processEntities: true,
});

function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({name, originalSize}) => {
        if (!/\.(xml|opf|x?html?|ncx)$/i.test(name)) return false;
        total += originalSize;
        if (total > MOST_BYTES) throw unreadable('its text unpacks to more than 64 MB');
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (cause) {
    if (cause instanceof UgglaError) throw cause;
    throw unreadable((cause as Error).message, cause);
  }
}

function all(nodes: readonly XmlNode[], tag: string): XmlNode[] {
  return nodes.flatMap((node) => {
    const own = node[tag] === undefined ? [] : [node];
    const inside = Object.entries(node).flatMap(([key, value]) =>
      key !== ':@' && Array.isArray(value) ? all(value as XmlNode[], tag) : [],
    );
    return [...own, ...inside];
  });
}

function collect(nodes: readonly XmlNode[], blocks: {heading: boolean; text: string}[]): void {
  for (const node of nodes) {
    const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
    const children = node[tag];
    if (!Array.isArray(children) || /^(script|style|svg|math|head)$/.test(tag)) continue;
    if (
      /^(p|h[1-6]|li|td|th|dt|dd|figcaption|pre|blockquote)$/.test(tag) &&
      !children.some((child) => /^(p|ul|ol|div)$/.test(Object.keys(child as object)[0] ?? ''))
    ) {
      const text = textIn(children as XmlNode[])
        .replace(/\s+/g, ' ')
        .trim();
      if (text) blocks.push({heading: /^h/.test(tag), text});
    } else {
      collect(children as XmlNode[], blocks);
    }
  }
}

function textIn(nodes: readonly XmlNode[]): string {
  return nodes
    .map((node) => {
      const text = node['#text'];
      if (text !== undefined) return String(text);
      const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
      return tag === 'br' ? ' ' : Array.isArray(node[tag]) ? textIn(node[tag] as XmlNode[]) : '';
    })
    .join('');
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function group(texts: readonly string[]): string[] {
  const pieces: string[] = [];
  let open = '';
  const count = (text: string) => text.split(/\s+/).filter(Boolean).length;
  for (const text of texts) {
    if (open && count(open) + count(text) > 70) {
      pieces.push(open);
      open = '';
    }
    open = open ? `${open} ${text}` : text;
  }
  if (open) pieces.push(open);
  return pieces;
}

function unreadable(why: string, cause?: unknown): UgglaError {
  return new UgglaError('book-unreadable', `this EPUB cannot be read: ${why}`, {
    cause,
    cure: 'Open it in a reader; export it anew as EPUB 3 if it does not open.',
  });
}
