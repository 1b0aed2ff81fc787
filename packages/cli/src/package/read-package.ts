import {createHash} from 'node:crypto';
import {UgglaError} from '@uggla/protocol';
import {nearest} from '../authored/fields.js';
import {readCmi5} from './cmi5.js';
import {readH5p} from './h5p.js';
import type {Inside, Plan, Standard} from './plan.js';
import {readScorm} from './scorm.js';
import {listZip, readEntry, sameName, unpack, type ZipEntry} from './zip.js';

/** A file of a package: where it goes, and what it holds. */
export interface PackedFile {
  /** Below the package's folder. */
  path: string;
  /** Beginning of its content's SHA-256. */
  hash: string;
  entry: ZipEntry;
}

/** A package that was looked through: every file of it can be unpacked. */
export interface Package extends Plan {
  files: PackedFile[];
}

const manifests: readonly [name: string, standards: readonly Standard[]][] = [
  ['h5p.json', ['h5p']],
  ['imsmanifest.xml', ['scorm12', 'scorm2004']],
  ['cmi5.xml', ['cmi5']],
  ['index.html', ['page']],
];

/**
 * Looks through a package.
 *
 * @param wanted - The standard that the author names.
 * @throws {@link UgglaError} `package-unreadable`, `package-refused`, `package-unknown`, `package-standard-wrong`,
 * `package-manifest-invalid`, `package-launch-missing`, `package-library-missing`.
 */
export async function readPackage(path: string, wanted?: Standard): Promise<Package> {
  const {root, entries} = findRoot(await listZip(path));
  const inside = insideOf(path, entries);
  const found = manifests.filter(([name]) => entries.has(sameName(name)));
  const chosen = (wanted && found.find(([, standards]) => standards.includes(wanted))) ?? found[0];
  if (!chosen) {
    throw new UgglaError(
      'package-unknown',
      `it holds none of ${manifests.map(([name]) => name).join(', ')}${root ? ` in “${root}”` : ''}`,
      {
        cure: 'Put a package of lessons there (SCORM, cmi5, H5P, or a folder with index.html); a zip to download is named by a link or `documents`.',
      },
    );
  }
  const plan = await readPlan(chosen[0], entries.get(sameName(chosen[0]))!.path, inside);
  if (wanted && wanted !== plan.standard) {
    throw new UgglaError('package-standard-wrong', `it is ${plan.standard}, not ${wanted}`, {
      field: 'standard',
      cure: `Write \`standard: ${plan.standard}\`, or take the field out: it is found by itself.`,
    });
  }
  const files: PackedFile[] = [];
  for (const entry of entries.values()) {
    const hash = createHash('sha256');
    await unpack(path, entry, (piece) => void hash.update(piece));
    files.push({path: entry.path.slice(root.length), hash: hash.digest('hex').slice(0, 20), entry});
  }
  return {...plan, files: files.sort((a, b) => (a.path < b.path ? -1 : 1))};
}

async function readPlan(kind: string, name: string, inside: Inside): Promise<Plan> {
  if (kind === 'index.html')
    return {
      standard: 'page',
      units: [{key: 'page', lesson: {standard: 'page', src: inside.addressOf('index.html')}}],
      flaws: [],
    };
  const short = name.split('/').at(-1)!;
  const bytes = await inside.read(short);
  if (kind === 'h5p.json') return readH5p(bytes, short, inside);
  if (kind === 'cmi5.xml') return readCmi5(bytes, short, inside);
  const plan = readScorm(bytes, short, inside);
  if (plan) return plan;
  throw new UgglaError('package-unknown', `its ${short} is that of another kind of package than SCORM 1.2 and 2004`, {
    cure: 'Export it as SCORM 1.2, SCORM 2004 or cmi5.',
  });
}

/** The folder in which the package begins: mostly the zip itself, else the one folder that it holds. */
function findRoot(all: readonly ZipEntry[]): {root: string; entries: Map<string, ZipEntry>} {
  let root = '';
  const below = () => new Map(all.map((entry) => [sameName(entry.path.slice(root.length)), entry]));
  for (;;) {
    const entries = below();
    if (entries.size === 0 || manifests.some(([name]) => entries.has(name))) return {root, entries};
    const tops = new Set(all.map(({path}) => /^[^/]*\//.exec(path.slice(root.length))?.[0]));
    const [top] = tops;
    if (tops.size !== 1 || top === undefined) return {root, entries};
    root += top;
  }
}

function insideOf(path: string, entries: ReadonlyMap<string, ZipEntry>): Inside {
  const names = new Map(
    [...entries].map(([key, {path: whole}]) => [key, whole.split('/').slice(-key.split('/').length).join('/')]),
  );
  /** As it is named, else in other capitals: programs that only Windows ran take no care. */
  const find = (name: string): string | undefined => {
    const clean = cleanPath(name);
    return clean === undefined ? undefined : names.get(sameName(clean));
  };
  return {
    has: (name) => find(name) !== undefined,
    read: (name) => readEntry(path, entries.get(sameName(name))!),
    addressOf: (named, parameters) => {
      if (/^https:\/\//i.test(named)) return withParameters(named, parameters);
      const [, place = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(named.trim())!;
      for (const [file, behind] of [
        [named.trim(), ''],
        [place, rest],
        [decoded(place), rest],
        [decoded(named.trim()), ''],
      ] as const) {
        const found = find(file);
        if (found !== undefined)
          return withParameters(found.split('/').map(encodeURIComponent).join('/') + behind, parameters);
      }
      const near = nearest(decoded(place), [...names.values()]);
      throw new UgglaError('package-launch-missing', `“${named}”, with which it begins, is not in it`, {
        cure: near
          ? `Is it “${near}”? Export the package once more, or have its manifest mended.`
          : 'Export the package once more: a part of it is missing.',
      });
    },
  };
}

/** A path as it lies in the zip; `undefined` for one that leads out of it. */
function cleanPath(name: string): string | undefined {
  const parts: string[] = [];
  for (const part of name.replaceAll('\\', '/').split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
}

/** SCORM CAM 3.4.1.8: behind what is there already, before the part of the page. */
function withParameters(address: string, parameters: string | undefined): string {
  const own = parameters?.trim().replace(/^[?&]+/, '');
  if (!own) return address;
  if (own.startsWith('#')) return address.includes('#') ? address : address + own;
  const [, before = '', part = ''] = /^([^#]*)(.*)$/s.exec(address)!;
  return before + (before.includes('?') ? '&' : '?') + own + part;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
