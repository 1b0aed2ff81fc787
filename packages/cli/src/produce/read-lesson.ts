import {existsSync} from 'node:fs';
import {readdir, stat} from 'node:fs/promises';
import {dirname, join, relative, resolve} from 'node:path';
import {pickText, UgglaError} from '@uggla/protocol';
import {filesOf, listFolder, type Group} from '../authored/context.js';
import {readTexts} from '../authored/front-matter.js';
import type {AuthoredCampus, CampusFields, LessonFields, SourceFile} from '../authored/model.js';
import {parseFileName, titleOf} from '../authored/names.js';
import {readBrand} from '../authored/read-brand.js';
import {findLanguages, readCampusFile} from '../authored/read-campus.js';
import {lessonFields} from '../authored/schemas.js';
import {Cache} from '../cache.js';
import {isMissing, slashes} from '../files.js';
import {Lock} from '../lock.js';
import {Problems} from '../problems.js';
import {oneLine, readScript, type Script} from './script.js';

/** The script of one language. */
export interface LanguageScript {
  script: Script;
  title: string;
  file: SourceFile;
}

/** A lesson's text, read as a script. */
export interface LessonScript {
  /** The authored folder. */
  root: string;
  /** Name of the files without language and ending, relative to the root. */
  stem: string;
  /** The languages of the scripts; the first is that of the picture. */
  scripts: Map<string, LanguageScript>;
  /** First language of the campus: the film's name does not say it. */
  main: string;
  fields: LessonFields;
  brand: NonNullable<CampusFields['brand']>;
  campus: Pick<AuthoredCampus, 'logo' | 'font'> & {name: string};
  /** What else lies there under the same name. */
  group: Group;
}

/**
 * Reads a script with its translations, as `uggla build` would read the lesson. What is wrong is told to `problems`;
 * `undefined` when nothing can be made of it.
 *
 * @throws {@link UgglaError} `file-missing`, `usage-wrong`.
 */
export async function readLesson(named: string, problems: Problems): Promise<LessonScript | undefined> {
  const path = resolve(named);
  const found = await stat(path).catch((caught: unknown) => {
    if (isMissing(caught)) return undefined;
    throw caught;
  });
  if (!found)
    throw new UgglaError('file-missing', `there is no file ${named}`, {
      cure: 'Name the script: uggla produce lesson.md.',
    });
  if (!found.isFile() || !/\.(?:md|markdown)$/i.test(path))
    throw new UgglaError('usage-wrong', `${named} is no script`, {
      cure: 'Name a text in Markdown: uggla produce lesson.md.',
    });
  const root = await campusOf(dirname(path));
  const [lock, cache] = await Promise.all([Lock.read(root, problems), Cache.read(root)]);
  const {fields: campus, name, lineOf} = await readCampusFile(root, problems);
  const languages = await lock.languages(campus.languages, () =>
    findLanguages(root, new Set([join(root, 'published')])),
  );
  const main = languages[0]!;
  const look = await readBrand({root, problems, cache}, name, campus.brand, lineOf);
  const group = await groupOf(path, root, languages, problems);
  if (!group) return undefined;
  const {fields, bodies} = await readTexts(lessonFields, filesOf(group, 'text', main), main, problems);
  const scripts: LessonScript['scripts'] = new Map();
  const rank = (language: string) => (languages.includes(language) ? languages.indexOf(language) : languages.length);
  for (const language of Object.keys(bodies).sort((a, b) => rank(a) - rank(b))) {
    const body = bodies[language]!;
    const script = readScript(body);
    const own = typeof fields.title === 'object' ? fields.title[language] : undefined;
    const title = oneLine(
      own ??
        script.title ??
        (fields.title === undefined ? titleOf(group.stem) : pickText(fields.title, [language, main])),
    );
    script.slides[0]!.title = title;
    scripts.set(language, {script, title, file: {path: body.path, name: body.name}});
  }
  checkScripts(scripts, slashes(relative(root, path)), problems);
  if (problems.failed) return undefined;
  return {
    ...{root, scripts, main, fields, group},
    stem: slashes(join(relative(root, dirname(path)), group.key)),
    brand: campus.brand ?? {},
    campus: {...look, name: pickText(campus.brand?.name ?? campus.title ?? '', languages)},
  };
}

/** The folder of the campus that a folder lies in: the nearest with `campus.yml`; without one, the folder itself. */
async function campusOf(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    // above one's own folders there may be some that one may pass through and not read
    if ((await readdir(at).catch((): string[] => [])).some((one) => /^campus\.ya?ml$/i.test(one))) return at;
    if (at === dirname(at)) return folder;
  }
}

async function groupOf(
  path: string,
  root: string,
  languages: readonly string[],
  problems: Problems,
): Promise<Group | undefined> {
  const folder = slashes(relative(root, dirname(path)));
  const file = slashes(relative(root, path));
  const others = new Problems(); // of other lessons in the folder nothing is told
  const {groups} = await listFolder({root, languages, ignored: new Set(), problems: others}, folder);
  const group = groups.find(({files}) => files.some((one) => one.file.path === path));
  if (group) return group;
  const about = others.list.find((one) => one.file === file);
  if (about)
    problems.error(about.code, about.message, {
      ...about,
      cure: `${about.cure ?? ''} Which language a name without one is in says campus.yml: \`languages: [es, en]\`.`.trim(),
    });
  else if (existsSync(path) && parseFileName(file, languages))
    problems.error('file-missing', 'a name that begins with “.” or “_” is no lesson', {
      file,
      cure: 'Rename it: 10-lesson.md.',
    });
  return undefined;
}

/** Whether something is said, and whether the slides of all languages are the same ones. */
function checkScripts(scripts: LessonScript['scripts'], file: string, problems: Problems): void {
  const [first, ...others] = [...scripts.values()];
  const silent = [...scripts.values()].filter(({script}) => script.slides.every(({spoken}) => spoken.length === 0));
  for (const name of first ? silent.map(({file: {name}}) => name) : [file])
    problems.error('script-empty', 'the script says nothing', {
      file: name,
      cure: 'Write paragraphs: they are what is said. Headings, lists and pictures are what is seen.',
    });
  if (!first) return;
  for (const other of others) {
    const at = first.script.slides.findIndex(
      ({chapter}, n) => (other.script.slides[n]?.chapter === undefined) !== (chapter === undefined),
    );
    const [count, own] = [first.script.slides.length, other.script.slides.length];
    if (count === own && at < 0) continue;
    problems.error(
      'translation-differs',
      `its slides are not those of ${first.file.name}: ${count === own ? `slide ${at + 1} begins a chapter in one of them only` : `${own} instead of ${count}`}`,
      {
        file: other.file.name,
        line: (other.script.slides[at < 0 ? count : at] ?? other.script.slides.at(-1)!).line,
        cure: 'Give both the same headings and rules (---), in the same order: the picture is of all languages.',
      },
    );
  }
}
