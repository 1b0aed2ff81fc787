import type {z} from 'zod';
import {Problems} from '../problems.js';
import type {Bodies, Origin, SourceFile} from './model.js';
import {readFields} from './fields.js';
import {readText} from './read-text.js';
import {inLanguage, mergeTranslation} from './texts.js';
import {readYaml, type YamlFile} from './yaml.js';

/** A Markdown file taken apart. */
export interface FrontMatter {
  /** The YAML between the dashes. */
  yaml: string;
  /** Lines before the YAML. */
  yamlBefore: number;
  body: string;
  /** Lines before the body. */
  linesBefore: number;
  /** Whether the closing dashes are missing: the YAML is then taken to end at the first empty line. */
  open: boolean;
}

/** Takes the front matter off a Markdown text. */
export function splitFrontMatter(text: string): FrontMatter {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const closed = /^((?:[ \t]*\n)*---[ \t]*\n)(?:([\s\S]*?)\n)??---[ \t]*(?:\n|$)/.exec(plain);
  // a rule across the page begins like front matter, but no field follows it
  const match = closed ?? /^((?:[ \t]*\n)*---[ \t]*\n)([ \t]*[\w-]+[ \t]*:(?:[ \t].*)?(?:\n.*\S.*)*)/.exec(plain);
  if (!match) return {yaml: '', yamlBefore: 0, body: plain, linesBefore: 0, open: false};
  const lines = (part: string) => part.split('\n').length - 1;
  return {
    yaml: match[2] ?? '',
    yamlBefore: lines(match[1]!),
    body: plain.slice(match[0].length),
    linesBefore: lines(match[0]),
    open: !closed,
  };
}

/**
 * Reads `name.md` and its translations (`name.en.md`): the fields merged, the bodies by language. What cannot be read
 * is a draft: it may have said that it is one.
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
    const text = await readText(file, problems);
    if (text === undefined) {
      if (fields === undefined) return {fields: {draft: true} as z.infer<S>, bodies, origin: {file: file.name}};
      continue;
    }
    const {yaml, yamlBefore, body, linesBefore, open} = splitFrontMatter(text);
    if (open)
      problems.error('yaml-invalid', 'the front matter has no end', {
        file: file.name,
        line: yamlBefore,
        cure: 'Write a line of three dashes, `---`, under its last field.',
      });
    const read = (readFields(schema, yaml, file.name, problems, yamlBefore) ?? {}) as {draft?: boolean};
    if (fields === undefined) fields = language === main ? read : inLanguage(read, main, language);
    else if (read.draft) continue; // only this translation is not ready
    else fields = mergeTranslation(fields, read, main, language);
    if (origin === undefined) {
      let lines: YamlFile | undefined; // read again only when a message needs a line
      origin = {
        file: file.name,
        lineOf: (field) =>
          (lines ??= readYaml(yaml, file.name, new Problems(), yamlBefore)).lineOf(
            field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
          ),
      };
    }
    if (body.trim()) bodies[language] = {...file, markdown: body, linesBefore};
  }
  return {fields: (fields ?? {}) as z.infer<S>, bodies, origin};
}
