// What the script-tag bundle needs beyond rollup's own plugins.
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, extname, join, relative, sep} from 'node:path';
import {transform} from 'esbuild';
import {minify} from 'terser';
import {asking, chunkOf, streaming, whole} from './bundle-graph.mjs';

const HELPER = /^var (__\w+) = \(this && this\.\1\) \|\| function [\s\S]*?^};\n/gm;

/** TypeScript writes its helpers into every file; one copy serves all. */
export function sharedHelpers() {
  const helpers = new Map();
  const id = '\0uggla-helper:';
  return {
    name: 'shared-helpers',
    resolveId: (source) => (source.startsWith(id) ? source : null),
    load: (source) => (source.startsWith(id) ? helpers.get(source.slice(id.length)) : null),
    transform(code) {
      if (!code.includes('(this && this.__')) return null;
      let imports = '';
      const rest = code.replace(HELPER, (text, name) => {
        const own = text.replace(`(this && this.${name}) || `, '').replace(/^var/, 'export const');
        helpers.set(name, own.replace(/if \(typeof Reflect === "object".*\n *else /, '')); // nothing of ours has the metadata polyfill
        imports += `import {${name}} from ${JSON.stringify(id + name)};\n`;
        return '';
      });
      return {code: imports + rest, map: null};
    },
  };
}

/**
 * What an entry imports becomes part of it, though other files have a copy of their own: it is there with the entry's
 * first byte, without a second request. What it asks for by import() comes with all that needs at the same time.
 */
export function wholeEntries({entries}) {
  const mark = '?in=';
  const plain = {skipSelf: true, custom: {plain: true}}; // resolved by the other plugins alone, whomever these ask
  const ownerOf = (id) => id?.split(mark)[1] ?? entries.find((entry) => entry === id);
  return {
    name: 'whole-entries',
    async resolveId(source, importer, {custom}) {
      const owner = ownerOf(importer);
      if (!owner || custom?.plain) return null;
      const found = await this.resolve(source, importer.split(mark)[0], plain);
      return found && !found.external ? `${found.id}${mark}${owner}` : found;
    },
    resolveDynamicImport(source, importer) {
      return ownerOf(importer) ? this.resolve(source, importer.split(mark)[0], plain) : null;
    },
    load: (id) => (id.includes(mark) ? readFileSync(id.split(mark)[0], 'utf8') : null),
    renderDynamicImport({moduleId, chunk, targetChunk, getTargetChunkImports}) {
      // So does what drives the engine, for which somebody waits who has pressed play.
      if (!targetChunk || !(ownerOf(moduleId) || moduleId.endsWith('/engine/choose-engine.js'))) return null;
      const near = (fileName) => `'./${relative(dirname(chunk.fileName), fileName).split(sep).join('/')}'`;
      const more = getTargetChunkImports()
        .filter(({type}) => type === 'internal')
        .map(({fileName}) => `import(${near(fileName)})`);
      return {
        left: `Promise.all([import(`,
        right: `)${more.map((one) => `,${one}`).join('')}]).then(([first])=>first)`,
      };
    },
  };
}

/** Takes indentation and comments out of `css` and `html` templates; a space between two tags stays a space. */
export function smallTemplates() {
  return {
    name: 'small-templates',
    transform(code, id) {
      if (!/\b(?:html|css|svg) ?`/.test(code) || id.includes('/node_modules/')) return null;
      const edits = [];
      walk(this.parse(code), (node) => {
        if (node.type !== 'TaggedTemplateExpression' || node.tag.type !== 'Identifier') return;
        const shrink = {css: shrinkCss, html: shrinkHtml, svg: shrinkHtml}[node.tag.name];
        // a template that holds text whose spaces count is left as it is, all of it
        if (!shrink || /<pre|<textarea/.test(code.slice(node.quasi.start, node.quasi.end))) return;
        for (const {start, end} of node.quasi.quasis) edits.push({start, end, text: shrink(code.slice(start, end))});
      });
      let out = '';
      let at = 0;
      for (const {start, end, text} of edits.sort((one, other) => one.start - other.start)) {
        if (start < at) continue; // a template inside a template: the outer one's text has been taken already
        out += code.slice(at, start) + text;
        at = end;
      }
      return {code: out + code.slice(at), map: null};
    },
  };
}

function shrinkCss(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/;}/g, '}')
    .replace(/([:,]) /g, '$1')
    .replace(/ \/ /g, '/')
    .replace(/([\s:,(/-])0\.(?=\d)/g, '$1.');
}

function shrinkHtml(text) {
  return text.replace(/<!--[\s\S]*?-->/g, '').replace(/\s*\n\s*/g, ' ');
}

function walk(node, visit) {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child.type === 'string') walk(child, visit);
  }
}

/**
 * Our own chunks by terser, which is the smallest; those that hold libraries alone by esbuild, which takes seconds where
 * terser takes minutes (they come minified as it is).
 */
export function smallest() {
  return {
    name: 'smallest',
    async renderChunk(code, chunk) {
      const own = Object.keys(chunk.modules).some((id) => !/\/node_modules\/|\/dist\/vendor\//.test(id));
      if (!own)
        return {
          code: (await transform(code, {minify: true, target: 'es2022', format: 'esm', legalComments: 'none'})).code,
          map: null,
        };
      const small = await minify(code, {
        ecma: 2022,
        module: true,
        compress: {passes: 3, pure_getters: true, unsafe_arrows: true},
        format: {comments: false},
      });
      // Once more: what is short already is named anew, which compresses better (100 bytes of the player's 30 kB).
      const smaller = await minify(small.code, {
        ecma: 2022,
        module: true,
        compress: {pure_getters: true, unsafe_arrows: true, hoist_funs: true},
        format: {comments: false},
      });
      return {code: smaller.code, map: null};
    },
  };
}

/**
 * Chunks of which all is used as soon as they are there: the mark asks the engine to compile them whole as they arrive,
 * off the main thread, and not function by function at the first call. An entry that has such a name is not meant.
 * Source: https://github.com/WICG/explicit-javascript-compile-hints-file-based
 */
export function compiledWhole(names) {
  return {
    name: 'compiled-whole',
    renderChunk: (code, {name, isEntry}) =>
      !isEntry && names.includes(name) ? {code: `//# allFunctionsCalledOnLoad\n${code}`, map: null} : null,
  };
}

/** Writes which modules each chunk holds, for the checks; not published. And for pages what each entry brings, to be fetched beside it (`preloads`). */
export function graph({file, root, preloads}) {
  return {
    name: 'graph',
    writeBundle(_, bundle) {
      const chunks = {};
      for (const [name, chunk] of Object.entries(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const {imports, dynamicImports, isEntry} = chunk;
        const modules = Object.fromEntries(
          Object.entries(chunk.modules).map(([id, {renderedLength}]) => [
            relative(root, id).split(sep).join('/'),
            renderedLength,
          ]),
        );
        chunks[name] = {isEntry, imports, dynamicImports, modules};
      }
      writeFileSync(file, `${JSON.stringify(chunks, null, 1)}\n`);
      if (!preloads) return;
      const entries = Object.keys(chunks).filter((name) => chunks[name].isEntry && name.startsWith('uggla'));
      const early = Object.fromEntries(
        entries.sort().map((name) => [name, [...whole(chunks, name)].filter((one) => one !== name).sort()]),
      );
      // what checks the file that such a page begins with, whatever it is
      for (const entry of ['uggla.js', 'uggla-course.js', 'uggla-catalog.js'])
        early[entry] = [...new Set([...early[entry], chunkOf(chunks, 'packages/protocol/dist/validate')])].sort();
      early.stream = asking(chunks).sort();
      for (const build of ['hls-light', 'hls-tracks']) early[build] = streaming(chunks, build).sort();
      // and what no page brings that has no model to show: `uggla build` leaves it out where it need not be kept
      const isForModels = (module) => /\/node_modules\/three\/|\/portfolio\/model\/model-scene\./.test(`/${module}`);
      early.models = Object.keys(chunks)
        .filter((name) => Object.keys(chunks[name].modules).some(isForModels))
        .sort();
      writeFileSync(preloads, `${JSON.stringify(early, null, 2)}\n`);
    },
  };
}

/** Hashes for `integrity=`, of every file of the folder. */
export function integrity({folder}) {
  return {
    name: 'integrity',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const hashes = {};
        for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
          if (!entry.isFile() || !['.js', '.mjs', '.css', '.html'].includes(extname(entry.name))) continue;
          const file = join(entry.parentPath, entry.name);
          const name = relative(folder, file).split(sep).join('/');
          hashes[name] = `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
        }
        const sorted = Object.fromEntries(Object.entries(hashes).sort(([one], [other]) => one.localeCompare(other)));
        writeFileSync(join(folder, 'sri.json'), `${JSON.stringify(sorted, null, 2)}\n`);
      },
    },
  };
}

/** Puts the finished folder where the old one was. */
export function moveInto({from, to}) {
  return {
    name: 'move-into',
    buildStart() {
      // What builds that were killed left behind; the build's lock lets no other run now.
      const left = readdirSync(dirname(to)).filter((name) => name.startsWith(`${basename(to)}.`));
      for (const name of left) rmSync(join(dirname(to), name), {recursive: true, force: true});
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        rmSync(`${to}.old`, {recursive: true, force: true});
        if (existsSync(to)) renameSync(to, `${to}.old`);
        renameSync(from, to);
        rmSync(`${to}.old`, {recursive: true, force: true});
      },
    },
  };
}

/** Files that go beside the modules as they are: `{from: 'src/x.css', to: 'x.css'}`; those not there are left out. */
export function asFiles(files) {
  return {
    name: 'as-files',
    generateBundle() {
      for (const {from, to, map = (source) => source} of files) {
        if (existsSync(from)) this.emitFile({type: 'asset', fileName: to, source: map(readFileSync(from))});
      }
    },
  };
}
