import {UgglaError} from '@uggla/protocol';
import {XMLParser} from 'fast-xml-parser';

/** An element of a manifest; names without their prefixes. */
export interface Xml {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Xml[];
  /** All text within. */
  text: string;
}

/** No manifest is deeper: SCORM asks systems for eight levels of items. */
const DEEPEST = 100;

/** Trouble with a manifest. */
export function invalid(message: string, cause?: unknown): UgglaError {
  return new UgglaError('package-manifest-invalid', message, {
    cause,
    cure: 'Export the package once more, or have it mended by who made it.',
  });
}

// Entities of the file's own are never expanded: a few lines of them come to gigabytes, or to files of this machine.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  processEntities: false,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
});

/**
 * The root element of an XML file.
 *
 * @throws {@link UgglaError} `package-manifest-invalid`.
 */
export function parseXml(bytes: Uint8Array, file: string): Xml {
  const text = decode(bytes);
  if (/<!ENTITY/i.test(text))
    throw invalid(`${file} declares entities, which manifests need not and which can do harm`);
  let nodes: Record<string, unknown>[];
  try {
    nodes = parser.parse(text, true) as Record<string, unknown>[];
  } catch (cause) {
    throw invalid(`${file} is not well formed (${(cause as Error).message.split('\n')[0]})`, cause);
  }
  const root = nodes.map((node) => toXml(node, file, 0)).find((one) => one !== undefined);
  if (!root) throw invalid(`${file} is empty`);
  return root;
}

/** The first child of that name, or of one within another: `child(item, 'sequencing', 'objectives')`. */
export function child(of: Xml | undefined, ...names: string[]): Xml | undefined {
  return names.reduce((at: Xml | undefined, name) => at?.children.find((one) => is(one, name)), of);
}

export function childrenOf(of: Xml | undefined, name: string): Xml[] {
  return of?.children.filter((one) => is(one, name)) ?? [];
}

/** An attribute, whatever its capitals: SCORM 1.2 has `scormtype`, 2004 `scormType`. */
export function attribute(of: Xml | undefined, name: string): string | undefined {
  const key = Object.keys(of?.attributes ?? {}).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : of!.attributes[key];
}

/** The text of a child, without outer spaces; `undefined` when it has none. */
export function textIn(of: Xml | undefined, name: string): string | undefined {
  return child(of, name)?.text.replace(/\s+/g, ' ').trim() || undefined;
}

function is(one: Xml, name: string): boolean {
  return one.name.toLowerCase() === name.toLowerCase();
}

function toXml(node: Record<string, unknown>, file: string, depth: number): Xml | undefined {
  if (depth > DEEPEST) throw invalid(`${file} is nested too deep`);
  const name = Object.keys(node).find((key) => key !== ':@');
  if (name === undefined || name.startsWith('?') || name.startsWith('#') || name.startsWith('!')) return undefined;
  const inner = node[name] as Record<string, unknown>[];
  const children = inner.map((one) => toXml(one, file, depth + 1)).filter((one) => one !== undefined);
  const own = inner.map((one) => ('#text' in one ? unescape(String(one['#text'])) : '')).join('');
  const attributes = Object.entries((node[':@'] ?? {}) as Record<string, unknown>).map(
    ([key, value]): [string, string] => [key, unescape(String(value)).trim()],
  );
  return {
    name,
    attributes: Object.fromEntries(attributes),
    children,
    text: own || children.map(({text}) => text).join(''),
  };
}

const known: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

/** The five names and the numbers that XML itself knows. */
export function unescape(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return known[name.toLowerCase()]!;
      const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
    },
  );
}

/** By its mark, by what it says of itself, else UTF-8. */
function decode(bytes: Uint8Array): string {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  const said = /^[^>]{0,100}encoding\s*=\s*["']([\w-]{1,40})/i.exec(
    Buffer.from(bytes.subarray(0, 200)).toString('latin1'),
  )?.[1];
  try {
    return new TextDecoder(label ?? (/^utf-?16/i.test(said ?? '') ? 'utf-8' : said) ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
