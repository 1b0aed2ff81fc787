/** An option of an element, as a form can offer it. */
export interface ElementOption {
  readonly name: string;
  readonly kind: 'flag' | 'choice' | 'number' | 'text';
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** What holds without it; empty for nothing. */
  readonly standard: string;
  /** What it is, in English, as its documentation says. */
  readonly text: string;
}

/** The elements by tag, each with its options: `elements.json` of the bundle. */
export type ElementTable = Readonly<Record<string, readonly ElementOption[]>>;

/** Elements that stand by themselves; the others are parts of one. */
const builtTags = [
  'uggla-player',
  'uggla-course',
  'uggla-guide',
  'uggla-campus',
  'uggla-portfolio',
  'uggla-chat',
] as const;

interface Attribute {
  readonly name: string;
  readonly type?: {readonly text?: string};
  readonly default?: string;
  readonly description?: string;
}

/** The parts of a custom-elements manifest that are read. */
export interface Manifest {
  readonly modules: readonly {
    readonly declarations?: readonly {readonly tagName?: string; readonly attributes?: readonly Attribute[]}[];
  }[];
}

/**
 * The options of the elements out of the custom-elements manifest, so that a form never offers what is not there.
 *
 * @param aliases - Names of types, and what they stand for: `Routing` → `'none' | 'hash' | 'query'`.
 */
export function elementTable(manifest: Manifest, aliases: Readonly<Record<string, string>> = {}): ElementTable {
  const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
  return Object.fromEntries(
    builtTags.map((tag) => {
      const attributes = declarations.find(({tagName}) => tagName === tag)?.attributes ?? [];
      return [tag, attributes.filter(({name}) => name !== 'dir').map((one) => optionOf(one, aliases))];
    }),
  );
}

function optionOf(
  {name, type, default: standard = '', description = ''}: Attribute,
  aliases: Readonly<Record<string, string>>,
): ElementOption {
  const written = type?.text ?? 'string';
  const parts = (aliases[written] ?? written)
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== 'undefined' && part !== 'null');
  const choices = parts.filter((part) => /^'[^']*'$/.test(part)).map((part) => part.slice(1, -1));
  const kind = parts.includes('boolean')
    ? 'flag'
    : choices.length > 1 && choices.length === parts.length
      ? 'choice'
      : parts.join() === 'number'
        ? 'number'
        : 'text';
  return {
    name,
    kind,
    ...(kind === 'choice' ? {choices} : {}),
    standard: standard.replace(/^'(.*)'$/, '$1').replace(/^(null|NaN|undefined|false)$/, ''),
    text: description.replace(/\s+/g, ' ').trim(),
  };
}
