import {stat} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {RunningServer, ServeOptions, Workshop} from '@uggla/server';
import type {Command} from 'commander';
import {stopAll} from '../media/ffmpeg.js';
import {OLDEST_NODE, runsServer} from '../node-version.js';
import {printJson, printProblems, toProblem} from '../output/print.js';
import {addServerFlags, settingsOf, type ServerFlags} from './server-flags.js';

interface Options extends ServerFlags {
  json?: boolean;
}

/** Adds `uggla serve`. */
export function addServe(program: Command): void {
  const command = program
    .command('serve')
    .description('serve a campus: files, records, progress, search and chat; an authored folder is built first');
  addServerFlags(command)
    .option('--json', 'tell the address as JSON')
    .addHelpText(
      'after',
      '\nWithout --engine or --model answers are made of passages of the campus, with their sources.\nOn other addresses than 127.0.0.1 say who may come: --issuer, --trusted-header with --trusted-proxy, --invitations, or --lti.\nRecords are kept in the data folder (--data), or in the PostgreSQL that DATABASE_URL names.\n',
    )
    .action((folder: string, options: Options) => start(folder, options));
}

/** The server's code runs on no older Node: it has no SQLite. */
export function needNode(): void {
  const {node} = process.versions;
  if (runsServer(node)) return;
  throw new UgglaError('node-too-old', `the server needs Node ${OLDEST_NODE} or later; this is ${node}`, {
    cure: 'Install a newer Node (https://nodejs.org), or take the container image.',
  });
}

async function start(folder: string, options: Options): Promise<void> {
  needNode();
  process.once('exit', stopAll);
  if (options.chatOnly) {
    tell(await open(undefined, options), options);
    return;
  }
  const root = resolve(folder);
  if (await isFile(join(root, 'campus.json'))) {
    tell(await open(root, options), options);
    return;
  }
  const [{checkOptions}] = await serverCode();
  checkOptions({...settingsOf(options), root}); // else told when the films are made
  const [{build}, {withProgress}, {openWorkshop}] = await Promise.all([
    import('../build.js'),
    import('../output/progress.js'),
    import('../workshop/workshop.js'),
  ]);
  let running: Promise<RunningServer> | undefined;
  let builtFirst: () => void = () => undefined;
  const workshop = openWorkshop(root, {
    out: options.out,
    encode: options.encode,
    after: new Promise<void>((resolve) => (builtFirst = resolve)),
  });
  const report = await withProgress(options.json === true, (onStep) =>
    build(folder, {
      out: options.out,
      encode: options.encode,
      onStep,
      // watched from the moment there is something to see; smaller qualities follow
      onPublished: (out) => {
        running ??= open(out, options, workshop);
        running.then(
          (server) => tell(server, options),
          () => undefined,
        );
      },
    }),
  ).catch(async (caught: unknown) => {
    if (!running) throw caught;
    await running; // the server stays up for what was published before
    printProblems([toProblem(UgglaError.from(caught, 'uggla-failed'))]);
    return undefined;
  });
  builtFirst();
  if (report && !options.json) printProblems(report.problems);
  await running;
}

/** A second of start that the other verbs need not wait for. */
function serverCode() {
  return Promise.all([import('@uggla/server'), import('../publish/pages/served.js')]);
}

async function open(root: string | undefined, options: Options, workshop?: Workshop): Promise<RunningServer> {
  const [{serve}, {writeServedPage}] = await serverCode();
  const dataDir = resolve(options.data ?? join(root ? dirname(root) : '.', '.uggla'));
  const mounts: Record<string, string> = {...options.mount};
  // '' stands for the root, as '/' does, and is looked into before the campus
  const signIn = options.invitations === true || options.issuerClient !== undefined;
  if (root) mounts[''] = await writeServedPage(root, join(dataDir, 'served'), signIn);
  const settings: ServeOptions = {
    root,
    dataDir,
    mounts,
    workshop,
    ...settingsOf(options),
    nextPort: options.port === undefined,
    handleSignals: true,
  };
  const server = await serve(settings);
  serving = true;
  return server;
}

let serving = false;

/** Whether a server runs, which ends on SIGINT and SIGTERM by itself. */
export function isServing(): boolean {
  return serving;
}

const told = new WeakSet<RunningServer>();

function tell(server: RunningServer, {json, engine, model, chatOnly, documents}: Options): void {
  if (told.has(server)) return;
  told.add(server);
  const {url, adminLink} = server;
  if (json) {
    printJson({ok: true, url, ...(adminLink === undefined ? {} : {adminLink})});
    return;
  }
  process.stdout.write(`\n  ${url}/\n\n`);
  if (adminLink !== undefined) process.stdout.write(`  For who runs it, works once: ${adminLink}\n`);
  if (!engine && !model && !process.env['UGGLA_ENGINE'])
    process.stdout.write(
      chatOnly === true && documents === undefined
        ? '  The chat has nothing to answer from: --engine or --model names one that writes, --documents a folder.\n'
        : '  The chat answers with passages of the campus; --engine or --model names one that writes.\n',
    );
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
