import {waitUntil as wait} from '@open-wc/testing';

/** Longer (milliseconds) than anything takes on a machine that runs two browsers and a build; less than a test has. */
const PATIENT_MS = 15_000;

/** Waits until it holds: how long that takes says nothing on a busy machine, so it waits longer than the library would by itself. */
export function waitUntil(holds: () => unknown, message?: string, options?: {timeout?: number}): Promise<void> {
  return wait(holds, message, {timeout: PATIENT_MS, ...options});
}
