import {readFile, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {durationSeconds, isDuration, UgglaError} from '@uggla/protocol';
import type {Command} from 'commander';
import {isMissing} from '../files.js';
import {exitCodes, printJson, printProblems} from '../output/print.js';
import type {Problem} from '../problems.js';
import {placesOf} from './places.js';
import {needNode} from './serve.js';

function serverCode() {
  needNode();
  return import('@uggla/server');
}

/** Adds `uggla audit export`. */
export function addAudit(program: Command): void {
  const audit = program.command('audit').description('what an auditor asks for');
  audit
    .command('rotate-keys')
    .description('make new keys for the server, which must not run; what the old ones signed goes on counting')
    .requiredOption('--data <folder>', 'data folder of the server')
    .action(async ({data}: {data: string}) => {
      const {rotateKeys} = await serverCode();
      const {ed25519, rsa} = await rotateKeys(resolve(data));
      process.stdout.write(`new keys: ${ed25519.id} (EdDSA), ${rsa.id} (RS256)\n`);
    });
  audit
    .command('erase')
    .description('cut the records of a person from who that was, for good; the chain of records stays whole')
    .argument('[account]', 'account of the person, as the records have it')
    .requiredOption('--data <folder>', 'data folder of the server')
    .option('--older-than <duration>', 'instead of one: everybody of whom nothing was heard for so long, as P6Y')
    .action(async (account: string | undefined, {data, olderThan}: {data: string; olderThan?: string}) => {
      if ((account === undefined) === (olderThan === undefined))
        throw new UgglaError('usage-wrong', 'name an account, or --older-than', {
          cure: 'As in: uggla audit erase ana --data .uggla',
        });
      if (olderThan !== undefined && !isDuration(olderThan))
        throw new UgglaError('usage-wrong', `${olderThan} is no duration`, {cure: 'Write it as P6Y or P18M.'});
      const {eraseIn} = await serverCode();
      const done = await eraseIn(
        resolve(data),
        account === undefined ? {days: durationSeconds(olderThan!) / 86_400} : {account},
      );
      const lines =
        account === undefined
          ? [`${done.length} people erased`]
          : done.map(({records, pseudonym}) => `${records} records speak of ${pseudonym} now`);
      process.stdout.write([...lines, ...whatStays(done)].map((line) => `${line}\n`).join(''));
    });
  audit
    .command('export')
    .description('make one zip of all records, the documents, the public keys and a page that shows who accepted what')
    .argument('[folder]', 'the published folder, or the authored one beside it', '.')
    .option('--data <folder>', 'data folder of the server (default: .uggla beside the published folder)')
    .option('--out <file>', 'the zip to write (default: audit-<time>.zip)')
    .option('--json', 'report as JSON')
    .addHelpText('after', '\nThe server may go on running. Whether the records hold is told by uggla verify.\n')
    .action(async (folder: string, {data, out, json}: {data?: string; out?: string; json?: boolean}) => {
      const {root, dataDir} = placesOf(folder, data);
      const {exportAudit} = await serverCode();
      const {zip, made, records, documents, acceptances} = await exportAudit(dataDir, root);
      const file = resolve(out ?? `audit-${made.slice(0, 19).replaceAll(':', '')}Z.zip`);
      await writeFile(file, zip, {flag: 'wx', mode: 0o600}).catch((cause: NodeJS.ErrnoException) => {
        throw cause.code === 'EEXIST'
          ? new UgglaError('usage-wrong', `${file} is there already`, {cause, cure: 'Name another file with --out.'})
          : cause;
      });
      const accepted = acceptances.filter(({state}) => state === 'accepted').length;
      if (json)
        printJson({
          ok: true,
          file,
          made,
          records,
          documents: documents.length,
          accepted,
          of: acceptances.length,
          bytes: zip.length,
        });
      else
        process.stdout.write(
          `${file}\n${records} records, ${documents.length} documents, ${accepted} of ${acceptances.length} accepted\n`,
        );
    });
}

type Erased = Awaited<ReturnType<Awaited<ReturnType<typeof serverCode>>['eraseIn']>>;

/** What no erasure here reaches, and whom to name to those who can: this is the last that tells which account had which pseudonym. */
function whatStays(erased: Erased): string[] {
  const stores = [...new Set(erased.flatMap(({handedOn}) => handedOn.map(({lrs}) => lrs)))];
  return stores.flatMap((store) => {
    const people = erased.flatMap(({person, pseudonym, handedOn}) =>
      handedOn.filter(({lrs}) => lrs === store).map(({records}) => ({person, pseudonym, records})),
    );
    const all = people.reduce((sum, {records}) => sum + records, 0);
    return [
      `Not erased: ${all} records that were handed on to ${store} before. They stay there as they were, since xAPI deletes nothing.`,
      'Have whoever runs that store erase them there:',
      ...people.map(({person, pseudonym, records}) => `  ${nameOf(person)}: ${records} records, here of ${pseudonym}`),
    ];
  });
}

function nameOf({account, ...others}: Erased[number]['person']): string {
  return account ? `${account.name} (${account.homePage})` : JSON.stringify(others);
}

/** Adds `uggla verify`. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('check an audit file (nothing was dropped, changed, moved or added) or a certificate')
    .argument('<file>', 'a zip of uggla audit export, or a certificate.jwt')
    .option('--key <file>', 'the server’s public keys (its /.well-known/jwks.json), from elsewhere than the zip')
    .option('--after <file>', 'an earlier audit file of the server: whether all that was in it is in this one')
    .option('--json', 'report as JSON')
    .action(async (file: string, {key, after, json}: {key?: string; after?: string; json?: boolean}) => {
      const {isCertificate, verifyAudit, verifyCertificate} = await serverCode();
      const bytes = await readGiven(file);
      const keys = key === undefined ? undefined : await readKeys(key);
      if (isCertificate(bytes)) {
        const report = await verifyCertificate(bytes.toString(), keys);
        const problems: Problem[] = report.flaws.map(({message}) => ({
          severity: 'error',
          code: 'certificate-flawed',
          message,
        }));
        if (report.ownKeys)
          problems.push({
            severity: 'warning',
            code: 'audit-key-own',
            message: `it was checked by the key inside it: ${report.key}`,
            cure: 'Compare it with the issuer’s (/.well-known/jwks.json), or name those with --key: anybody can sign with a key of their own.',
          });
        process.exitCode = report.flaws.length > 0 ? exitCodes.bad : exitCodes.good;
        if (json) return printJson({ok: report.flaws.length === 0, ...report, problems});
        printProblems(problems);
        if (report.flaws.length === 0)
          process.stdout.write(
            `good: ${report.person ?? 'somebody'} completed ${report.title} on ${report.validFrom.slice(0, 10)}${report.validUntil === undefined ? '' : `, until ${report.validUntil.slice(0, 10)}`}, by ${report.issuer}\nwithdrawn ones are told at ${report.revocations}\n`,
          );
        return;
      }
      const earlier = after === undefined ? undefined : await verifyAudit(await readGiven(after), keys);
      if (earlier && earlier.flaws.length > 0)
        throw new UgglaError('audit-invalid', `the earlier file (${after}) is not whole: nothing can be told by it`, {
          cure: `Look at it first: uggla verify ${after}`,
        });
      const report = await verifyAudit(bytes, keys, earlier);
      const problems: Problem[] = report.flaws.map((flaw) => ({severity: 'error', code: 'audit-flawed', ...flaw}));
      if (report.ownKeys)
        problems.push({
          severity: 'warning',
          code: 'audit-key-own',
          message: `the file was checked by the keys inside it: ${report.keys.join(', ')}`,
          cure: 'Compare them with the server’s, or name those with --key: whoever forged the whole file would have put in others.',
        });
      if (report.anonymous > 0)
        problems.push({
          severity: 'warning',
          code: 'audit-anonymous',
          message: `${report.anonymous} people stand under a pseudonym, and no record tells that they were erased`,
          cure: 'Look for them in an earlier audit file: whoever writes into the store without the server can hide a name so.',
        });
      process.exitCode = report.flaws.length > 0 ? exitCodes.bad : exitCodes.good;
      if (json) {
        printJson({ok: report.flaws.length === 0, ...report, problems});
        return;
      }
      printProblems(problems);
      if (report.flaws.length === 0)
        process.stdout.write(
          `whole: ${report.records} records, ${report.acceptances} acceptances, exported ${report.made} by ${report.server}\n${
            earlier
              ? `all ${earlier.records} records of the earlier file (exported ${earlier.made}) are in it\n`
              : 'it tells of nothing stored after that, and an older file looks as whole: hold it against an earlier one with --after\n'
          }`,
        );
    });
}

async function readGiven(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw isMissing(cause)
      ? new UgglaError('file-missing', `there is no file ${file}`, {
          cause,
          cure: 'Name a zip of `uggla audit export`, or a certificate.',
        })
      : cause;
  });
}

async function readKeys(file: string): Promise<{keys: {kid?: string; kty: string}[]}> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as {keys: {kid?: string; kty: string}[]};
  } catch (cause) {
    throw new UgglaError('usage-wrong', `${file} holds no public keys`, {
      cause,
      cure: 'Save the server’s /.well-known/jwks.json and name that file.',
    });
  }
}
