import {readFile} from 'node:fs/promises';
import type {z} from 'zod';
import {Problems} from '../problems.js';
import type {Bodies, Origin, SourceFile} from './model.js';
import {readFields} from './fields.js';
import {mergeTranslation} from './texts.js';
import {readYaml, type YamlFile} from './yaml.js';

/** A Markdown file taken apart. */
export interface FrontMatter {
  /** The YAML between the dashes. */
  yaml: string;
  body: string;
  /** Lines before the body. */
  linesBefore: number;
}

/** Takes the front matter off a Markdown text. */
export function splitFrontMatter(text: string): FrontMatter {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const match = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/.exec(plain);
  if (!match) return {yaml: '', body: plain, linesBefore: 0};
  return {yaml: match[1]!, body: plain.slice(match[0].length), linesBefore: match[0].split('\n').length - 1};
}

/**
 * Reads `name.md` and its translations (`name.en.md`): the fields merged, the bodies by language.
 *
 * @param files - The files by language; the one under `main` (or, without it, the first) holds the fields.
 */
export async function readTexts<S extends z.ZodType>(
  schema: S,
  files: ReadonlyMap<string, SourceFile>,
  main: string,
  problems: Problems,
): Promise<{fields: z.infer<S>; bodies: Bodies; origin: Origin | undefined}> {
  let fields: object | undefined;
  let origin: Origin | undefined;
  const bodies: Bodies = {};
  const order = [...files.keys()].sort((a, b) => Number(b === main) - Number(a === main) || (a < b ? -1 : 1));
  for (const language of order) {
    const file = files.get(language)!;
    let text: string;
    try {
      text = await readFile(file.path, 'utf8');
    } catch (cause) {
      problems.caught(cause, 'file-unreadable', {file: file.name, cure: 'Check that the file is there and that you may read it.'});
      continue;
    }
    const {yaml, body, linesBefore} = splitFrontMatter(text);
    const read = (readFields(schema, yaml, file.name, problems, yaml ? 1 : 0) ?? {}) as object;
    fields = fields === undefined && language === main ? read : mergeTranslation(fields ?? {}, read, main, language);
    if (origin === undefined) {
      let lines: YamlFile | undefined; // read again only when a message needs a line
      origin = {
        file: file.name,
        lineOf: (field) => (lines ??= readYaml(yaml, file.name, new Problems(), 1)).lineOf(field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))),
      };
    }
    if (body.trim()) bodies[language] = {...file, markdown: body, linesBefore};
  }
  return {fields: (fields ?? {}) as z.infer<S>, bodies, origin};
}
