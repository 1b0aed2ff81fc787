// Which package may import which: the arrows of the design, as a rule with words.
import {isBuiltin} from 'node:module';

const FAMILIES = ['player', 'course', 'catalog', 'chat'];

/** What each package may import of the others. */
const ALLOWED = {
  protocol: [],
  search: ['protocol'],
  core: ['protocol'],
  player: ['core', 'protocol'],
  course: ['core', 'protocol', 'search'],
  catalog: ['core', 'protocol', 'search'],
  chat: ['core', 'protocol', 'search'],
  elements: ['core', 'protocol', ...FAMILIES],
  react: ['elements'],
  server: ['protocol', 'search'],
  cli: ['protocol', 'search', 'server'],
  testing: [],
};
const IN_NODE = ['server', 'cli', 'testing'];

/** @type {import('eslint').Rule.RuleModule} */
export const imports = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      family: 'Families never import each other: {{from}} and {{to}} meet in HTML (or: needElement() of @uggla/core).',
      direction: '@uggla/{{from}} may not import @uggla/{{to}}; it may import: {{allowed}}.',
      testing: '@uggla/testing is imported by tests (*.test.ts, and the *.test.kit.ts that several share) alone.',
      relative: 'A relative import stays in its package: import @uggla/{{to}} by name.',
      node: '@uggla/{{from}} runs in browsers: {{source}} is not there.',
      extension: 'Relative imports end in .js: {{source}}',
    },
  },
  create(context) {
    const [, from, file] = /packages\/([^/]+)\/src\/(.+)$/.exec(context.filename.replaceAll('\\', '/')) ?? [];
    if (!from || !(from in ALLOWED)) return {};
    const isTest = /\.test\.(?:kit\.)?ts$/.test(file);

    function check(node, sourceNode, {dynamic = false} = {}) {
      const source = sourceNode?.value;
      if (typeof source !== 'string') return;
      const report = (messageId, data = {}) =>
        context.report({node: sourceNode ?? node, messageId, data: {from, source, ...data}});
      if (source.startsWith('.')) {
        const up = (source.match(/\.\.\//g) ?? []).length;
        if (up > file.split('/').length - 1)
          report('relative', {
            to: /packages\/([^/]+)|\.\.\/([a-z]+)\/(?:src|dist)/.exec(source)?.slice(1).find(Boolean) ?? '…',
          });
        else if (!/\.(?:js|json|mjs|css)$/.test(source)) report('extension');
        return;
      }
      if (isBuiltin(source) && !IN_NODE.includes(from) && !isTest) return void report('node');
      const [, to, path = ''] = /^@uggla\/([^/]+)\/?(.*)$/.exec(source) ?? [];
      if (!to || to === from) return;
      if (to === 'testing') {
        if (!isTest) report('testing');
        return;
      }
      // The one door between families: code that is fetched when it is needed; and a test may bring the neighbours.
      if (path === 'define.js' && FAMILIES.includes(to) && (dynamic || isTest)) return;
      if (ALLOWED[from].includes(to)) return;
      if (isTest && (from === 'react' || from === 'elements')) return;
      if (FAMILIES.includes(from) && FAMILIES.includes(to)) report('family', {to});
      else report('direction', {to, allowed: ALLOWED[from].map((name) => `@uggla/${name}`).join(', ') || 'none'});
    }

    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source, {dynamic: true}),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal),
    };
  },
};
