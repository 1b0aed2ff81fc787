// What is not written here, named by selectors: each with the word that its author needs.

/** @type {import('eslint').Rule.RuleModule} */
export const syntax = {
  meta: {type: 'problem', schema: {type: 'array', items: {type: 'object'}}},
  create: (context) =>
    Object.fromEntries(
      context.options.map(({selector, message}) => [selector, (node) => context.report({node, message})]),
    ),
};
