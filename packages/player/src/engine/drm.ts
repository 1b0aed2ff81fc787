import {UgglaError} from '@uggla/protocol';
import type {EMEControllerConfig, ErrorData} from 'hls.js';
import {refused} from './diagnose.js';

/** Settings of hls.js for protected streams; the page says no others by `drm`. */
const NAMES = [
  'drmSystems',
  'drmSystemOptions',
  'licenseXhrSetup',
  'licenseResponseCallback',
  'requestMediaKeySystemAccessFunc',
  'requireKeySystemAccessOnStart',
  'reuseKeySessions',
  'widevineLicenseUrl',
] as const satisfies readonly (keyof EMEControllerConfig)[];

/** What the page may say of protection: the names and meanings are those of hls.js. */
export type Drm = Partial<Pick<EMEControllerConfig, (typeof NAMES)[number]>>;

/** What hls.js is told. Fetched with the first protected stream. */
export function drmConfig(drm: Drm): Partial<EMEControllerConfig> {
  return {
    emeEnabled: true,
    ...Object.fromEntries(NAMES.flatMap((name) => (drm[name] === undefined ? [] : [[name, drm[name]]]))),
  };
}

/** Why the keys did not come: this browser has no such system, the licence was refused, or its server did not answer. */
export function drmError({details, error, response, url}: ErrorData, file: string): UgglaError {
  if (response) {
    const {code = 0} = response;
    return refused((response.url ?? url) || file, code, error);
  }
  if (/NoAccess|NoConfiguredLicense|OutputRestricted/i.test(details))
    return new UgglaError(
      'media-unsupported',
      `${file} is protected in a way that this browser cannot undo (${details})`,
      {cause: error, file},
    );
  return new UgglaError('media-forbidden', `${file}: no key came (${details})`, {cause: error, file});
}
