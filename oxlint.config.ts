const ELEMENTS = 'packages/{core,player,course,catalog,chat,elements}/src/**/*.ts';
const TESTS = ['**/*.test.ts', '**/*.test.kit.ts', '**/*.test.mjs'];

// Each with the word that its author needs.
const ban = (selector, message) => ({selector, message});
const HTML_STRINGS = [
  ban(
    'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    'No HTML strings: make nodes, or let Lit bind the text.',
  ),
  ban(
    'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe)$/]',
    'No HTML strings: make nodes, or let Lit bind the text.',
  ),
  ban('CallExpression[callee.object.name="document"][callee.property.name=/^(write|writeln)$/]', 'No document.write.'),
  ban(
    'CallExpression[callee.property.name="parseFromString"] > Literal[value="text/html"]',
    'No HTML strings: what is published as rich text is a tree.',
  ),
  ban(
    'ImportDeclaration[source.value=/unsafe-(html|svg|mathml|static)|static-html/]',
    'No unsafeHTML: what the network sent reaches the page as text.',
  ),
  ban(
    'CallExpression[callee.property.name="setAttribute"] > Literal[value="style"]',
    'A strict CSP refuses style attributes: set el.style.property or a class.',
  ),
  ban(
    'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle\\s*=/]',
    'A strict CSP refuses style attributes (styleMap writes one too): use a class, or el.style through ref().',
  ),
  ban(
    'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/<(style|script)\\b/i]',
    'No <style> or <script> in a template.',
  ),
];
const LEFT_BEHIND = [
  ban('ExpressionStatement > CallExpression[callee.property.name="accessible"]', 'await it: the audit takes its time.'),
  ban(
    'MemberExpression[object.name=/^(it|describe|test|suite)$/][property.name=/^(only|skip|todo)$/]',
    'Every test runs: mend it or take it out.',
  ),
  ban('CallExpression[callee.name=/^(xit|xdescribe|fit|fdescribe)$/]', 'Every test runs: mend it or take it out.'),
  ban(
    'CallExpression[callee.name=/^(it|describe|test)$/] > ObjectExpression > Property[key.name=/^(skip|only|todo)$/]',
    'Every test runs: mend it or take it out.',
  ),
];

const UNUSED = [
  'error',
  {argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true},
];

export default {
  plugins: ['typescript'],
  jsPlugins: [`${import.meta.dirname}/scripts/lib/lint/plugin.mjs`, 'eslint-plugin-lit', 'eslint-plugin-wc'],
  categories: {correctness: 'off'},
  options: {typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'deny'},
  ignorePatterns: [
    '**/dist/**',
    '**/node_modules/**',
    '.uggla/**',
    'docs/api/**',
    '**/published/**',
    'packages/*/src/generated/**',
    'packages/*/src/vendor/**',
    '**/*.d.ts',
  ],
  overrides: [
    {
      files: ['packages/*/src/**/*.ts'],
      rules: {
        'uggla/imports': 'error',
        'typescript/no-floating-promises': [
          'error',
          {
            allowForKnownSafeCalls: [
              {
                from: 'package',
                package: 'node:test',
                name: ['describe', 'it', 'test', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
              },
              'Equal', // chai's, which semantic-dom-diff types as a promise
            ],
          },
        ],
        'typescript/no-misused-promises': [
          'error',
          {checksVoidReturn: {arguments: false, attributes: false, properties: false}},
        ],
        'typescript/await-thenable': 'error',
        'typescript/consistent-type-imports': [
          'error',
          {fixStyle: 'separate-type-imports', disallowTypeAnnotations: false},
        ],
        'typescript/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
        'typescript/no-explicit-any': 'error',
        'no-unused-vars': UNUSED,
        'typescript/no-for-in-array': 'error',
        'typescript/no-implied-eval': 'error',
        'typescript/ban-ts-comment': ['error', {'ts-expect-error': 'allow-with-description'}],
        'typescript/no-namespace': ['error', {allowDeclarations: true}],
        'uggla/syntax': [
          'error',
          ...HTML_STRINGS,
          ...LEFT_BEHIND,
          ban('TSEnumDeclaration', 'No enum: a union of strings says the same.'),
          ban('TSParameterProperty', 'No parameter properties: TypeScript is for types only.'),
        ],
        'no-eval': 'error',
        'no-new-func': 'error',
        'no-debugger': 'error',
        'no-var': 'error',
        'prefer-const': ['error', {destructuring: 'all'}],
        'no-cond-assign': ['error', 'except-parens'],
        'no-constant-binary-expression': 'error',
        'no-dupe-else-if': 'error',
        'no-fallthrough': 'error',
        'no-self-assign': 'error',
        'no-unreachable': 'error',
        'no-unsafe-finally': 'error',
        'no-unused-private-class-members': 'error',
        'no-useless-catch': 'error',
        eqeqeq: ['error', 'always', {null: 'ignore'}],
      },
    },
    {
      files: [ELEMENTS],
      excludeFiles: TESTS,
      rules: {
        'max-lines': ['error', {max: 400}],
        'no-console': ['error', {allow: ['warn']}],
        'lit/attribute-value-entities': 'error',
        'lit/binding-positions': 'error',
        'lit/no-duplicate-template-bindings': 'error',
        'lit/no-invalid-escape-sequences': 'error',
        'lit/no-invalid-html': 'error',
        'lit/no-legacy-imports': 'error',
        'lit/no-legacy-template-syntax': 'error',
        'lit/no-native-attributes': 'off', // `lang`, `title` and their like are the platform's words, meant as such
        'lit/no-private-properties': ['error', {private: '^_'}],
        'lit/no-property-change-update': 'error',
        'lit/no-this-assign-in-render': 'error',
        'lit/no-useless-template-literals': 'error',
        'lit/quoted-expressions': ['error', 'never'],
        'lit/ban-attributes': ['error', 'onclick', 'onload', 'onerror'],
        'wc/guard-super-call': 'off', // LitElement always has them
        'wc/no-constructor-attributes': 'error',
        'wc/no-constructor-params': 'error',
        'wc/no-invalid-element-name': 'error',
        'wc/no-self-class': 'error',
        'wc/no-typos': 'error',
        'wc/require-listener-teardown': 'error',
      },
    },
    {
      files: ['packages/{protocol,search}/src/**/*.ts'],
      excludeFiles: TESTS,
      rules: {
        'no-restricted-globals': [
          'error',
          ...['window', 'document', 'navigator', 'location', 'localStorage', 'process', 'Buffer'].map((name) => ({
            name,
            message: 'This package knows neither DOM nor Node.',
          })),
        ],
      },
    },
    {
      files: ['**/*.mjs', '**/*.js'],
      rules: {
        'uggla/syntax': ['error', ...LEFT_BEHIND],
        'no-eval': 'error',
        'no-var': 'error',
        'prefer-const': ['error', {destructuring: 'all'}],
        'no-unused-vars': UNUSED,
        'no-unreachable': 'error',
      },
    },
  ],
};
