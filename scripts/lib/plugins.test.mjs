import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {createHash} from 'node:crypto';
import {rollup} from 'rollup';
import ts from 'typescript';
import {
  asFiles,
  compiledWhole,
  integrity,
  moveInto,
  sharedHelpers,
  smallTemplates,
  smallest,
  wholeEntries,
} from './bundle-plugins.mjs';
import {tagNamesPlugin} from './tag-names-plugin.mjs';

const folder = mkdtempSync(join(tmpdir(), 'uggla-plugins-'));
after(() => rmSync(folder, {recursive: true}));

/** What rollup makes of modules by name, of which `main` is the entry. */
async function bundle(modules, ...plugins) {
  const virtual = {name: 'virtual', resolveId: (id) => (id in modules ? id : null), load: (id) => modules[id] ?? null};
  const made = await rollup({input: 'main', plugins: [virtual, ...plugins], external: ['lit']});
  const {output} = await made.generate({format: 'esm'});
  return output[0].code;
}

describe('smallTemplates', () => {
  it('takes indentation and comments out of styles and markup, and no text', async () => {
    const code = await bundle(
      {
        main: "import {css, html} from 'lit';\nexport const a = css`\n  /* why */\n  :host {\n    display: block;\n  }\n`;\nexport const b = (x) => html`<p>\n    <b>uno</b>\n    <i>${x}</i> <u>dos  tres</u><!-- note -->\n  </p>`;",
      },
      smallTemplates(),
    );
    assert.match(code, /css` ?:host\{display:block\}`/);
    assert.match(code, /html`<p> <b>uno<\/b> <i>\$\{x\}<\/i> <u>dos {2}tres<\/u> <\/p>`/);
  });

  it('knows them with the space before the text, as TypeScript writes them', async () => {
    const code = await bundle(
      {main: "import {css} from 'lit';\nexport const a = css `\n  p {\n    margin: 0, 1;\n  }\n`;"},
      smallTemplates(),
    );
    assert.match(code, /css ?` ?p\{margin:0,1\}`/);
  });

  it('writes numbers and separators of styles without what they do not need, and keeps what means something', async () => {
    const code = await bundle(
      {
        main: "import {css} from 'lit';\nexport const a = css`\n  p {\n    color: rgb(0 0 0 / 0.5);\n    margin: -0.5em 10.25em 0.1em;\n    width: calc(100% - 0.5em);\n  }\n  a > b { c: d }\n`;",
      },
      smallTemplates(),
    );
    assert.match(
      code,
      /p\{color:rgb\(0 0 0\/\.5\);margin:-\.5em 10\.25em \.1em;width:calc\(100% - \.5em\)\}a > b\{c:d\}/,
    );
  });

  it('keeps a sign that stands in text', async () => {
    const code = await bundle(
      {main: "import {html} from 'lit';\nexport const a = html`<p>Campus > Silla</p>`;"},
      smallTemplates(),
    );
    assert.ok(code.includes('<p>Campus > Silla</p>'));
  });

  it('leaves templates of other kinds, and text that keeps its spaces, as they are', async () => {
    const code = await bundle(
      {
        main: "import {html} from 'lit';\nexport const a = `x\n   y`;\nexport const b = html`<pre>\n  ${1}\n</pre>`;\nexport const c = String.raw`a\n   b`;",
      },
      smallTemplates(),
    );
    assert.ok(code.includes('`x\n   y`') && code.includes('<pre>\n  ${1}\n</pre>') && code.includes('a\n   b'));
  });

  it('keeps what stands in a template within a template', async () => {
    const code = await bundle(
      {
        main: "import {html} from 'lit';\nexport const a = (list) => html`<ul>\n  ${list.map((one) => html`<li>\n    ${one}\n  </li>`)}\n</ul>`;",
      },
      smallTemplates(),
    );
    assert.match(code, /html`<ul> \$\{list\.map\(\(one\) => html`<li> \$\{one\} <\/li>`\)\} <\/ul>`/);
  });
});

describe('wholeEntries', () => {
  it('gives an entry its own copy of what it imports, and asks at once for all that it needs next', async () => {
    const modules = {
      main: "import {a} from './part.js';\nconsole.log(a);\nimport('./rest.js').then(({deep}) => console.log(deep));",
      other: "export {a} from './part.js';\nexport {deep} from './deep.js';",
      part: "export const a = 'the part';",
      rest: "export {deep} from './deep.js';\nexport {a} from './part.js';",
      deep: "export const deep = 'the depth';",
    };
    const sources = join(folder, 'whole');
    mkdirSync(sources);
    for (const [name, code] of Object.entries(modules)) writeFileSync(join(sources, `${name}.js`), code);
    const input = ['main', 'other'].map((name) => join(sources, `${name}.js`));
    const made = await rollup({
      input,
      plugins: [wholeEntries({entries: input.slice(0, 1)})],
      preserveEntrySignatures: false,
    });
    const {output} = await made.generate({
      format: 'esm',
      chunkFileNames: 'chunks/[name].js',
      manualChunks: (id) => (id.endsWith('deep.js') ? 'deep' : undefined),
    });
    const main = output.find(({fileName}) => fileName === 'main.js');
    assert.deepEqual(main.imports, []);
    assert.match(main.code, /the part/);
    assert.match(main.code, /Promise\.all\(\[import\('\.\/\S+\.js'\),import\('\.\/chunks\/deep\.js'\)\]\)/);
  });
});

describe('compiledWhole', () => {
  it('marks the chunks it names before their first statement, though comments are taken out, and no entry', async () => {
    const sources = join(folder, 'compiled');
    mkdirSync(sources);
    writeFileSync(join(sources, 'main.js'), "/* gone */ export const later = () => import('./part.js');");
    writeFileSync(join(sources, 'part.js'), 'export const part = () => 1; // gone');
    const made = await rollup({
      input: join(sources, 'main.js'),
      plugins: [smallest(), compiledWhole(['part', 'main'])],
    });
    const {output} = await made.generate({format: 'esm', chunkFileNames: '[name].js'});
    const codeOf = (name) => output.find(({fileName}) => fileName === name).code;
    assert.match(codeOf('part.js'), /^\/\/# allFunctionsCalledOnLoad\n\w/);
    assert.doesNotMatch(codeOf('main.js'), /allFunctionsCalledOnLoad|gone/);
  });
});

describe('sharedHelpers', () => {
  it('keeps one copy of what TypeScript writes into every file', async () => {
    const helper = 'var __twice = (this && this.__twice) || function (x) {\n    return x * 2;\n};\n';
    const code = await bundle(
      {
        main: `${helper}import {b} from 'other';\nexport const a = __twice(1) + b;`,
        other: `${helper}export const b = __twice(2);`,
      },
      sharedHelpers(),
    );
    assert.equal(code.match(/return x \* 2/g).length, 1);
    assert.doesNotMatch(code, /this\.__twice/);
    const path = join(folder, 'helpers.mjs');
    writeFileSync(path, code);
    assert.equal((await import(path)).a, 6);
  });
});

describe('the folder of the bundle', () => {
  it('is put in the place of the old one whole, with the hash of every file', async () => {
    const [from, to] = [join(folder, 'bundle.new'), join(folder, 'bundle')];
    mkdirSync(to);
    writeFileSync(join(to, 'old.js'), 'old');
    mkdirSync(join(folder, 'bundle.killed'));
    writeFileSync(join(folder, 'page.html'), '<p>x</p>');
    const virtual = {name: 'virtual', resolveId: (id) => id, load: () => 'export const a = 1;'};
    const made = await rollup({
      input: {uggla: 'main'},
      plugins: [
        virtual,
        asFiles([
          {from: join(folder, 'page.html'), to: 'frame.html', map: (text) => `${text}!`},
          {from: join(folder, 'nothing'), to: 'nothing.css'},
        ]),
        integrity({folder: from}),
        moveInto({from, to}),
      ],
    });
    await made.write({format: 'esm', dir: from});
    assert.deepEqual(readdirSync(to).sort(), ['frame.html', 'sri.json', 'uggla.js']);
    assert.equal(readFileSync(join(to, 'frame.html'), 'utf8'), '<p>x</p>!');
    const hashes = JSON.parse(readFileSync(join(to, 'sri.json'), 'utf8'));
    assert.deepEqual(Object.keys(hashes), ['frame.html', 'uggla.js']);
    assert.equal(
      hashes['uggla.js'],
      `sha384-${createHash('sha384')
        .update(readFileSync(join(to, 'uggla.js')))
        .digest('base64')}`,
    );
    assert.ok(!readdirSync(folder).some((name) => name.startsWith('bundle.')));
  });
});

describe('tagNamesPlugin', () => {
  /** The manifest that is made of these declarations, when `define.ts` says so. */
  const link = (define, declarations) => {
    const plugin = tagNamesPlugin();
    const visit = (node) => {
      plugin.collectPhase({ts, node});
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile('define.ts', define, ts.ScriptTarget.Latest, true));
    const manifest = {modules: [{path: 'a.ts', declarations}]};
    plugin.packageLinkPhase({customElementsManifest: manifest});
    return manifest.modules;
  };
  const define = `declare global { interface HTMLElementTagNameMap { 'uggla-b': UgglaB; 'uggla-a': UgglaA } interface Other { 'uggla-c': UgglaC } }`;
  const element = (name, more = {}) => ({kind: 'class', name, ...more});

  it('gives each class the tag that define.ts gives it, in one module, by tag', () => {
    const modules = link(define, [
      element('UgglaB'),
      element('UgglaA'),
      element('UgglaC'),
      element('Helper'),
      {kind: 'function', name: 'UgglaA'},
    ]);
    assert.equal(modules.length, 1);
    assert.deepEqual(
      modules[0].declarations.map(({tagName, customElement}) => [tagName, customElement]),
      [
        ['uggla-a', true],
        ['uggla-b', true],
      ],
    );
    assert.deepEqual(
      modules[0].exports
        .filter(({kind}) => kind === 'custom-element-definition')
        .map(({name, declaration}) => [name, declaration.name]),
      [
        ['uggla-b', 'UgglaB'],
        ['uggla-a', 'UgglaA'],
      ],
    );
  });

  it('shows nobody what is private, nor what Lit calls', () => {
    const members = [
      {name: 'play'},
      {name: '#state'},
      {name: 'hidden', privacy: 'private'},
      {name: 'render'},
      {name: 'updated'},
      {name: 'styles'},
      {kind: 'method'},
    ];
    const [
      {
        declarations: [one],
      },
    ] = link(define, [element('UgglaA', {members})]);
    assert.deepEqual(
      one.members.map(({name}) => name),
      ['play'],
    );
  });

  it('names an overloaded method once, with the sentence that one of them has', () => {
    const members = [
      {name: 'goTo'},
      {name: 'goTo', description: 'Opens a lesson.'},
      {name: 'goTo', description: 'Another.'},
    ];
    const [
      {
        declarations: [one],
      },
    ] = link(define, [element('UgglaA', {members})]);
    assert.deepEqual(one.members, [{name: 'goTo', description: 'Opens a lesson.'}]);
  });

  it('keeps the events that are meant for others, and describes what every element has', () => {
    const [
      {
        declarations: [one],
      },
    ] = link(define, [
      element('UgglaA', {
        events: [{name: 'uggla-ready', description: 'Ready.'}, {name: 'guess'}, {description: 'x'}],
        attributes: [{name: 'lang'}, {name: 'dir', description: 'Own.'}, {name: 'src'}],
      }),
    ]);
    assert.deepEqual(
      one.events.map(({name}) => name),
      ['uggla-ready'],
    );
    assert.match(one.attributes[0].description, /^Language of the element/);
    assert.deepEqual([one.attributes[1].description, one.attributes[2].description], ['Own.', undefined]);
  });
});
