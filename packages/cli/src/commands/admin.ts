import type {Command} from 'commander';
import {printJson} from '../output/print.js';
import {placesOf} from './places.js';
import {needNode} from './serve.js';

/** Where the people of a server are kept. */
export interface Where {
  data?: string;
  publicUrl?: string;
  json?: boolean;
}

/** Adds the folder, and what all commands about the people of a server take. */
export function wherePeople(command: Command): Command {
  return command
    .argument('[folder]', 'the published folder, or the authored one beside it', '.')
    .option('--data <folder>', 'data folder of the server (default: .uggla beside the published folder)')
    .option('--public-url <address>', 'address under which people reach the server (default: as it was started last)')
    .option('--json', 'report as JSON');
}

/** Adds `uggla admin link`. */
export function addAdmin(program: Command): void {
  const admin = program.command('admin').description('whoever runs the server');
  wherePeople(admin.command('link'))
    .description('make a link that opens the desk for an administrator: once, within a week')
    .addHelpText('after', '\nThe server may go on running. `uggla serve --admin-link` prints one at its start.\n')
    .action(async (folder: string, where: Where) => {
      await withPeople(folder, where, async (people) => {
        const adminLink = await people.adminLink();
        if (where.json) printJson({ok: true, adminLink});
        else process.stdout.write(`${adminLink}\n`);
      });
    });
}

/** Opens the people of a server for some work. */
export async function withPeople(
  folder: string,
  {data, publicUrl}: Where,
  work: (people: import('@uggla/server').PeopleDesk) => Promise<void>,
): Promise<void> {
  needNode();
  const {openPeople} = await import('@uggla/server');
  const {root, dataDir} = placesOf(folder, data);
  const people = await openPeople({dataDir, root, publicUrl});
  try {
    await work(people);
  } finally {
    await people.close();
  }
}
