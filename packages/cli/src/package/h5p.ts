import {given, UgglaError} from '@uggla/protocol';
import type {Inside, Plan} from './plan.js';
import {invalid, unescape} from './xml.js';

/** A library as h5p.json and library.json name it. */
interface Library {
  machineName: string;
  majorVersion: number | string;
  minorVersion: number | string;
}

/**
 * What an h5p.json says: its title; every library that it needs, and that those need, must be inside.
 *
 * @throws {@link UgglaError} `package-manifest-invalid`, `package-library-missing`, `package-launch-missing`.
 */
export async function readH5p(bytes: Uint8Array, file: string, inside: Inside): Promise<Plan> {
  const about = asJson(bytes, file);
  const {mainLibrary, title} = about;
  if (typeof mainLibrary !== 'string') throw invalid(`${file} names no main library`);
  inside.addressOf('content/content.json');
  const missing = new Set<string>();
  const seen = new Set<string>();
  const wanted = librariesOf(about);
  if (!wanted.some(({machineName}) => machineName === mainLibrary)) missing.add(mainLibrary);
  for (let one = wanted.pop(); one !== undefined; one = wanted.pop()) {
    const folder = `${one.machineName}-${one.majorVersion}.${one.minorVersion}`;
    if (seen.has(folder)) continue;
    seen.add(folder);
    const path = `${folder}/library.json`;
    if (!inside.has(path)) missing.add(folder);
    else wanted.push(...librariesOf(asJson(await inside.read(path), path)));
  }
  if (missing.size > 0) {
    throw new UgglaError(
      'package-library-missing',
      `libraries that it needs are not inside: ${[...missing].sort().join(', ')}`,
      {
        cure: 'Export it from its editor with its libraries (H5P’s “Download as .h5p”, not the content alone).',
      },
    );
  }
  const name = typeof title === 'string' ? unescape(title).trim() : '';
  return {
    standard: 'h5p',
    ...given({title: name || undefined}),
    units: [{key: 'h5p', lesson: {standard: 'h5p', src: inside.addressOf('h5p.json')}}],
    flaws: [],
  };
}

function librariesOf({preloadedDependencies: named}: Record<string, unknown>): Library[] {
  if (!Array.isArray(named)) return [];
  return named.filter((one): one is Library => typeof (one as Library | null)?.machineName === 'string');
}

function asJson(bytes: Uint8Array, file: string): Record<string, unknown> {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (cause) {
    throw invalid(`${file} is no JSON`, cause);
  }
  throw invalid(`${file} is not as it should be`);
}
