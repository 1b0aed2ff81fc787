import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {XMLValidator} from 'fast-xml-parser';
import {strFromU8, unzipSync} from 'fflate';
import {beep, png} from '../testing/publish.test.util.js';
import {build, makeFolder, uggla, write} from '../testing/run.test.util.js';

describe('uggla export --to podcast', () => {
  const base = 'https://cdn.example/radio/';
  const home = makeFolder();
  const made = async (out: string, ...more: string[]) =>
    uggla(['export', 'charlas', '--to', 'podcast', '--campus', home, '--media-base', base, '--out', out, ...more]);

  before(async () => {
    write(home, {
      'campus.yml':
        'title: Aula\nlanguages: [es]\naddress: https://acme.example/aula/\nid: https://acme.example/aula\n',
      'podcasts/charlas/cover.png': png(1400, 1400),
      'podcasts/charlas/10-uno.wav': beep(),
      'podcasts/charlas/10-uno.md': '---\ntitle: Uno & más\n---\n',
      'podcasts/charlas/10-uno.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nHola\n',
      'podcasts/charlas/10-uno.chapters.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nInicio\n',
      'courses/texto/10-nota.md': 'Solo texto.\n',
    });
    assert.equal((await build(home, {UGGLA_FFMPEG: 'none'})).code, 0);
  });

  it('takes the feed with all that it names: every address is where it will lie, ids stay', async () => {
    const out = join(makeFolder(), 'charlas.zip');
    const {code, stderr} = await made(out);
    assert.equal(code, 0, stderr);
    const zip = readFileSync(out);
    const files = unzipSync(zip);
    const feed = strFromU8(files['feed.xml']!);
    const old = readFileSync(join(home, 'published/feeds/charlas.xml'), 'utf8');
    const named = [...feed.matchAll(/(?:(?:url|href)="|<url>)(https:[^"<]*)/g)].map(([, one]) => one!);
    const here = named.filter((one) => one.startsWith(base)).map((one) => decodeURIComponent(one.slice(base.length)));
    assert.deepEqual([...new Set(here)].sort(), Object.keys(files).sort(), 'nothing is missing, nothing is too much');
    for (const kind of [/\.wav$/, /captions\.es\.vtt$/, /chapters\.json$/, /cover/, /^feed\.xml$/])
      assert.ok(
        here.some((one) => kind.test(one)),
        String(kind),
      );
    assert.match(feed, new RegExp(`<atom:link href="${base}feed.xml" rel="self"`));
    for (const kept of [/<guid[^]*?<\/guid>/, /<podcast:guid>[^<]*/, / length="\d+"/])
      assert.equal(kept.exec(feed)![0], kept.exec(old)![0]);
    assert.equal(XMLValidator.validate(feed), true);
    assert.doesNotMatch(feed, /m3u8/);
    const again = join(makeFolder(), 'again.zip');
    await made(again);
    assert.ok(zip.equals(readFileSync(again)));
  });

  it('may be a folder, and says what it needs', async () => {
    const out = join(makeFolder(), 'radio');
    assert.equal((await made(out)).code, 0);
    assert.ok(existsSync(join(out, 'feed.xml')) && existsSync(join(out, 'media')));
    assert.equal((await made(out)).code, 0, 'once more into the same');
    assert.match((await made(home)).stderr, /folder-not-empty/);
    const run = async (...args: string[]) =>
      (await uggla(['export', ...args, '--to', 'podcast', '--campus', home])).stderr;
    assert.match(await run('charlas'), /usage-wrong[^]*--media-base/);
    assert.match(await run('texto', '--media-base', base), /feed-missing/);
    assert.match(await run('charlas', '--media-base', base, '--language', 'fr'), /“es”[^]*usage-wrong/);
    assert.match(await run('charlas', '--media-base', base, '--media', 'remote'), /usage-wrong[^]*feeds/);
    assert.match(await run('none', '--media-base', base), /course-unknown/);
  });
});
