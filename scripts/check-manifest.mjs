// The custom-elements manifest is what editors, React wrappers and the docs are made of: whatever an element's source
// offers must be in it, with a sentence.
import {existsSync, readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {globSync} from './lib/files.mjs';
import {ownNode} from './lib/node24.mjs';
import {root} from './lib/run.mjs';

await ownNode();

const manifest = JSON.parse(readFileSync(`${root}/packages/elements/custom-elements.json`, 'utf8'));
const elements = manifest.modules.flatMap(({declarations}) => declarations);
const problems = [];

/** The tags of the design. */
const PUBLIC = [
  'uggla-player',
  'uggla-transcript',
  'uggla-chapters',
  'uggla-cue',
  'uggla-notes',
  'uggla-course',
  'uggla-guide',
  'uggla-campus',
  'uggla-portfolio',
  'uggla-chat',
];
for (const tag of PUBLIC)
  if (!elements.some(({tagName}) => tagName === tag)) problems.push(`<${tag}> is not in the manifest`);

for (const element of elements) {
  const {tagName} = element;
  const say = (what) => problems.push(`<${tagName}>: ${what}`);
  if (!element.description) say('no description');
  const named = {
    attributes: 'attribute',
    events: 'event',
    slots: 'slot',
    cssParts: 'part',
    cssProperties: 'custom property',
  };
  for (const [key, word] of Object.entries(named)) {
    for (const {name, description, fieldName} of element[key] ?? []) {
      if (!name && word !== 'slot') say(`a ${word} without a name`);
      // An attribute is described where its property is.
      const field = element.members?.find((member) => member.name === fieldName);
      if (!description && !field?.description) say(`${word} ${name} has no description`);
    }
  }
  for (const {kind, name, privacy, description, static: isStatic} of element.members ?? []) {
    if (privacy === 'protected' || isStatic || description) continue;
    if (kind === 'field' || kind === 'method') say(`${kind} ${name} has no description`);
  }
}

// What the sources show or fire, against what is documented. A family's elements share parts, so each family is one.
const FAMILIES = ['player', 'course', 'catalog', 'chat'];
for (const family of FAMILIES) {
  const files = globSync(`packages/${family}/src/**/*.ts`, {cwd: root, exclude: ['**/*.test.ts']});
  const source = files.map((file) => readFileSync(`${root}/${file}`, 'utf8')).join('\n');
  const own = elements.filter(({name}) => new RegExp(`class ${name}\\b`).test(source));
  const documented = (key) => new Set(own.flatMap((element) => element[key] ?? []).map(({name}) => name));
  const missing = (word, key, found) => {
    const known = documented(key);
    for (const name of new Set(found))
      if (!known.has(name))
        problems.push(`packages/${family}: ${word} “${name}” is in the source, but no element documents it`);
  };
  missing(
    'slot',
    'slots',
    [...source.matchAll(/<slot name="([^"]+)"/g)].map(([, name]) => name),
  );
  missing(
    'part',
    'cssParts',
    [...source.matchAll(/\spart="([^"$]+)"/g)].flatMap(([, names]) => names.split(/\s+/)).filter(Boolean),
  );
  missing(
    'custom property',
    'cssProperties',
    [...source.matchAll(/var\((--uggla-[\w-]+)/g)].map(([, name]) => name),
  );
  missing(
    'event',
    'events',
    [...source.matchAll(/super\('(uggla-[\w-]+)'/g)].map(([, name]) => name),
  );
}

// Each error code that the sources name has its page.
const codes = new Set();
for (const file of globSync('packages/{protocol,search,core,player,course,catalog,chat,server,cli}/src/**/*.ts', {
  cwd: root,
  exclude: ['**/*.test.ts', '**/generated/**'],
})) {
  for (const [, code] of readFileSync(`${root}/${file}`, 'utf8').matchAll(
    /(?:new UgglaError|UgglaError\.from)\(\s*(?:\w+,\s*)?'([a-z]+(?:-[a-z0-9]+)+)'/g,
  ))
    codes.add(`${code}\t${dirname(file)}`);
}
for (const line of codes) {
  const [code, folder] = line.split('\t');
  if (!existsSync(`${root}/docs/errors/${code}.md`))
    problems.push(`${folder}: error code ${code} has no page docs/errors/${code}.md`);
}

console.log(`${elements.length} elements, ${codes.size} error codes in use`);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
