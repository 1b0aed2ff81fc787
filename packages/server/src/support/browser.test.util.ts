import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import puppeteer, {type Browser} from 'puppeteer-core';

const executablePath = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((one) => one !== undefined && existsSync(one));

/** A Chromium of a Spanish reader. */
export function openBrowser(): Promise<Browser> {
  assert.ok(executablePath, 'Chromium is not here: apt-get install chromium, or name it in CHROMIUM');
  return puppeteer.launch({executablePath, args: ['--no-sandbox', '--lang=es-ES']});
}
