import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {runInNewContext} from 'node:vm';
import {describe, it} from 'node:test';
import {publish} from '../../testing/publish.test.util.js';
import {makeFolder, write} from '../../testing/run.test.util.js';
import {writeServedPage} from './served.js';

async function served(yaml: string) {
  const {out, text} = await publish({'campus.yml': yaml, 'courses/a/10-b.md': '---\ntitle: B\n---\n\nC\n'});
  const folder = makeFolder();
  await writeServedPage(out, folder);
  return {
    page: readFileSync(join(folder, 'index.html'), 'utf8'),
    script: readFileSync(join(folder, 'served.js'), 'utf8'),
    published: text('index.html'),
    campus: text('campus.json'),
  };
}

/** What the script makes of a chat: its suggestions and its greeting. */
async function chatOf(script: string, campus: string | undefined, lang: string, languages: string[] = []) {
  const chat: {
    suggestions?: unknown;
    children: {slot: string; textContent: string}[];
    append(one: {slot: string; textContent: string}): void;
  } = {children: [], append: (one) => void chat.children.push(one)};
  const page = {
    document: {querySelector: () => chat, documentElement: {lang}, createElement: () => ({})},
    navigator: {languages},
    fetch: () =>
      Promise.resolve({ok: campus !== undefined, json: () => Promise.resolve(JSON.parse(campus!) as unknown)}),
  };
  await (runInNewContext(`(async () => {${script}})()`, page) as Promise<void>);
  return {
    suggestions: chat.suggestions && [...(chat.suggestions as string[])],
    greeting: chat.children.map(({slot, textContent}) => [slot, textContent]),
  };
}

describe('the page that a server shows', () => {
  it('has the chat and the address for records, which the published one has not', async () => {
    const {page, published} = await served('title: Acme\nlanguages: [es]\n');
    assert.match(page, /<uggla-campus id="campus" src="campus\.json" endpoint="\." routing="hash">/);
    assert.match(page, /<uggla-chat endpoint="v1" for="campus" layout="floating"><\/uggla-chat>\n<\/body>/);
    assert.match(page, /<script type="module" src="served\.js"><\/script>\n<\/head>/);
    assert.doesNotMatch(published, /<uggla-chat|served\.js|endpoint/);
  });

  it('shows who is signed in where people sign in on it', async () => {
    const {out} = await publish({
      'campus.yml': 'title: A\nlanguages: [es]\n',
      'courses/a/10-b.md': '---\ntitle: B\n---\n\nC\n',
    });
    const folder = makeFolder();
    await writeServedPage(out, folder, true);
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    assert.match(page, /<script type="module" src="account\/account\.js"><\/script>\n<\/head>/);
  });

  it('tells the fault finder where to record what is checked off', async () => {
    const {out, text} = await publish({
      'campus.yml': 'title: Acme\nlanguages: [es]\n',
      'guides/lampara/guide.md': '---\ntitle: Lámpara\nthing: L-7\nfault: No luce\nsteps: [{title: Apágala}]\n---\n',
    });
    const folder = makeFolder();
    await writeServedPage(out, folder);
    const finder = readFileSync(join(folder, 'guides/index.html'), 'utf8');
    assert.match(finder, /<uggla-guide campus="\.\.\/campus\.json" endpoint="\.\." routing="query">/);
    assert.doesNotMatch(text('guides/index.html'), /endpoint/);
  });

  it('changes nothing in the texts of the campus', async () => {
    const {page} = await served(
      `title: "</head><uggla-campus src=\\"campus.json\\" <!--uggla:server-->$&$'"\nlanguages: [es]\n`,
    );
    assert.equal(page.match(/<uggla-chat/g)?.length, 1);
    assert.equal(page.match(/src="served\.js"/g)?.length, 1);
    assert.match(
      page,
      /<h1>&lt;\/head&gt;&lt;uggla-campus src=&quot;campus\.json&quot; &lt;!--uggla:server--&gt;\$&amp;\$&#39;<\/h1>/,
    );
  });

  it('gives the chat its words in the language of the page, then of the reader, then the first', async () => {
    const {script, campus} = await served(
      'title: Acme\nlanguages: [es, en]\nchat: {greeting: {es: Hola, en: Hello}, suggestions: [{es: ¿Qué?, en: What?}, Sí]}\n',
    );
    assert.deepEqual(await chatOf(script, campus, 'en-GB'), {
      suggestions: ['What?', 'Sí'],
      greeting: [['greeting', 'Hello']],
    });
    assert.deepEqual((await chatOf(script, campus, 'de', ['fr', 'en'])).suggestions, ['What?', 'Sí']);
    assert.deepEqual((await chatOf(script, campus, 'de')).greeting, [['greeting', 'Hola']]);
  });

  it('leaves the chat as it is where the campus says nothing, or is not there', async () => {
    const {script, campus} = await served('title: Acme\nlanguages: [es]\n');
    assert.deepEqual(await chatOf(script, campus, 'es'), {suggestions: undefined, greeting: []});
    assert.deepEqual(await chatOf(script, undefined, 'es'), {suggestions: undefined, greeting: []});
  });

  it('is not written over a folder that is no campus', async () => {
    const [root, folder] = [makeFolder(), makeFolder()];
    assert.equal(await writeServedPage(root, folder), folder);
    write(root, {'index.html': '<h1>Another page</h1>'});
    await writeServedPage(root, folder);
    assert.throws(() => readFileSync(join(folder, 'index.html')), {code: 'ENOENT'});
  });
});
