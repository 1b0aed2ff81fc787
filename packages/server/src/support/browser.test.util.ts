import assert from 'node:assert/strict';
import puppeteer, {type Browser} from 'puppeteer-core';

const {chromiumArgs, findChromiumForPages} = (await import(
  new URL('../../../../scripts/lib/engines.mjs', import.meta.url).href
)) as {chromiumArgs: () => string[]; findChromiumForPages: () => string | undefined};

/** A Chromium of a Spanish reader. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromiumForPages();
  assert.ok(executablePath, 'Chromium is not here: apt-get install chromium, or name it in CHROMIUM');
  return puppeteer.launch({executablePath, args: [...chromiumArgs(), '--lang=es-ES']});
}
