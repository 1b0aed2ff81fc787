import {open, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {confirm, isCancel} from '@clack/prompts';
import {UgglaError} from '@uggla/protocol';
import type {Command} from 'commander';
import {advise, gigabytes, type Advice} from '../model/advise.js';
import {readHeader, type ModelHeader} from '../model/gguf.js';
import {look, pull, type Offer} from '../model/pull.js';
import {printJson} from '../output/print.js';

interface PullFlags {
  out: string;
  sha256?: string;
  yes?: boolean;
  json?: boolean;
}

/** Adds `uggla model`. */
export function addModel(program: Command): void {
  const model = program.command('model').description('look at language models, and fetch them');
  model
    .command('pull')
    .description('fetch a model (.gguf): tells size, licence and checksum, and asks before anything is fetched')
    .argument('<address>', 'https address of the file')
    .option('--out <folder>', 'where it is put', 'models')
    .option('--sha256 <hex>', 'the checksum that it must have')
    .option('--yes', 'size and licence are known and agreed to')
    .option('--json', 'tell it as JSON')
    .action((address: string, flags: PullFlags) => fetchModel(address, flags));
  model
    .command('show')
    .description('tell what is in a model file, and where it fits')
    .argument('<file>', 'a .gguf file')
    .option('--json', 'tell it as JSON')
    .action((file: string, flags: {json?: boolean}) => showModel(file, flags));
}

async function fetchModel(address: string, {out, sha256, yes, json}: PullFlags): Promise<void> {
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256))
    throw new UgglaError('usage-wrong', `${sha256} is no SHA-256`, {cure: 'It has 64 hexadecimal digits.'});
  const offer = await look(address);
  const wanted = sha256 ?? offer.sha256;
  if (!json)
    process.stdout.write(
      `${describe(offer.name, offer.bytes, offer.header)}  checksum  ${wanted ?? 'none is told: it cannot be checked (--sha256)'}\n\n`,
    );
  if (!(await agreed(offer, yes === true))) {
    throw new UgglaError(
      'model-consent-missing',
      `nothing was fetched: ${gigabytes(offer.bytes)} under the licence ${offer.header.license || '(none told)'} want a yes`,
      {cure: 'See to the licence at its source, then add --yes.'},
    );
  }
  const done = await pull(offer, {
    out: resolve(out),
    sha256,
    progress: json ? undefined : percent(offer.bytes),
  } as Parameters<typeof pull>[1]);
  if (json)
    printJson({
      ok: true,
      ...done,
      bytes: offer.bytes,
      checked: wanted !== undefined,
      model: offer.header,
      advice: advise(offer.header, offer.bytes),
    });
  else
    process.stdout.write(
      `\n  ${done.path}\n  sha256 ${done.sha256}${wanted === undefined ? ' (as it came: nobody told what it should be)' : ', as it should be'}\n\n  uggla serve --model ${done.path}\n`,
    );
}

async function agreed({name, bytes}: Offer, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const answer = await confirm({
    message: `Fetch ${name} (${gigabytes(bytes)}) under that licence?`,
    initialValue: false,
  });
  return !isCancel(answer) && answer;
}

function percent(bytes: number): (done: number) => void {
  let told = -1;
  return (done) => {
    const now = Math.floor((done / bytes) * 100);
    if (now === told || !process.stdout.isTTY) return;
    told = now;
    process.stdout.write(`\r  ${now} %`);
  };
}

async function showModel(file: string, {json}: {json?: boolean}): Promise<void> {
  const path = resolve(file);
  const size = (await stat(path).catch(() => undefined))?.size;
  if (size === undefined) throw new UgglaError('model-unavailable', `there is no file ${file}`);
  const handle = await open(path);
  const bytes = Buffer.alloc(Math.min(size, 33_554_432));
  await handle.read(bytes, 0, bytes.length, 0).finally(() => handle.close());
  const header = readHeader(bytes);
  if (json) printJson({ok: true, path, bytes: size, model: header, advice: advise(header, size)});
  else process.stdout.write(describe(file, size, header));
}

function describe(name: string, bytes: number, header: ModelHeader): string {
  const {architecture, license, context, hasTemplate, kind} = header;
  const lines = [
    `  file      ${name}, ${gigabytes(bytes)}`,
    `  model     ${[header.name, architecture, kind === 'adapter' ? 'a LoRA adapter: give it with --lora' : ''].filter(Boolean).join(', ') || 'not told'}`,
    `  licence   ${license || 'not told: see to it at its source'}`,
    ...(context > 0 ? [`  reads     ${context} tokens`] : []),
    ...(hasTemplate || kind === 'adapter' ? [] : ['  form      it brings none for conversations: mostly a base model']),
    ...(kind === 'adapter' ? [] : advise(header, bytes).map(adviceLine)),
  ];
  return `\n${lines.map(visible).join('\n')}\n`;
}

function adviceLine({window, bytes, fits, beyond}: Advice): string {
  const where = (['phone', 'laptop', 'gpu'] as const).filter((name) => fits[name]);
  const names = {phone: 'a phone', laptop: 'a laptop of 16 GB', gpu: 'a GPU of 8 GB'};
  const told =
    bytes === undefined
      ? 'the header does not tell'
      : `about ${gigabytes(bytes)}: fits ${where.length > 0 ? where.map((name) => names[name]).join(', ') : 'none of a phone, a laptop of 16 GB, a GPU of 8 GB'}`;
  return `  at ${String(window).padEnd(7)}${told}${beyond ? '; it was made to read less' : ''}`;
}

/** Without what moves the cursor or colors: a header may hold anything. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '�').slice(0, 400);
}
