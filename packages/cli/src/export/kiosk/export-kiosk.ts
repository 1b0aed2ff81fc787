import {chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {dirname, join, posix, resolve} from 'node:path';
import {matchLanguage, UgglaError, type Campus, type Portfolio} from '@uggla/protocol';
import {slashes, toJson} from '../../files.js';
import {decodePath} from '../decode-path.js';
import {findPublished} from '../export-course.js';
import {kioskPage, kioskStyles, readMe, startFiles} from './kiosk-page.js';

/** What a kiosk is made with. */
export interface KioskExport {
  /** The published folder, or the authored one beside it. */
  campus: string;
  out?: string | undefined;
  language?: string | undefined;
  pin?: string | undefined;
  idle?: number | undefined;
  /** Address of the Uggla server that leads go to. */
  endpoint?: string | undefined;
}

/** What was made. */
export interface KioskReport {
  folder: string;
  products: number;
  files: number;
  bytes: number;
}

/**
 * Makes a folder that runs from a stick: the public products with all their files, the elements, and a small server. What of an
 * earlier export lies there is replaced, save its leads.
 *
 * @throws {@link UgglaError} `campus-unpublished`, `portfolio-missing`, `usage-wrong`.
 */
export async function exportKiosk({
  campus,
  out,
  language: wanted,
  pin = '',
  idle,
  endpoint,
}: KioskExport): Promise<KioskReport> {
  if (endpoint !== undefined && !/^https?:\/\/[^\s]+$/.test(endpoint))
    throw new UgglaError('usage-wrong', `--endpoint is no address: ${endpoint}`, {
      cure: 'Name the Uggla server that keeps leads: https://campus.acme.example/.',
    });
  const root = await findPublished(campus);
  const text = await readFile(join(root, 'portfolio.json'), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new UgglaError('portfolio-missing', `${root} has no portfolio`, {
      cure: 'Add a product: a folder below products/ with product.md, then `uggla build`.',
    });
  const portfolio = JSON.parse(text) as Portfolio;
  const campusFile = await readFile(join(root, 'campus.json'), 'utf8').catch(() => '{}');
  const {title, address} = JSON.parse(campusFile) as Partial<Campus>;
  const language = wanted === undefined ? portfolio.languages[0]! : matchLanguage(portfolio.languages, [wanted]);
  if (language === undefined)
    throw new UgglaError('usage-wrong', `the portfolio is not in “${wanted}”`, {
      cure: `It is in ${portfolio.languages.join(', ')}.`,
    });

  const folder = resolve(out ?? 'kiosk');
  const known = await readdir(folder).catch((): string[] => []);
  if (known.length > 0 && !known.includes('offline.json'))
    throw new UgglaError('folder-not-empty', `${folder} holds something else`, {
      cure: 'Name another folder with --out.',
    });
  const making = join(folder, `site.${process.pid}`);
  await rm(making, {recursive: true, force: true});
  const lists = new Set(['portfolio.json', ...(portfolio.shards ?? []).map(({src}) => posix.normalize(src))]);
  const sizes: Record<string, number> = {};
  for (const path of await filesOf(root)) {
    await mkdir(dirname(join(making, path)), {recursive: true});
    if (lists.has(path)) await writeFile(join(making, path), await withPublicPages(root, path, address));
    else await copyFile(join(root, path), join(making, path));
    sizes[path] = (await stat(join(making, path))).size;
  }
  for (const [path, content] of [
    ['index.html', kioskPage(portfolio, {pin, idle, language, title}, 'assets/brand.css' in sizes)],
    ['kiosk.css', kioskStyles],
  ] as const) {
    await writeFile(join(making, path), content);
    sizes[path] = Buffer.byteLength(content);
  }
  await rm(join(folder, 'site'), {recursive: true, force: true});
  await rename(making, join(folder, 'site'));
  const server = await readFile(new URL('./kiosk-server.js', import.meta.url), 'utf8');
  const own: Record<string, string> = {
    ...startFiles,
    'README.txt': readMe,
    'server.mjs': server.replace(/^\/\/# sourceMappingURL.*$/m, ''),
    'settings.json': toJson(endpoint === undefined ? {} : {endpoint}),
    'offline.json': toJson(sizes),
  };
  for (const [name, content] of Object.entries(own)) await writeFile(join(folder, name), content);
  for (const name of ['start-macos.command', 'start-linux.sh'])
    await chmod(join(folder, name), 0o755).catch(() => undefined); // a stick knows no modes
  return {
    folder,
    products: portfolio.products.length,
    files: Object.keys(sizes).length,
    bytes: Object.values(sizes).reduce((sum, one) => sum + one, 0),
  };
}

/**
 * A file of products whose links, which a visitor takes along as codes, lead to where the campus is published: the address of a
 * stand leads to the visitor's own device. Without an address there is no link.
 */
async function withPublicPages(root: string, path: string, address: string | undefined): Promise<string> {
  const list = JSON.parse(await readFile(join(root, path), 'utf8')) as Pick<Portfolio, 'products'>;
  const base = address !== undefined && URL.canParse(address) ? new URL(path, address.replace(/\/?$/, '/')) : undefined;
  const products = list.products.map(({page, ...product}) =>
    base && page !== undefined ? {...product, page: new URL(page, base).href} : product,
  );
  return toJson({...list, products});
}

/** All published files that the portfolio leads to, and the elements. A film is taken whole: its folder holds nothing else. */
async function filesOf(root: string): Promise<string[]> {
  const found = new Set<string>();
  const follow = async (path: string): Promise<void> => {
    if (found.has(path) || !(await isFile(join(root, path)))) return;
    if (path.endsWith('/media.json')) {
      for (const one of await below(root, posix.dirname(path))) found.add(one);
      return;
    }
    found.add(path);
    if (!path.endsWith('.json') || /(^|\/)(campus|course|guide)\.json$/.test(path)) return;
    for (const address of addressesIn(JSON.parse(await readFile(join(root, path), 'utf8')))) {
      const other = posix.join(posix.dirname(path), decodePath(address));
      if (!other.startsWith('..') && !/\.html?$/.test(other)) await follow(other);
    }
  };
  await follow('portfolio.json');
  for (const path of [...(await below(root, 'assets'))]) if (!path.endsWith('.map')) found.add(path);
  return [...found].sort();
}

async function below(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), {recursive: true, withFileTypes: true}).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => slashes(join(entry.parentPath, entry.name)).slice(slashes(root).length + 1));
}

/** Every text that may be an address inside the campus. */
function* addressesIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (/^(?![a-z][a-z0-9+.-]*:|\/|#)[^\s<>]{1,400}\.[a-z0-9]{1,8}([?#]\S*)?$/i.test(value)) yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) if (key !== '$schema') yield* addressesIn(one);
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (one) => one.isFile(),
    () => false,
  );
}
