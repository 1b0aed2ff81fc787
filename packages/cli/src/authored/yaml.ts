import {LineCounter, isNode, parseDocument, type ErrorCode} from 'yaml';
import type {Problems} from '../problems.js';

/** YAML that was read, with the line of each field. */
export interface YamlFile {
  /** What it says; an empty object when it says nothing or could not be read. */
  value: unknown;
  /** Line in the file, from 1, of a field named by its path. */
  lineOf(path: readonly PropertyKey[]): number;
  /** Whether it could be read. */
  good: boolean;
}

const cures: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Put spaces where the tab is.',
  DUPLICATE_KEY: 'Take one of the two fields of this name out.',
  MISSING_CHAR: 'Close the quote or bracket that stands open.',
};

/**
 * Reads YAML; what is wrong with it is told with its line.
 *
 * @param linesBefore - How many lines of the file stand before the YAML.
 */
export function readYaml(text: string, file: string, problems: Problems, linesBefore = 0): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {lineCounter, prettyErrors: false, uniqueKeys: true});
  const [error] = document.errors; // those behind it mostly follow from it
  if (error) {
    problems.error('yaml-invalid', `this is no YAML: ${error.message}`, {
      file,
      line: lineCounter.linePos(error.pos[0]).line + linesBefore,
      cure: cures[error.code] ?? 'Mind the indentation, and put quotes around a text with “: ” or “#” in it.',
    });
  }
  const good = document.errors.length === 0;
  let value: unknown = {};
  if (good) {
    try {
      // aliases are bounded: a few lines of YAML must not grow to gigabytes
      value = document.toJS({maxAliasCount: 50}) ?? {};
    } catch (cause) {
      problems.error('yaml-invalid', `this YAML cannot be read: ${(cause as Error).message}`, {
        file,
        line: linesBefore + 1,
        cure: 'Write out what `*` stands for.',
      });
    }
  }
  return {
    value,
    good,
    lineOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = keyNode(document, path.slice(0, length));
        if (node?.range) return lineCounter.linePos(node.range[0]).line + linesBefore;
      }
      return linesBefore + 1;
    },
  };
}

function keyNode(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]) {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const items = (parent as {items?: unknown[]} | null)?.items;
  if (Array.isArray(items)) {
    for (const [at, item] of items.entries()) {
      const key = (item as {key?: unknown} | null)?.key;
      if (isNode(key) && (key as {value?: unknown}).value === last) return key;
      if (at === last && isNode(item)) return item;
    }
  }
  return undefined;
}
