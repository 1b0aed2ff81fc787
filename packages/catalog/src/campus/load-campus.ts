import type {Campus} from '@uggla/protocol';
import {campusSchema} from '@uggla/protocol/generated/campus-schema.js';
import {loadJson} from '@uggla/core/load.js';

/** Loads `campus.json`. Throws `campus-unavailable` or `campus-invalid`. */
export function loadCampus(url: string, signal: AbortSignal): Promise<Campus> {
  return loadJson<Campus>(url, {kind: 'campus', schema: campusSchema, signal});
}
