import {executeServerCommand} from '@web/test-runner-commands';

/** What a person may have set in their system. */
export interface Preferences {
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  forcedColors?: 'active' | 'none';
}

/**
 * Sets the page's preferences, all others back to the default; `emulate({})` ends it. Only Chromium can: elsewhere it
 * resolves with `false` and changes nothing.
 */
export async function emulate(preferences: Preferences): Promise<boolean> {
  const {emulated} = await executeServerCommand<{emulated: boolean}, Record<string, string>>('uggla-emulate', {
    ...preferences,
  });
  return emulated;
}

/** Runs `body` with the page written from right to left in Arabic, and sets it back. */
export async function rightToLeft<T>(body: () => Promise<T>): Promise<T> {
  const {documentElement} = document;
  const {dir, lang} = documentElement;
  Object.assign(documentElement, {dir: 'rtl', lang: 'ar'});
  try {
    return await body();
  } finally {
    Object.assign(documentElement, {dir, lang});
  }
}
