import {mkdir, readdir} from 'node:fs/promises';
import {basename, join, relative, resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {Command} from 'commander';
import {titleOf} from '../authored/names.js';
import {writeWhole} from '../files.js';
import {printJson} from '../output/print.js';
import {starterFiles} from './starter.js';

/** Adds `uggla new`. */
export function addNew(program: Command): void {
  program
    .command('new')
    .description('make a small campus that works: one course with an article and a quiz, and room for your videos')
    .argument('[folder]', 'a new or empty folder')
    .option('--title <text>', 'what the campus is called')
    .option('--language <tag>', 'what it is written in: en or es', 'en')
    .option('--json', 'report as JSON')
    .action(
      async (
        named: string | undefined,
        options: {title?: string; language: string; json?: boolean},
        command: Command,
      ) => {
        const asked =
          named === undefined && process.stdin.isTTY && process.stdout.isTTY && !options.json
            ? await ask(options)
            : undefined;
        const folder = named ?? asked?.folder;
        if (folder === undefined) command.error("error: missing required argument 'folder'");
        await makeCampus(folder, {...options, ...asked}, options.json === true);
      },
    );
}

async function makeCampus(
  folder: string,
  {title, language}: {title?: string | undefined; language: string},
  json: boolean,
): Promise<void> {
  if (folder === '')
    throw new UgglaError('usage-wrong', 'no folder is named', {cure: 'Name one: uggla new my-campus.'});
  if (!/^(en|es)(-|$)/i.test(language) || !isTag(language)) {
    throw new UgglaError('usage-wrong', `“${language}” is none of the languages that a new campus can be written in`, {
      cure: 'Choose en or es. Any other language: change `languages` and the texts of the campus.',
    });
  }
  const root = resolve(folder);
  const there = await readdir(root).catch((caught: unknown) => {
    if ((caught as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw caught;
  });
  if (there.some((name) => !name.startsWith('.'))) {
    throw new UgglaError('folder-not-empty', `${folder} is not empty`, {
      cure: 'Name a new folder. To publish one with videos, no `uggla new` is needed: uggla build <folder>.',
    });
  }
  const files = starterFiles(language, title ?? titleOf(basename(root)));
  await mkdir(root, {recursive: true});
  for (const [name, content] of Object.entries(files)) await writeWhole(join(root, name), content);
  if (json) {
    printJson({ok: true, folder: root, files: Object.keys(files)});
    return;
  }
  const shown = relative(process.cwd(), root) || '.';
  process.stdout.write(
    `${Object.keys(files)
      .map((name) => `  ${name}`)
      .join('\n')}\n\nPut your videos into ${join(shown, 'courses', '10-welcome')}, then:\n\n  uggla serve ${shown}\n`,
  );
}

function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

/** Asks on a terminal for what was not said. */
async function ask({
  title,
  language,
}: {
  title?: string;
  language: string;
}): Promise<{folder: string; title: string; language: string}> {
  const {group, text, select, cancel} = await import('@clack/prompts');
  const answers = await group(
    {
      folder: () => text({message: 'Which folder?', placeholder: 'campus', defaultValue: 'campus'}),
      title: ({results}) =>
        title === undefined
          ? text({
              message: 'What is the campus called?',
              defaultValue: titleOf(basename(results.folder ?? 'campus')),
              placeholder: titleOf(basename(results.folder ?? 'campus')),
            })
          : Promise.resolve(title),
      language: () =>
        select({
          message: 'Which language is it written in?',
          options: [
            {value: 'en', label: 'English'},
            {value: 'es', label: 'Español'},
          ],
          initialValue: language,
        }),
    },
    {
      onCancel: () => {
        cancel('Nothing was made.');
        process.exit(0);
      },
    },
  );
  return answers as {folder: string; title: string; language: string};
}
