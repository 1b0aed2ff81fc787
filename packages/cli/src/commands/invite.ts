import {readFile} from 'node:fs/promises';
import {UgglaError} from '@uggla/protocol';
import type {Command} from 'commander';
import {printJson} from '../output/print.js';
import {wherePeople, withPeople, type Where} from './admin.js';

interface Create extends Where {
  name?: string;
  email?: string;
  account?: string;
  csv?: string;
  role: 'learner' | 'editor' | 'manager' | 'admin';
  course?: string[];
  days: number;
}

/** Adds `uggla invite create|list|revoke`. */
export function addInvite(program: Command): void {
  const list = (value: string, before: string[] = []) => [...before, value];
  const invite = program
    .command('invite')
    .description('invitations: links that sign somebody in once, on one device, as the person who was enrolled');
  wherePeople(invite.command('create'))
    .description('invite somebody, or the people of a table, and enrol them')
    .option('--name <name>', 'what the person is called')
    .option('--email <address>', 'their address of mail')
    .option('--account <name>', 'what the company calls them')
    .option('--csv <file>', 'a table with a first line of names: name, email, account')
    .option('--role <role>', 'learner, editor, manager or admin', 'learner')
    .option('--course <id>', 'course to enrol them in; repeatable', list)
    .option('--days <number>', 'days for which the links are good', Number, 30)
    .addHelpText('after', '\nThe server may go on running. The desk sends links by mail, too.\n')
    .action(async (folder: string, options: Create) => {
      const {name, email, account, csv, role, course = [], days} = options;
      const {readInvited} = await import('@uggla/server');
      const table = csv === undefined ? undefined : readInvited(await read(csv));
      const wrong = table?.problems[0];
      if (wrong)
        throw new UgglaError('row-unknown', `line ${wrong.line} of ${csv}: ${wrong.message}`, {
          cure: 'Nobody was invited. Correct the table.',
        });
      const one = {name, email, account};
      const typed = Object.values(one).some((value) => value !== undefined) ? [one] : [];
      const people = [...(table?.people ?? []), ...typed];
      if (people.length === 0)
        throw new UgglaError('usage-wrong', 'nobody was named', {cure: 'Give --name, --email, --account or --csv.'});
      await withPeople(folder, options, async (desk) => {
        const invitations = await desk.invite({people, role, courses: course, days});
        if (options.json) return printJson({ok: true, invitations});
        for (const {url, name: who, email: mail, account: known} of invitations)
          process.stdout.write(`${who ?? mail ?? known?.name}  ${url}\n`);
      });
    });
  wherePeople(invite.command('list'))
    .description('tell of all invitations, with who has come')
    .action(async (folder: string, where: Where) => {
      await withPeople(folder, where, async (desk) => {
        const invitations = await desk.invitations();
        if (where.json) return printJson({ok: true, invitations});
        for (const {id, state, expires, role, name, email, account} of invitations)
          process.stdout.write(
            `${id}  ${state.padEnd(8)}  until ${expires.slice(0, 10)}  ${role}  ${name ?? email ?? account?.name}\n`,
          );
      });
    });
  wherePeople(invite.command('revoke').description('withdraw an invitation, at once').argument('<id>')).action(
    async (id: string, folder: string, where: Where) => {
      await withPeople(folder, where, async (desk) => {
        if (!(await desk.revoke(id)))
          throw new UgglaError('invitation-unknown', `there is no open invitation ${id}`, {
            cure: 'uggla invite list tells of all.',
          });
        if (where.json) printJson({ok: true, id});
        else process.stdout.write(`withdrawn: ${id}\n`);
      });
    },
  );
}

async function read(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw new UgglaError('usage-wrong', `${file} cannot be read`, {cause, cure: 'Name a CSV file.'});
  });
}
