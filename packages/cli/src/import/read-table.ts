import {parse, type CsvError, type Options} from 'csv-parse/sync';
import {XMLParser} from 'fast-xml-parser';
import {UgglaError} from '@uggla/protocol';

/** One row of a file of products: column → text. */
export interface Row {
  /** Where it stands: line of the file, or number of the entry in a feed; from 1. */
  line: number;
  cells: Readonly<Record<string, string>>;
  /** Those of a feed that hold elements in place of words. */
  nested?: readonly string[];
}

/** What a file of products holds. */
export interface Table {
  /** `google`: Google's product data, as a table or a feed; `shopify`: an export of Shopify; `plain`: any other table. */
  kind: 'google' | 'shopify' | 'plain';
  /** Names as they stand in the file, a feed's without `g:`. */
  columns: string[];
  rows: Row[];
  /** Rows that could not be taken apart, with what is wrong. */
  broken: {line: number; message: string}[];
}

/**
 * Reads a table (commas, semicolons or tabs) or a feed (RSS or Atom).
 *
 * @throws {@link UgglaError} `import-unreadable`
 */
export function readTable(bytes: Uint8Array, file: string): Table {
  const text = decode(bytes).replace(/^\uFEFF/, '');
  // csv-parse counts a line end of two letters twice where it stands within quotes
  return /^\s*</.test(text) ? readFeed(text, file) : readLines(text.replace(/\r\n?/g, '\n'), file);
}

/** UTF-8; UTF-16 as Excel saves “Unicode text”; what is neither is Windows-1252, as spreadsheets in Spanish save. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || second === 0) return new TextDecoder('utf-16le').decode(bytes);
  if ((first === 0xfe && second === 0xff) || first === 0) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function readLines(text: string, file: string): Table {
  const said = /^sep=(.)\n/i.exec(text)?.[1]; // Excel's own first line
  const head = /^(?:sep=.\n)?(.*)/i.exec(text)![1]!;
  const delimiter =
    said ?? [',', ';', '\t'].sort((one, other) => head.split(other).length - head.split(one).length)[0]!;
  const broken: Table['broken'] = [];
  let records: {record: string[]; info: {lines: number}}[];
  try {
    records = parse(text, {
      delimiter,
      from_line: said === undefined ? 1 : 2,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      relax_quotes: true,
      skip_records_with_error: true,
      on_skip: (error: CsvError | undefined) => {
        const line = Number(error?.['lines'] ?? 0);
        if (broken.at(-1)?.line !== line) broken.push({line, message: error?.message ?? 'it could not be read'});
      },
    } as Options) as unknown as typeof records;
  } catch (cause) {
    throw new UgglaError('import-unreadable', `${file} is no table: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
      file,
      cure: 'Save it as CSV in UTF-8, with the names of the columns in the first line.',
    });
  }
  const [first, ...rest] = records;
  if (!first || first.record.filter(Boolean).length < 2) {
    throw new UgglaError('import-unreadable', `${file} has no columns in its first line`, {
      file,
      cure: 'Put the names of the columns there, with commas, semicolons or tabs between: id, title, price.',
    });
  }
  const columns = first.record.map((one, at, all) => {
    const name = one.trim();
    const before = all.slice(0, at).filter((other) => other.trim() === name).length;
    return name === '' || before === 0 ? name : `${name} (${before + 1})`; // one of them counts, and the other is told
  });
  const rows: Row[] = [];
  for (const {
    record,
    info: {lines},
  } of rest) {
    if (record.length > columns.length && record.slice(columns.length).some(Boolean))
      broken.push({line: lines, message: `it has ${record.length} cells, the first line has ${columns.length}`});
    else if (record.some(Boolean))
      rows.push({line: lines, cells: Object.fromEntries(columns.map((name, at) => [name, record[at] ?? '']))});
  }
  return {kind: kindOf(columns), columns: columns.filter(Boolean), rows, broken};
}

function kindOf(columns: readonly string[]): Table['kind'] {
  const names = new Set(columns.map((one) => one.toLowerCase().replaceAll(' ', '_')));
  if (names.has('handle') && names.has('title') && (names.has('variant_price') || names.has('body_(html)')))
    return 'shopify';
  return names.has('image_link') || names.has('item_group_id') || names.has('google_product_category')
    ? 'google'
    : 'plain';
}

function readFeed(text: string, file: string): Table {
  let document: Record<string, unknown>;
  try {
    // no entities are resolved beside XML's own five: a feed could hold one that grows without end
    document = new XMLParser({
      ignoreAttributes: true,
      removeNSPrefix: true,
      parseTagValue: false,
      trimValues: true,
      processEntities: true,
      isArray: (name) => name === 'item' || name === 'entry',
    }).parse(text, true) as Record<string, unknown>;
  } catch (cause) {
    throw new UgglaError('import-unreadable', `${file} is no feed: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
      file,
      cure: 'Download the feed once more; it must be RSS or Atom with product data.',
    });
  }
  const at = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  const entries = (at(at(at(document, 'rss'), 'channel'), 'item') ??
    at(at(document, 'feed'), 'entry') ??
    at(at(document, 'RDF'), 'item')) as unknown;
  if (!Array.isArray(entries))
    throw new UgglaError('import-unreadable', `${file} has no products in it`, {
      file,
      cure: 'A feed has <item> or <entry> elements.',
    });
  const columns = new Set<string>();
  const rows = entries.map((entry, number): Row => {
    const cells: Record<string, string> = {};
    const nested: string[] = [];
    for (const [name, value] of Object.entries((entry ?? {}) as Record<string, unknown>)) {
      columns.add(name);
      if ([value].flat().some((one) => typeof one === 'object')) nested.push(name);
      cells[name] = [value]
        .flat()
        .map((one) => (typeof one === 'string' ? one : ''))
        .filter(Boolean)
        .join('\n');
    }
    return {line: number + 1, cells, nested};
  });
  return {kind: 'google', columns: [...columns], rows, broken: []};
}
