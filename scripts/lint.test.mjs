import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Linter} from 'eslint';
import tseslint from 'typescript-eslint';
import config from '../eslint.config.mjs';
import {imports} from './lib/eslint/imports.mjs';

const syntax = config.find(
  ({files, rules}) => files?.includes('packages/*/src/**/*.ts') && rules?.['no-restricted-syntax'],
).rules['no-restricted-syntax'];

/** What lint says of a file with that text, by the rules of our own. */
function complaints(filename, code) {
  const messages = new Linter().verify(
    code,
    {
      files: ['**/*.ts'],
      languageOptions: {parser: tseslint.parser},
      plugins: {uggla: {rules: {imports}}},
      rules: {'uggla/imports': 'error', 'no-restricted-syntax': syntax},
    },
    {filename},
  );
  return messages.map(({message}) => message);
}

const refuses = (filename, code, words) => {
  const [message = 'nothing', ...more] = complaints(filename, code);
  assert.match(message, words, `${filename}: ${code}`);
  assert.deepEqual(more, []);
};
const lets = (filename, code) => assert.deepEqual(complaints(filename, code), [], `${filename}: ${code}`);

describe('import directions', () => {
  it('keeps the families apart', () => {
    refuses(
      'packages/course/src/course/x.ts',
      `import {UgglaPlayer} from '@uggla/player';`,
      /Families never import each other: course and player/,
    );
    refuses('packages/course/src/course/x.ts', `import type {UgglaPlayer} from '@uggla/player';`, /Families never/);
    refuses('packages/chat/src/x.ts', `import '@uggla/catalog/define.js';`, /Families never/);
    refuses('packages/chat/src/x.ts', `export * from '@uggla/player/define.js';`, /Families never/);
    refuses('packages/chat/src/x.ts', `const x = await import('@uggla/player');`, /Families never/);
    lets('packages/course/src/x.ts', `const x = await import('@uggla/player/define.js');`);
    lets('packages/course/src/x.test.ts', `import '@uggla/player/define.js';`);
  });

  it('lets imports point one way', () => {
    refuses(
      'packages/protocol/src/x.ts',
      `import {x} from '@uggla/core';`,
      /@uggla\/protocol may not import @uggla\/core; it may import: none/,
    );
    refuses('packages/core/src/x.ts', `import {x} from '@uggla/player';`, /may not import/);
    refuses('packages/server/src/x.ts', `import {x} from '@uggla/core/load.js';`, /may not import/);
    refuses('packages/search/src/x.ts', `import {x} from '@uggla/server';`, /may not import/);
    refuses('packages/react/src/x.ts', `import {x} from '@uggla/player';`, /may not import/);
    lets('packages/core/src/x.ts', `import {x} from '@uggla/protocol';`);
    lets('packages/cli/src/x.ts', `import {x} from '@uggla/server'; import {readFile} from 'node:fs/promises';`);
    lets('packages/elements/src/x.ts', `import '@uggla/player/define.js'; import '@uggla/chat/define.js';`);
  });

  it('keeps the test helpers out of what is published', () => {
    refuses('packages/player/src/x.ts', `import {nextEvent} from '@uggla/testing';`, /by tests/);
    lets('packages/player/src/x.test.ts', `import {nextEvent} from '@uggla/testing';`);
  });

  it('keeps Node out of browsers, and relative imports inside', () => {
    refuses('packages/player/src/x.ts', `import {readFile} from 'node:fs/promises';`, /runs in browsers/);
    refuses('packages/player/src/a/x.ts', `import {x} from '../../../core/src/load.js';`, /stays in its package/);
    refuses('packages/player/src/a/x.ts', `import {x} from '../y';`, /end in \.js/);
    lets('packages/player/src/a/x.ts', `import {x} from '../y.js';`);
  });
});

describe('what a strict page refuses', () => {
  const file = 'packages/player/src/x.ts';
  it('is refused here already', () => {
    refuses(file, 'el.innerHTML = x;', /No HTML strings/);
    refuses(file, 'this.frame.srcdoc = x;', /No HTML strings/);
    refuses(file, `el.insertAdjacentHTML('beforeend', x);`, /No HTML strings/);
    refuses(file, `new DOMParser().parseFromString(x, 'text/html');`, /No HTML strings/);
    refuses(file, `document.write(x);`, /document\.write/);
    refuses(file, `import {unsafeHTML} from 'lit/directives/unsafe-html.js';`, /No unsafeHTML/);
    refuses(file, 'html`<p style="color: red">${x}</p>`;', /style attributes/);
    refuses(file, 'html`<p class="a" style=${styleMap(x)}></p>`;', /style attributes/);
    refuses(file, 'html`<style>p {}</style>`;', /No <style>/);
    refuses(file, `el.setAttribute('style', x);`, /style attributes/);
    lets(file, 'html`<p class=${x} .textStyle=${y}>style = free</p>`; el.style.width = w; const read = el.innerHTML;');
  });
});

describe('tests', () => {
  it('are neither skipped nor alone, and wait for the audit', () => {
    const file = 'packages/player/src/x.test.ts';
    refuses(file, `it.only('x', () => {});`, /Every test runs/);
    refuses(file, `describe.skip('x', () => {});`, /Every test runs/);
    refuses(file, `test('x', {skip: true}, () => {});`, /Every test runs/);
    refuses(file, `expect(el).to.be.accessible();`, /await it/);
    lets(file, `it('x', async () => { await expect(el).to.be.accessible(); });`);
  });
});
