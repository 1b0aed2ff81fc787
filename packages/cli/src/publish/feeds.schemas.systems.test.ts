import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {validateXML} from 'xmllint-wasm';
import {beep, png, publish} from '../testing/publish.test.util.js';

/** A folder with `podcast/` in it: podcast.xsd and podcast-wrapper.xsd of the podcast namespace (docs/schema). */
const schemas = join(process.env['UGGLA_SCHEMAS']!, 'podcast');
const read = (fileName: string) => ({fileName, contents: readFileSync(join(schemas, fileName), 'utf8')});
const namespace = 'https://podcastindex.org/namespace/1.0';

describe('what a feed says in the podcast namespace', () => {
  it('is valid by its schema, as far as that knows it: it has not been taught the newest words', async () => {
    const {text, json} = await publish({
      'campus.yml':
        'title: Radio & más\nlanguages: [es, en]\naddress: https://acme.example/aula\nemail: radio@acme.example\n',
      'podcasts/charlas/cover.png': png(1400, 1400),
      'podcasts/charlas/10-uno.wav': beep(),
      'podcasts/charlas/10-uno.es.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nHola\n',
      'podcasts/charlas/10-uno.chapters.vtt': 'WEBVTT\n\n00:00.000 --> 00:00.090\nInicio & fin\n',
      'courses/seguridad/10-cascos.wav': beep(),
    });
    const known = [...read('podcast.xsd').contents.matchAll(/^\t<xs:element name="(\w+)">/gm)].map(([, name]) => name);
    const newer = new Set<string>();
    for (const {src} of json('campus.json').feeds as {src: string}[]) {
      const all = [...text(src).matchAll(/<podcast:(\w+)[^>]*?(?:\/>|>[^<]*<\/podcast:\1>)/g)];
      const told = all.filter(([, name]) => known.includes(name) || !newer.add(name!));
      const contents = `<podcast:test-wrapper xmlns:podcast="${namespace}">${told.map(([one]) => one).join('')}</podcast:test-wrapper>`;
      const {valid, rawOutput} = await validateXML({
        xml: [{fileName: src, contents}],
        schema: [read('podcast-wrapper.xsd')],
        preload: [read('podcast.xsd')],
      });
      assert.ok(told.length > 0 && valid, rawOutput);
    }
    assert.deepEqual([...newer].sort(), ['guid', 'medium']);
  });
});
