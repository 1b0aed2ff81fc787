import assert from 'node:assert/strict';
import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, it} from 'node:test';
import type {UgglaError} from '@uggla/protocol';
import {makeFolder, write} from '../testing/run.test.util.js';
import {installLine} from '../install-line.js';
import {findTools, knowFull, runFfmpeg, runRecipes, type Tools} from './ffmpeg.js';

/** Programs that stand in for those of the system: shell scripts, in a folder of their own. */
function programs(scripts: Record<string, string>): string {
  const folder = makeFolder();
  write(folder, Object.fromEntries(Object.entries(scripts).map(([name, body]) => [name, `#!/bin/sh\n${body}\n`])));
  for (const name of Object.keys(scripts)) chmodSync(join(folder, name), 0o755);
  return folder;
}

const tools = (ffmpeg: string): Tools => ({ffmpeg: join(programs({ffmpeg}), 'ffmpeg'), ffprobe: '', version: '1'});
const fails = (script: string, check: (error: UgglaError) => void) =>
  assert.rejects(runFfmpeg(tools(script), []), (error: UgglaError) => (check(error), true));

describe('findTools', () => {
  const before = process.env['UGGLA_FFMPEG'];
  afterEach(() => {
    if (before === undefined) delete process.env['UGGLA_FFMPEG'];
    else process.env['UGGLA_FFMPEG'] = before;
  });
  const named = (value: string) => {
    process.env['UGGLA_FFMPEG'] = value;
    return findTools();
  };

  it('finds those of the system, with the version that goes into every key', async () => {
    const found = await named('');
    assert.equal(found?.ffprobe, 'ffprobe');
    assert.match(found?.version ?? '', /^\S+$/);
  });

  it('takes the one that is named, and ffprobe beside it', async () => {
    const folder = programs({ffmpeg: 'echo "ffmpeg version 9.9-acme Copyright"', ffprobe: 'echo ffprobe'});
    assert.deepEqual(await named(join(folder, 'ffmpeg')), {
      ffmpeg: join(folder, 'ffmpeg'),
      ffprobe: join(folder, 'ffprobe'),
      version: '9.9-acme',
    });
  });

  it('finds nothing where there is none, none is wanted, or one of the two is missing or broken', async () => {
    assert.equal(await named('none'), undefined);
    assert.equal(await named('/nowhere/ffmpeg'), undefined);
    assert.equal(await named(join(programs({ffmpeg: 'echo "ffmpeg version 1"'}), 'ffmpeg')), undefined);
    assert.equal(
      await named(join(programs({ffmpeg: 'echo "ffmpeg version 1"', ffprobe: 'exit 127'}), 'ffmpeg')),
      undefined,
    );
    assert.equal(await named(join(programs({ffmpeg: 'echo something else', ffprobe: 'echo x'}), 'ffmpeg')), undefined);
  });

  it('can say how to get it', () => {
    assert.match(installLine('ffmpeg'), /install ffmpeg$/);
  });
});

describe('runFfmpeg', () => {
  it('tells how many seconds of the film are done', async () => {
    const times: number[] = [];
    await runFfmpeg(tools('echo out_time_us=N/A; echo out_time_us=1500000; echo progress=end'), [], {
      onTime: (seconds) => times.push(seconds),
    });
    assert.deepEqual(times, [1.5]);
  });

  it('hands its words on as they are, spaces and quotes too', async () => {
    const script = `for last; do :; done; [ "$last" = "it's \\"a\\" \\$b %d" ]`;
    await runFfmpeg(tools(script), [`it's "a" $b %d`]);
  });

  it('knows a full disk by its words', async () => {
    for (const words of [
      'av_interleaved_write_frame(): No space left on device',
      'Disk quota exceeded',
      'File too large',
    ]) {
      await fails(`echo "${words}" >&2; exit 1`, ({code, cure}) => {
        assert.equal(code, 'disk-full', words);
        assert.match(cure ?? '', /Make room/);
      });
    }
  });

  it('knows that the system ended it, and what helps', async () => {
    await fails('kill -9 $$', ({code, message, cure}) => {
      assert.equal(code, 'ffmpeg-killed');
      assert.match(message, /SIGKILL/);
      assert.match(cure ?? '', /UGGLA_JOBS=1/);
    });
  });

  it('says the last of what ffmpeg said, and no more than fits on a few lines', async () => {
    await fails('echo first >&2; echo second >&2; echo third >&2; exit 1', ({code, message}) => {
      assert.equal(code, 'media-unreadable');
      assert.match(message, /: second · third$/);
    });
    await fails('head -c 5000 /dev/zero | tr "\\0" x >&2; exit 1', ({message}) => assert.ok(message.length < 500));
    await fails('exit 3', ({message}) => assert.match(message, /it ended with 3/));
  });
});

describe('runRecipes', () => {
  it('reads what several recipes say alike once, makes all of them in one run, then looks at each', async () => {
    const ended: string[] = [];
    const recipe = (name: string, reading?: string[]) => ({
      file: 'a.mp4',
      ...(reading ? {reading} : {}),
      outputs: (input: number) => ['-map', `${input}:v`, name],
      finish: async () => void ended.push(name),
    });
    const script = `case "$*" in *"-i file:a.mp4 -ss 2 -i file:a.mp4 -map 0:v one -map 1:v two -map 0:v three") ;; *) echo "$*" >&2; exit 1;; esac`;
    await runRecipes(tools(script), [recipe('one'), recipe('two', ['-ss', '2']), recipe('three')]);
    assert.deepEqual(ended, ['one', 'two', 'three']);
  });
});

describe('knowFull', () => {
  it('knows a full disk by the code of the system, and leaves all else as it is', () => {
    for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG'])
      assert.equal((knowFull(Object.assign(new Error(code), {code})) as UgglaError).code, 'disk-full');
    const other = Object.assign(new Error('x'), {code: 'EACCES'});
    assert.equal(knowFull(other), other);
    assert.equal(knowFull('text'), 'text');
  });
});
