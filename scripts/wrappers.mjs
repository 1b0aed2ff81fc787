// Makes out of the custom-elements manifest: the React wrappers, and what editors and type checkers need to know the
// tags in JSX, Vue, Svelte, VS Code and the JetBrains editors.
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {generateJsxTypes} from '@wc-toolkit/jsx-types';
import {generateJetBrainsWebTypes} from 'custom-element-jet-brains-integration';
import {generateSvelteTypes} from 'custom-element-svelte-integration';
import {generateVsCodeCustomElementData} from 'custom-element-vs-code-integration';
import {generateVuejsTypes} from 'custom-element-vuejs-integration';
import {root} from './lib/run.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'packages/elements/custom-elements.json'), 'utf8'));
const elements = manifest.modules.flatMap(({declarations}) => declarations);

function makeEditorData() {
  const {log} = console;
  console.log = () => {}; // some of them tell of every file, whatever they are asked
  const outdir = join(root, 'packages/elements/dist/types');
  mkdirSync(outdir, {recursive: true});
  const copy = () => structuredClone(manifest); // each of them writes into what it is given
  const globalTypePath = '../index.js';
  const quiet = {outdir, hideLogs: true};
  generateJsxTypes(copy(), {outdir, fileName: 'jsx.d.ts', globalTypePath, stronglyTypedEvents: false});
  generateVuejsTypes(copy(), {...quiet, fileName: 'vue.d.ts', globalTypePath});
  generateSvelteTypes(copy(), {...quiet, fileName: 'svelte.d.ts', globalTypePath});
  generateVsCodeCustomElementData(copy(), {
    ...quiet,
    htmlFileName: 'vscode.html-custom-data.json',
    cssFileName: 'vscode.css-custom-data.json',
  });
  generateJetBrainsWebTypes(copy(), {...quiet, webTypesFileName: 'web-types.json', packageJson: false});
  console.log = log;
}

function makeReact() {
  const folder = join(root, 'packages/react/src/generated');
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  const types = exportedTypes();
  for (const element of elements) writeFileSync(join(folder, `${element.tagName}.ts`), wrapper(element, types));
  const lines = elements.map(({tagName}) => `export * from './${tagName}.js';`);
  writeFileSync(join(folder, 'index.ts'), lines.length > 0 ? `${lines.join('\n')}\n` : 'export {};\n');
}

function wrapper({name, tagName, description = '', events = []}, types) {
  // A media element to its page fires what <video> fires, under the names that React has for that.
  const own = events.filter((event) => event.name && !(tagName === 'uggla-player' && event.name in MEDIA_EVENTS));
  const typed = own.map((event) => ({
    ...event,
    prop: propOf(event.name),
    class: types.has(event.type?.text) ? event.type.text : 'Event',
  }));
  if (tagName === 'uggla-player')
    for (const [event, prop] of Object.entries(MEDIA_EVENTS)) typed.push({name: event, prop, class: 'Event'});
  const imported = [...new Set(typed.map((event) => event.class))].filter((type) => type !== 'Event').sort();
  const doc = [description.trim(), `React’s wrapper of \`<${tagName}>\`; it registers the tag.`]
    .filter(Boolean)
    .join('\n\n')
    .replace(/\*\//g, '*\\/');
  return `// Made by scripts/wrappers.mjs out of the custom-elements manifest.
import {createComponent, type EventName} from '@lit/react';
import {${name} as Element} from '@uggla/elements';
${imported.length > 0 ? `import type {${imported.join(', ')}} from '@uggla/elements';\n` : ''}import '@uggla/elements/define.js';
import * as React from 'react';

/**
${doc
  .split('\n')
  .map((line) => ` * ${line}`.trimEnd())
  .join('\n')}
 */
export const ${name} = createComponent({
  react: React,
  tagName: '${tagName}',
  elementClass: Element,
  displayName: '${name}',
  events: {
${typed.map((event) => `    ${event.prop}: '${event.name}' as EventName<${event.class}>,`).join('\n')}
  },
});

/** The element that a ref of {@link ${name}} holds. */
export type ${name}Element = Element;
`;
}

const MEDIA_EVENTS = Object.fromEntries(
  'onAbort onCanPlay onCanPlayThrough onDurationChange onEmptied onEnded onError onLoadedData onLoadedMetadata onLoadStart onPause onPlay onPlaying onProgress onRateChange onSeeked onSeeking onStalled onSuspend onTimeUpdate onVolumeChange onWaiting'
    .split(' ')
    .map((prop) => [prop.slice(2).toLowerCase(), prop]),
);

/** `uggla-seek-request` → `onUgglaSeekRequest`; `timeupdate` → `onTimeupdate`. */
function propOf(event) {
  return `on${event.replace(/(?:^|[-:])([a-z])/g, (_, letter) => letter.toUpperCase())}`;
}

/** Names that the families' entries export, by the letter: what they do not export cannot be imported. */
function exportedTypes() {
  const names = new Set();
  const seen = new Set();
  const read = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, list] of text.matchAll(/export\s+(?:type\s+)?\{([^}]*)\}/g)) {
      for (const part of list.split(','))
        names.add(
          part
            .trim()
            .replace(/^type\s+/, '')
            .replace(/^.*\sas\s+/, ''),
        );
    }
    for (const [, name] of text.matchAll(
      /export\s+(?:declare\s+)?(?:abstract\s+)?(?:class|interface|type|const|function)\s+(\w+)/g,
    ))
      names.add(name);
    for (const [, path] of text.matchAll(/export\s+\*\s+from\s+'(\.[^']+)\.js'/g))
      read(join(dirname(file), `${path}.ts`));
  };
  for (const family of ['core', 'player', 'course', 'catalog', 'chat'])
    read(join(root, `packages/${family}/src/index.ts`));
  return names;
}

makeEditorData();
makeReact();
