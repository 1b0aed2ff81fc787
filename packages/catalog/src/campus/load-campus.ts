import type {Campus} from '@uggla/protocol';
import {loadJson} from '@uggla/core/load.js';

/** Loads `campus.json`. Throws `campus-unavailable` or `campus-invalid`. */
export function loadCampus(url: string, signal: AbortSignal): Promise<Campus> {
  const schema = import('@uggla/protocol/generated/campus-schema.js').then(({campusSchema}) => campusSchema);
  return loadJson<Campus>(url, {kind: 'campus', schema, signal});
}
