import {expect} from '@open-wc/testing';
import {fixtureSite} from '@uggla/testing';
import {transcriptSchema} from '@uggla/protocol/generated/transcript-schema.js';
import type {UgglaError} from '@uggla/protocol';
import {loadJson} from './load.js';

const failure = (promise: Promise<unknown>): Promise<UgglaError> =>
  promise.then(
    () => expect.fail('it loaded'),
    (error: UgglaError) => error,
  );
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
    const gone = loadJson(site.url('t.json'), {...options, authorization: 'Bearer x', signal: stop.signal}).catch(
      (error: Error) => error.name,
    );
    const [seen] = await site.seen('t.json');
    expect(seen!.headers['authorization']).to.equal('Bearer x');
    stop.abort();
    expect(await gone).to.equal('AbortError');
  });

  const file = {language: 'es', paragraphs: []};

  it('tries again when the answer broke off, and tells of a network that stays so', async () => {
    const site = await fixtureSite({files: {'t.json': file}});
    await site.rule({match: 't.json', cutAfter: 5, times: 1});
    expect(await loadJson(site.url('t.json'), options)).to.deep.equal(file);
    await site.rule({match: 't.json', cutAfter: 5});
    const error = await failure(loadJson(site.url('t.json'), options));
    expect([error.name, error.code, error.file]).to.deep.equal([
      'UgglaError',
      'transcript-unavailable',
      site.url('t.json'),
    ]);
    expect(error.cure).to.contain('connection');
  });

  for (const status of [400, 401, 403, 404, 410, 429, 500, 503]) {
    it(`tells a ${status} by its status, with a cure, after one try`, async () => {
      const site = await fixtureSite({rules: [{status, body: 'no'}]});
      const error = await failure(loadJson(site.url('t.json'), options));
      expect([error.code, error.status]).to.deep.equal(['transcript-unavailable', status]);
      expect(error.cure).to.match(status === 404 ? /address/ : /server/);
      expect(await site.requests()).to.have.length(1);
    });
  }

  it('follows a redirect, and gives up on one that leads nowhere', async () => {
    const site = await fixtureSite({files: {'there.json': file}});
    await site.rule({match: 't.json', status: 302, headers: {location: site.url('there.json')}});
    expect(await loadJson(site.url('t.json'), options)).to.deep.equal(file);
    await site.rule({match: 'loop.json', status: 302, headers: {location: site.url('loop.json')}});
    expect((await failure(loadJson(site.url('loop.json'), options))).code).to.equal('transcript-unavailable');
  });

  it('goes by what the file is, not by what the server calls it', async () => {
    const site = await fixtureSite({files: {'t.json': file}});
    for (const type of ['text/plain', 'text/html', 'application/octet-stream', '']) {
      await site.rule({match: 't.json', headers: {'content-type': type}});
      expect(await loadJson(site.url('t.json'), options), type).to.deep.equal(file);
    }
  });

  const broken: [what: string, body: string, cure: RegExp][] = [
    ['empty', '', /Publish/],
    ['half', '{"language": "es", "par', /Publish/],
    ['with a comma too many', '{"language":"es","paragraphs":[],}', /Publish/],
    ['a script', 'export default {}', /Publish/],
    ['a page', '\n <html>', /sign in/],
    ['two files', '{}{}', /Publish/],
  ];
  for (const [what, body, cure] of broken) {
    it(`calls a file invalid that is ${what}`, async () => {
      const site = await fixtureSite({rules: [{body, type: 'application/json'}]});
      const error = await failure(loadJson(site.url('t.json'), options));
      expect(error.code).to.equal('transcript-invalid');
      expect(error.cure).to.match(cure);
      expect(error.cause).to.be.instanceOf(SyntaxError);
    });
  }

  for (const body of ['null', '[]', '7', '"text"', 'true']) {
    it(`calls ${body} another thing than what was asked for`, async () => {
      const site = await fixtureSite({rules: [{body, type: 'application/json'}]});
      const error = await failure(loadJson(site.url('t.json'), options));
      expect([error.code, error.message.includes('object')]).to.deep.equal(['transcript-invalid', true]);
    });
  }

  it('reads a file that begins with a byte order mark', async () => {
    const site = await fixtureSite({rules: [{body: `\ufeff${JSON.stringify(file)}`}]});
    expect(await loadJson(site.url('t.json'), options)).to.deep.equal(file);
  });

  it('tells of a site that allows no other one, and reads one that does', async () => {
    const site = await fixtureSite({files: {'t.json': file}});
    const error = await failure(loadJson(site.foreignUrl('t.json'), options));
    expect(error.cure).to.contain('CORS');
    await site.rule({cors: true});
    expect(await loadJson(site.foreignUrl('t.json'), options)).to.deep.equal(file);
  });

  it('does not begin when it was told to stop before', async () => {
    const site = await fixtureSite({files: {'t.json': file}});
    const error = await failure(loadJson(site.url('t.json'), {...options, signal: AbortSignal.abort()}));
    expect(error.name).to.equal('AbortError');
    expect(await site.requests()).to.have.length(0);
  });

  it('tells of a schema that could not be loaded as it came', async () => {
    const site = await fixtureSite({files: {'t.json': file}});
    const schema = Promise.reject(new TypeError('no chunk'));
    schema.catch(() => undefined);
    expect((await failure(loadJson(site.url('t.json'), {...options, schema}))).message).to.equal('no chunk');
  });
});
