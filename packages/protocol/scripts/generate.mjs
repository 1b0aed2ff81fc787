// Makes, out of the zod schemas: schemas/<name>.schema.json (published with every campus, for editors and other tools)
// and src/generated/<name>-schema.ts (the same, compact, for src/validate.ts: browsers get no zod and need no eval).
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {z} from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = ['article', 'answers', 'campus', 'course', 'guide', 'media', 'portfolio', 'portfolioShard', 'transcript'];
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const schemas = await loadZod();
await mkdir(`${root}src/generated`, {recursive: true});
await mkdir(`${root}schemas`, {recursive: true});
for (const name of names) {
  const schema = z.toJSONSchema(schemas[name], {target: 'draft-2020-12', io: 'input', reused: 'ref'});
  schema.$id = `https://uggla.dev/schemas/${kebab(name)}.schema.json`;
  await writeIfNew(`${root}schemas/${kebab(name)}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
  const {$schema, $id, ...rest} = schema;
  await writeIfNew(
    `${root}src/generated/${kebab(name)}-schema.ts`,
    `// Made by scripts/generate.mjs out of src/zod.\nexport const ${name}Schema: object = ${JSON.stringify(compact(rest))};\n`,
  );
}

/** Bundles the TypeScript source for Node, so that this works before anything is built. */
async function loadZod() {
  const {outputFiles} = await build({
    entryPoints: [`${root}src/zod.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  const file = `${root}.zod-${process.pid}.mjs`;
  await writeFile(file, outputFiles[0].text);
  try {
    return await import(file);
  } finally {
    await rm(file);
  }
}

/** Leaves out what says nothing (`additionalProperties: {}`) and tells a union of kinds by the field that names them. */
function compact(node) {
  if (Array.isArray(node)) return node.map(compact);
  if (!node || typeof node !== 'object') return node;
  const out = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'additionalProperties' && Object.keys(value).length === 0) continue;
    if (key === 'propertyNames') continue; // every key is a string
    out[key] = key === 'const' || key === 'enum' ? value : compact(value);
  }
  return out;
}

async function writeIfNew(file, content) {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before !== content) await writeFile(file, content);
}
