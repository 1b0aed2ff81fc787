import {tagNamesPlugin} from './scripts/lib/tag-names-plugin.mjs';

export default {
  globs: ['packages/{core,player,course,catalog,chat}/src/**/*.ts'],
  exclude: ['**/*.test.ts', '**/fixtures/**', '**/locales/**'],
  outdir: 'packages/elements',
  litelement: true,
  packagejson: false,
  plugins: [tagNamesPlugin()],
};
