import {expect} from '@open-wc/testing';
import {fixtureSite} from '@uggla/testing';
import {transcriptSchema} from '@uggla/protocol/generated/transcript-schema.js';
import type {UgglaError} from '@uggla/protocol';
import {loadJson} from './load.js';

const failure = (promise: Promise<unknown>): Promise<UgglaError> => promise.then(() => expect.fail('it loaded'), (error: UgglaError) => error);
const options = {kind: 'transcript', schema: transcriptSchema};

describe('loadJson', () => {
  it('gives what the file holds, unknown fields too', async () => {
    const file = {language: 'es', paragraphs: [{start: 0, end: 2, text: 'Hola', mood: 'good'}], extra: 1};
    const site = await fixtureSite({files: {'t.json': file}});
    expect(await loadJson(site.url('t.json'), options)).to.deep.equal(file);
  });

  it('tells a missing file by code and status', async () => {
    const site = await fixtureSite();
    const error = await failure(loadJson(site.url('no.json'), options));
    expect([error.code, error.status]).to.deep.equal(['transcript-unavailable', 404]);
    expect(error.file).to.equal(site.url('no.json'));
  });

  it('names the field that is wrong', async () => {
    const site = await fixtureSite({files: {'t.json': {language: 'es', paragraphs: [{start: -1, end: 2, text: 'x'}]}}});
    const error = await failure(loadJson(site.url('t.json'), options));
    expect([error.code, error.field]).to.deep.equal(['transcript-invalid', 'paragraphs.0.start']);
    expect(error.message).to.contain('>= 0');
  });

  it('says that a page came back where a file was asked for', async () => {
    const site = await fixtureSite({rules: [{body: '<!doctype html><title>Login</title>'}]});
    const error = await failure(loadJson(site.url('t.json'), options));
    expect(error.code).to.equal('transcript-invalid');
    expect(error.cure).to.contain('sign in');
  });

  it('tries again when the network broke, but not when the server answered', async () => {
    const site = await fixtureSite({files: {'t.json': {language: 'es', paragraphs: []}}});
    await site.rule({match: 't.json', reset: true, times: 2}); // browsers themselves repeat a GET once
    await loadJson(site.url('t.json'), options);
    await site.rule({match: 'u.json', status: 500});
    await failure(loadJson(site.url('u.json'), options));
    expect(await site.requests('u.json')).to.have.length(1);
  });

  it('sends the authorization, and stops when told', async () => {
    const site = await fixtureSite({rules: [{hang: true}]});
    const stop = new AbortController();
    const gone = loadJson(site.url('t.json'), {...options, authorization: 'Bearer x', signal: stop.signal}).catch((error: Error) => error.name);
    const [seen] = await site.seen('t.json');
    expect(seen!.headers['authorization']).to.equal('Bearer x');
    stop.abort();
    expect(await gone).to.equal('AbortError');
  });
});
