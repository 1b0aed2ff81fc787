// The one script of the desk that needs a library: bundled, since pages of the desk load from the server alone.
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const folder = fileURLToPath(new URL('..', import.meta.url));
await build({
  entryPoints: [`${folder}browser/products.js`],
  outfile: `${folder}dist/browser/products.js`,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  legalComments: 'none',
  logLevel: 'error',
});
