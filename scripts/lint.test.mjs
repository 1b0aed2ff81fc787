import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import config from '../oxlint.config.ts';
import {bin, root} from './lib/run.mjs';

/** Files that are linted as if they lay in this tree, all at once. */
const tree = mkdtempSync(join(tmpdir(), 'uggla-lint-'));
/** What lint says of each: the rule, and its words. */
const said = new Map();

/** Lays down a file under that name, made its own by a number; how it is called now. */
function file(name, code) {
  const [stem, ...ending] = name.split('.');
  const own = [`${stem}${said.size}`, ...ending].join('.');
  said.set(own, []);
  mkdirSync(join(tree, dirname(own)), {recursive: true});
  writeFileSync(join(tree, own), code);
  return own;
}

before(async () => {
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  writeFileSync(join(tree, 'oxlint.config.ts'), `export {default} from '${root}/oxlint.config.ts';`);
  writeFileSync(join(tree, 'tsconfig.json'), '{"compilerOptions": {"strict": true, "target": "ES2022"}}');
  // It ends with 1 where it finds something, as it should here.
  const told = await new Promise((resolve) =>
    execFile(bin('oxlint'), ['-f', 'json'], {cwd: tree, maxBuffer: 1e8}, (_, stdout) => resolve(stdout)),
  );
  for (const {filename, code = 'unused directive', message} of JSON.parse(told).diagnostics)
    said.get(filename)?.push({
      rule: code.replace(/^(?:eslint|(.+))\((.+)\)$/, (_, of, name) => (of ? `${of}/${name}` : name)),
      message,
    });
});

after(() => rmSync(tree, {recursive: true, force: true}));

const ours = (name) => said.get(name).flatMap(({rule, message}) => (rule.startsWith('uggla/') ? [message] : []));

/** What lint must say of a file with that text, by the rules of our own. */
function refuses(name, code, words) {
  const own = file(name, code);
  return () => {
    const [message = 'nothing', ...more] = ours(own);
    assert.match(message, words, `${name}: ${code}`);
    assert.deepEqual(more, []);
  };
}

function lets(name, code) {
  const own = file(name, code);
  return () => assert.deepEqual(ours(own), [], `${name}: ${code}`);
}

/** A test out of several of those: lint has looked at all of them before the first runs. */
const proved = (title, ...proofs) =>
  it(title, () => {
    for (const proof of proofs) proof();
  });

describe('import directions', () => {
  proved(
    'keeps the families apart',
    refuses(
      'packages/course/src/course/x.ts',
      `import {UgglaPlayer} from '@uggla/player';`,
      /Families never import each other: course and player/,
    ),
    refuses('packages/course/src/course/x.ts', `import type {UgglaPlayer} from '@uggla/player';`, /Families never/),
    refuses('packages/chat/src/x.ts', `import '@uggla/catalog/define.js';`, /Families never/),
    refuses('packages/chat/src/x.ts', `export * from '@uggla/player/define.js';`, /Families never/),
    refuses('packages/chat/src/x.ts', `const x = await import('@uggla/player');`, /Families never/),
    lets('packages/course/src/x.ts', `const x = await import('@uggla/player/define.js');`),
    lets('packages/course/src/x.test.ts', `import '@uggla/player/define.js';`),
  );

  proved(
    'lets imports point one way',
    refuses(
      'packages/protocol/src/x.ts',
      `import {x} from '@uggla/core';`,
      /@uggla\/protocol may not import @uggla\/core; it may import: none/,
    ),
    refuses('packages/core/src/x.ts', `import {x} from '@uggla/player';`, /may not import/),
    refuses('packages/server/src/x.ts', `import {x} from '@uggla/core/load.js';`, /may not import/),
    refuses('packages/search/src/x.ts', `import {x} from '@uggla/server';`, /may not import/),
    refuses('packages/react/src/x.ts', `import {x} from '@uggla/player';`, /may not import/),
    lets('packages/core/src/x.ts', `import {x} from '@uggla/protocol';`),
    lets('packages/cli/src/x.ts', `import {x} from '@uggla/server'; import {readFile} from 'node:fs/promises';`),
    lets('packages/elements/src/x.ts', `import '@uggla/player/define.js'; import '@uggla/chat/define.js';`),
  );

  proved(
    'keeps the test helpers out of what is published',
    refuses('packages/player/src/x.ts', `import {nextEvent} from '@uggla/testing';`, /by tests/),
    lets('packages/player/src/x.test.ts', `import {nextEvent} from '@uggla/testing';`),
  );

  proved(
    'keeps Node out of browsers, and relative imports inside',
    refuses('packages/player/src/x.ts', `import {readFile} from 'node:fs/promises';`, /runs in browsers/),
    refuses('packages/player/src/a/x.ts', `import {x} from '../../../core/src/load.js';`, /stays in its package/),
    refuses('packages/player/src/a/x.ts', `import {x} from '../y';`, /end in \.js/),
    lets('packages/player/src/a/x.ts', `import {x} from '../y.js';`),
  );
});

describe('what a strict page refuses', () => {
  const name = 'packages/player/src/x.ts';
  proved(
    'is refused here already',
    refuses(name, 'el.innerHTML = x;', /No HTML strings/),
    refuses(name, 'this.frame.srcdoc = x;', /No HTML strings/),
    refuses(name, `el.insertAdjacentHTML('beforeend', x);`, /No HTML strings/),
    refuses(name, `new DOMParser().parseFromString(x, 'text/html');`, /No HTML strings/),
    refuses(name, `document.write(x);`, /document\.write/),
    refuses(name, `import {unsafeHTML} from 'lit/directives/unsafe-html.js';`, /No unsafeHTML/),
    refuses(name, 'html`<p style="color: red">${x}</p>`;', /style attributes/),
    refuses(name, 'html`<p class="a" style=${styleMap(x)}></p>`;', /style attributes/),
    refuses(name, 'html`<style>p {}</style>`;', /No <style>/),
    refuses(name, `el.setAttribute('style', x);`, /style attributes/),
    lets(name, 'html`<p class=${x} .textStyle=${y}>style = free</p>`; el.style.width = w; const read = el.innerHTML;'),
  );
});

describe('tests', () => {
  const name = 'packages/player/src/x.test.ts';
  proved(
    'are neither skipped nor alone, and wait for the audit',
    refuses(name, `it.only('x', () => {});`, /Every test runs/),
    refuses(name, `describe.skip('x', () => {});`, /Every test runs/),
    refuses(name, `test('x', {skip: true}, () => {});`, /Every test runs/),
    refuses(name, `expect(el).to.be.accessible();`, /await it/),
    lets(name, `it('x', async () => { await expect(el).to.be.accessible(); });`),
  );
});

// One for each, so that none stops working unseen.
const EXAMPLES = {
  'typescript/no-floating-promises': 'export function x() { Promise.resolve(1); }',
  'typescript/no-misused-promises': 'export const x = (y: Promise<boolean>) => { if (y) return 1; return 2; };',
  'typescript/await-thenable': 'export const x = async (y: number) => await y;',
  'typescript/consistent-type-imports': `import {X} from './x.js'; export const x = (y: X) => y;`,
  'typescript/switch-exhaustiveness-check': `export function x(y: 'a' | 'b') { switch (y) { case 'a': return 1; } return 2; }`,
  'typescript/no-explicit-any': 'export const x = (y: any) => String(y);',
  'typescript/no-for-in-array': 'export function x(list: string[]) { for (const y in list) x([y]); }',
  'typescript/no-implied-eval': `setTimeout('x()', 1); export {};`,
  'typescript/ban-ts-comment': '// @ts-ignore\nexport const x = 1;',
  'typescript/no-namespace': 'export namespace X { export const y = 1; }',
  'no-unused-vars': 'const x = 1; export {};',
  'no-eval': `eval('x');`,
  'no-new-func': `export const x = new Function('y');`,
  'no-debugger': 'debugger;',
  'no-var': 'export var x = 1;',
  'prefer-const': 'let x = 1; export {x};',
  'no-cond-assign': 'export function x(y: number) { if (y = 1) return y; return 2; }',
  'no-constant-binary-expression': 'export const x = (y: number) => (y + 1) ?? 2;',
  'no-dupe-else-if': 'export function x(y: boolean) { if (y) return 1; else if (y) return 2; return 3; }',
  'no-fallthrough': 'export function x(y: number) { switch (y) { case 1: y++; default: y--; } return y; }',
  'no-self-assign': 'export function x(y: number) { y = y; return y; }',
  'no-unreachable': 'export function x() { return 1; x(); }',
  'no-unsafe-finally': 'export function x() { try { x(); } finally { return 1; } }',
  'no-unused-private-class-members': 'export class X { #y = 1; }',
  'no-useless-catch': 'export function x() { try { x(); } catch (y) { throw y; } }',
  eqeqeq: 'export const x = (y: number) => y == 1;',
  'max-lines': 'export {};\n'.repeat(401),
  'no-console': `console.log('x');`,
  'no-restricted-globals': 'export const x = () => document.title;',
  'uggla/imports': `import '@uggla/chat';`,
  'uggla/syntax': 'export enum X { y }',
  'lit/attribute-value-entities': 'html`<p title="a > b"></p>`;',
  'lit/binding-positions': 'html`<${x}></${x}>`;',
  'lit/no-duplicate-template-bindings': 'html`<p id=${x} id=${y}></p>`;',
  'lit/no-invalid-escape-sequences': 'html`\\0123`;',
  'lit/no-invalid-html': 'html`<p id="x"id="y"></p>`;',
  'lit/no-legacy-imports': `import {html} from 'lit-element';`,
  'lit/no-legacy-template-syntax': 'html`<p on-click=${x}></p>`;',
  'lit/no-private-properties': 'html`<x-y .__z=${1}></x-y>`;',
  'lit/no-property-change-update': `class X extends LitElement {
    static properties = {y: {type: Number}};
    update() { super.update(); this.y = 1; }
  }`,
  'lit/no-this-assign-in-render': 'class X extends LitElement { render() { this.y = 1; } }',
  'lit/no-useless-template-literals': 'html`<p>${"x"}</p>`;',
  'lit/quoted-expressions': 'html`<p id="${x}"></p>`;',
  'lit/ban-attributes': 'html`<p onclick=${x}></p>`;',
  'wc/no-constructor-attributes': `class X extends HTMLElement { constructor() { super(); this.setAttribute('y', ''); } }`,
  'wc/no-constructor-params': 'class X extends HTMLElement { constructor(y) { super(); } }',
  'wc/no-invalid-element-name': `customElements.define('x', X);`,
  'wc/no-self-class': `class X extends HTMLElement { connectedCallback() { this.classList.add('y'); } }`,
  'wc/no-typos': 'class X extends HTMLElement { conectedCallback() {} }',
  'wc/require-listener-teardown': `class X extends HTMLElement { connectedCallback() { window.addEventListener('y', this); } }`,
};

describe('every rule', () => {
  const IN_SCRIPTS = {
    'uggla/syntax': `it.only('x', () => {});`,
    'no-eval': `eval('x');`,
    'no-var': 'var x = 1; x;',
    'prefer-const': 'let x = 1; x;',
    'no-unused-vars': 'const x = 1;',
    'no-unreachable': 'export function x() { return 1; x(); }',
  };
  const examples = [
    ...Object.entries(EXAMPLES).map(([rule, code]) => [
      rule,
      file(`packages/${rule === 'no-restricted-globals' ? 'protocol' : 'player'}/src/x.ts`, code),
    ]),
    ...Object.entries(IN_SCRIPTS).map(([rule, code]) => [rule, file('scripts/x.mjs', code)]),
    ['unused directive', file('packages/player/src/x.ts', '// oxlint-disable-next-line no-var\nexport const x = 1;')],
  ];

  it('refuses something', () => {
    for (const [rule, name] of examples) {
      const rules = said.get(name).map((one) => one.rule);
      assert.ok(rules.includes(rule), `${rule} says nothing of ${name}, but: ${rules.join(', ') || 'nothing'}`);
    }
  });

  it('has an example here', () => {
    const on = config.overrides.flatMap(({rules}) => Object.keys(rules).filter((name) => rules[name] !== 'off'));
    assert.deepEqual(
      [...new Set(on)].filter((rule) => !Object.hasOwn(EXAMPLES, rule)),
      [],
    );
  });
});
