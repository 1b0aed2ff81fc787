import {expect} from '@open-wc/testing';
import Hls from 'hls.js/light';
import type {FragmentLoaderContext, LoaderConfiguration} from 'hls.js';
import {media, mediaSite, PATIENCE_MS} from '../player.test.kit.js';
import {importOr} from './choose-engine.js';
import {stallLoader} from './stall-loader.js';

/** Loads one address by the loader that gives up on stalled bytes after that time; how it ended. */
function load(url: string, stallMs: number): Promise<string> {
  const Loader = stallLoader(Hls.DefaultConfig.loader, stallMs);
  const loader = new Loader(Hls.DefaultConfig);
  const retry = {maxNumRetry: 0, retryDelayMs: 0, maxRetryDelayMs: 0};
  const loadPolicy = {maxTimeToFirstByteMs: 20_000, maxLoadTimeMs: 20_000, timeoutRetry: retry, errorRetry: retry};
  const config = {loadPolicy, maxRetry: 0, timeout: 20_000, retryDelay: 0, maxRetryDelay: 0} as LoaderConfiguration;
  const context = {url, responseType: 'arraybuffer', type: 'main'} as unknown as FragmentLoaderContext;
  return new Promise((resolve) => {
    loader.load(context, config, {
      onSuccess: ({data}) => resolve(`${(data as ArrayBuffer).byteLength} bytes`),
      onError: ({code}) => resolve(`error ${code}`),
      onTimeout: () => resolve('timeout'),
      onAbort: () => resolve('aborted'),
    });
  }).then((how) => (loader.destroy(), how as string));
}

describe('stallLoader', function () {
  this.timeout(PATIENCE_MS);

  it('brings what comes', async () => {
    const site = await mediaSite({files: {'part.bin': 'x'.repeat(5000)}});
    expect(await load(site.url('part.bin'), 5000)).to.equal('5000 bytes');
  });

  it('brings what comes slowly, as long as it comes', async () => {
    const site = await mediaSite({files: {'part.bin': 'x'.repeat(60)}, rules: [{match: 'part.bin', chunk: 10, everyMs: 150}]});
    expect(await load(site.url('part.bin'), 3000)).to.equal('60 bytes');
  });

  it('gives up when bytes stop coming, long before the time of the whole', async () => {
    const site = await mediaSite({rules: [{match: 'clip.mp4', stallAfter: 2000}]});
    expect(await load(media(site, 'clip.mp4'), 300)).to.equal('timeout');
    await site.seen('clip.mp4', {ended: 'gone'});
  });

  it('leaves an answer that has not begun to hls.js, which has its own patience for that', async () => {
    const site = await mediaSite({files: {'part.bin': 'abc'}, rules: [{match: 'part.bin', delayMs: 900}]});
    expect(await load(site.url('part.bin'), 200)).to.equal('3 bytes');
  });

  it('passes on what the server says', async () => {
    const site = await mediaSite({rules: [{match: 'gone.bin', status: 410}]});
    expect(await load(site.url('gone.bin'), 5000)).to.equal('error 410');
  });
});

describe('importOr', () => {
  it('gives what was loaded', async () => {
    expect(await importOr('engine-unavailable', () => Promise.resolve(7))).to.equal(7);
  });

  it('turns a chunk that is not there into an error with a cure', async () => {
    const error = await importOr('engine-unavailable', () => Promise.reject(new TypeError('Failed to fetch'))).catch((cause: unknown) => cause);
    expect(error).to.include({code: 'engine-unavailable', cure: 'Publish all files of the bundle, not only its entry.'});
    expect((error as Error).cause).to.be.instanceOf(TypeError);
  });
});
