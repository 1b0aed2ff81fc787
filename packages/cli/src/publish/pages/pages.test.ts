import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join, posix} from 'node:path';
import {before, describe, it} from 'node:test';
import {runInNewContext} from 'node:vm';
import {XMLParser} from 'fast-xml-parser';
import {beep, png, publish, type Published} from '../../testing/publish.test.util.js';

const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)> ' \${x} $& {{y}} </title> --> & <!--uggla:server-->`;
/** As YAML has it in single quotes. */
const quoted = `'${evil.replaceAll("'", "''")}'`;

const files = {
  'campus.yml': `title: ${quoted}\ndescription: ${quoted}\nlanguages: [es, en]\nid: https://acme.example/c\naddress: https://acme.example/aula\nbrand: {name: ${quoted}, logo: logo.svg}\n`,
  'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>',
  'courses/curso/course.md': `---\ntitle: ${quoted}\nsummary: ${quoted}\n---\n\n# ${evil}\n\n[x](javascript:alert(1)) [y](#parte)\n`,
  'courses/curso/10-voz.wav': beep(),
  'courses/curso/10-voz.md': `---\ntitle: ${quoted}\nsummary: ${quoted}\n---\n\nNotas con [un plano](plano%20A.pdf#page=2).\n`,
  'courses/curso/plano A.pdf': '%PDF-1.4',
  'courses/curso/10-voz.es.vtt': `WEBVTT\n\n00:00.000 --> 00:00.050\n<v Ana>Hola &amp; <i>adiós</i></v>\n\n00:00.050 --> 00:00.090\n<script>alert(1)</script> 2 &lt; 3\n`,
  'courses/curso/20-inglés.md': '---\ntitle: {en: Only English}\nsummary: {en: No Spanish.}\n---\n',
  'courses/curso/20-inglés.en.md': '---\ntitle: Only English\n---\n\nWords of English.\n',
  'courses/curso/30-política.md': '---\nkind: acknowledgement\ntitle: Política\n---\n',
  'courses/curso/30-política.pdf': '%PDF-1.4 p',
  'guides/guía/guide.md': `---\ntitle: ${quoted}\nfault: ${quoted}\ntools: [${quoted}]\nwarnings: [Corta la luz]\nsteps:\n  - {title: ${quoted}, text: ${quoted}, warning: ${quoted}, image: paso.png, alt: ${quoted}}\n---\n\nMás.\n`,
  'guides/guía/paso.png': png(640, 360),
  'products/bomba/product.md': `---\ntitle: ${quoted}\nsummary: ${quoted}\nprice: 1234.5\ncurrency: EUR\nimages: [{src: 1.png, alt: ${quoted}}]\ndocuments: [{title: ${quoted}, src: ficha.pdf}]\n---\n\nUna ![bomba](1.png).\n`,
  'products/bomba/1.png': png(80, 60),
  'products/bomba/ficha.pdf': '%PDF-1.4 f',
};
const paths = ['index.html', 'courses/curso/index.html', 'guides/guia/index.html', 'products/bomba/index.html'];

let made: Published;
before(async () => {
  made = await publish(files);
  assert.deepEqual(
    made.problems.filter(({severity}) => severity === 'error'),
    [],
  );
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  preserveOrder: true,
  htmlEntities: true,
  trimValues: false,
  parseTagValue: false,
  allowBooleanAttributes: true,
  unpairedTags: ['meta', 'link', 'img', 'br', 'hr', 'track'],
});
type Node = Record<string, unknown> & {':@'?: Record<string, string>};

/** All tags of a page with their attributes, as a browser would find them. */
function tags(path: string, of = made): {tag: string; attributes: Record<string, string>; text: string}[] {
  const walk = (nodes: Node[]): ReturnType<typeof tags> =>
    nodes.flatMap((node) => {
      const tag = Object.keys(node).find((key) => key !== ':@')!;
      const inside = node[tag];
      return tag.startsWith('#') || !Array.isArray(inside)
        ? []
        : [{tag, attributes: node[':@'] ?? {}, text: textOf(inside as Node[])}, ...walk(inside as Node[])];
    });
  return walk(parser.parse(of.text(path).replace(/^<!doctype html>/, '')) as Node[]);
}

const textOf = (nodes: Node[]): string =>
  nodes
    .map((node) =>
      '#text' in node
        ? String(node['#text'])
        : Object.entries(node)
            .map(([key, value]) => (key !== ':@' && Array.isArray(value) ? textOf(value as Node[]) : ''))
            .join(''),
    )
    .join('');
const find = (path: string, tag: string, of = made) => tags(path, of).filter((one) => one.tag === tag);
const meta = (path: string, property: string, of = made) =>
  find(path, 'meta', of).find(({attributes}) => attributes['property'] === property || attributes['name'] === property)
    ?.attributes['content'];

describe('the pages that are read without JavaScript', () => {
  it('hold no tag, attribute or script that a text brought', () => {
    const known =
      /^(html|head|meta|title|link|script|body|header|main|section|h[1-6]|p|a|ul|ol|li|span|div|audio|video|track|details|summary|time|img|strong|em|bdi|uggla-campus)$/;
    for (const path of paths) {
      for (const {tag, attributes} of tags(path)) {
        assert.match(tag, known, path);
        for (const [name, value] of Object.entries(attributes)) {
          assert.doesNotMatch(name, /^on|style|srcdoc/i, `${path}: ${tag}`);
          if (['href', 'src', 'poster'].includes(name))
            assert.doesNotMatch(value, /^\s*(javascript|vbscript):/i, `${path}: ${tag}`);
        }
      }
      const scripts = find(path, 'script').map(({attributes}) => attributes['type']);
      assert.deepEqual(
        scripts,
        path === 'index.html'
          ? ['module', 'module', 'module', 'application/ld+json']
          : ['module', 'module', 'application/ld+json'],
      );
    }
  });

  it('say such a text as it was written', () => {
    for (const path of paths) {
      assert.equal(find(path, 'h1')[0]?.text, evil, path);
      assert.equal(meta(path, 'og:title'), evil, path);
      assert.equal(meta(path, 'description'), path.startsWith('guides') ? undefined : evil, path);
      const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(made.text(path))![1]!);
      assert.equal(data.name, evil, path);
    }
  });

  it('let the server put its chat into the place for it, not into a text that names it', () => {
    assert.equal(made.text('index.html').split('<!--uggla:server-->').length, 2);
    assert.match(made.text('index.html'), /<!--uggla:server-->\n<\/body>\n<\/html>\n$/);
  });

  it('stand each under the strict policy, in the language of the campus, with one address', () => {
    for (const path of paths) {
      assert.match(
        find(path, 'meta').find(({attributes}) => attributes['http-equiv'])!.attributes['content']!,
        /^default-src 'none'; .*trusted-types lit-html uggla uggla-worker$/,
      );
      assert.equal(find(path, 'html')[0]?.attributes['lang'], 'es');
      const url = `https://acme.example/aula/${path === 'index.html' ? '' : path}`;
      assert.equal(
        find(path, 'link').find(({attributes}) => attributes['rel'] === 'canonical')?.attributes['href'],
        url,
      );
      assert.equal(meta(path, 'og:url'), url);
      assert.equal(find(path, 'h1').length, 1);
    }
    assert.deepEqual(
      paths.map((path) => meta(path, 'og:type')),
      ['website', 'article', 'article', 'product'],
    );
    assert.equal(
      meta('products/bomba/index.html', 'og:image')?.startsWith('https://acme.example/aula/products/bomba/files/1.'),
      true,
    );
  });

  it('say what other sites show in place of a link to them', () => {
    for (const path of paths) {
      const folder = path.replace('index.html', '');
      const link = find(path, 'link').find(
        ({attributes}) => attributes['type'] === 'application/json+oembed',
      )!.attributes;
      assert.deepEqual(
        [link['rel'], link['href'], link['title']],
        ['alternate', `https://acme.example/aula/${folder}oembed.json`, evil],
      );
      const {type, title, html, provider_url: provider} = made.json(`${folder}oembed.json`);
      assert.deepEqual([type, title, provider], ['rich', evil, 'https://acme.example/aula/']);
      assert.deepEqual(
        [html.match(/[<>]/g).length, /src="([^"]*)"/.exec(html)![1]],
        [4, `https://acme.example/aula/${path}`],
      );
    }
  });

  it('name no address where none is known', async () => {
    const {text} = await publish({
      'campus.yml': 'title: A\nlanguages: [es]\n',
      'courses/a/10-b.md': '---\ntitle: B\n---\n\nC\n',
    });
    for (const path of ['index.html', 'courses/a/index.html'])
      assert.doesNotMatch(text(path), /oembed|canonical|og:url|og:image|"url"/);
  });

  it('lead nowhere in vain', () => {
    let seen = 0;
    for (const path of paths) {
      for (const {tag, attributes} of tags(path)) {
        for (const name of ['href', 'src', 'poster']) {
          const value = attributes[name];
          if (value === undefined || /^([a-z]+:|#)/.test(value)) continue;
          const file = posix.join(posix.dirname(path), decodeURIComponent(value.replace(/[?#].*$/, '')));
          seen++;
          assert.ok(existsSync(join(made.out, file)), `${path}: <${tag} ${name}="${value}">`);
        }
      }
    }
    assert.ok(seen > 25, String(seen));
  });

  it('link to a file beside the text, at the place in it', () => {
    assert.match(
      made.text('courses/curso/index.html'),
      /<a href="files\/plano-a\.[0-9a-f]{10}\.pdf#page=2">un plano<\/a>/,
    );
    assert.match(made.text('courses/curso/index.html'), /<a href="#parte">y<\/a>/);
    assert.match(
      made.text('courses/curso/index.html'),
      /<a href="files\/30-politica\.[0-9a-f]{10}\.pdf" download>Descargar<\/a>/,
    );
  });

  it('say what is heard, as words alone', () => {
    assert.deepEqual(
      find('courses/curso/index.html', 'p')
        .map(({text}) => text)
        .filter((text) => /^\d\d:\d\d /.test(text)),
      ['00:00 Hola & adiós', '00:00 alert(1) 2 < 3'],
    );
    assert.equal(find('courses/curso/index.html', 'audio').length, 1);
  });

  it('mark what is in another language', () => {
    const page = made.text('courses/curso/index.html');
    assert.match(page, /<h3><span lang="en">Only English<\/span><\/h3>/);
    assert.match(page, /<p><span lang="en">No Spanish\.<\/span><\/p>/);
    assert.match(page, /<div lang="en"><p>Words of English\.<\/p><\/div>/);
  });

  it('show a guide whole: tools, warnings, steps with their pictures', () => {
    const path = 'guides/guia/index.html';
    const [logo, image] = find(path, 'img');
    assert.deepEqual(
      [logo?.attributes['alt'], logo?.attributes['height']],
      ['', '36'],
      'the name of the campus stands beside its logo',
    );
    assert.deepEqual(
      [image?.attributes['alt'], image?.attributes['width'], image?.attributes['height']],
      [evil, '640', '360'],
    );
    assert.ok(existsSync(join(made.out, 'guides/guia', image!.attributes['src']!)));
    const items = find(path, 'li').map(({text}) => text.trim());
    assert.deepEqual(items.slice(0, 2), ['Corta la luz', evil]);
    assert.equal(items[2]?.startsWith(evil) && items[2].includes(`Atención: ${evil}`), true);
    assert.ok(find(path, 'p').some(({text}) => text === `Avería: ${evil}`));
  });

  it('show a product with price, pictures and documents', () => {
    const path = 'products/bomba/index.html';
    assert.ok(find(path, 'p').some(({text}) => /^1\.?234,50\s€$/.test(text)));
    assert.equal(find(path, 'img').filter(({attributes}) => attributes['alt'] !== '').length, 2);
    assert.deepEqual(
      find(path, 'a')
        .filter(({attributes}) => 'download' in attributes)
        .map(({text}) => text),
      [evil],
    );
  });

  it('speak the language of the campus in their own few words, English where there are none', async () => {
    const pageIn = async (language: string) => {
      const {text} = await publish({
        'campus.yml': `title: A\nlanguages: [${language}]\n`,
        'courses/a/10-b.md': '---\ntitle: B\n---\n\nC\n',
      });
      return text('courses/a/index.html');
    };
    for (const [language, lessons] of Object.entries({en: 'Lessons', 'pt-BR': 'Lições', ar: 'الدروس', sv: 'Lessons'}))
      assert.ok((await pageIn(language)).includes(`<h2>${lessons}</h2>`), language);
    assert.match(made.text('courses/curso/index.html'), />Abrir en el campus<\/a>[\s\S]*<h2>Lecciones<\/h2>/);
  });

  it('play what can be heard, without JavaScript too, and nothing that is locked', async () => {
    const {text, out} = await publish({
      'campus.yml': 'title: A\nlanguages: [es]\naddress: https://a.example/\n',
      'courses/a/10-b.wav': beep(),
      'courses/a/20-c.md': '---\ntitle: C\n---\n\nD\n',
      'courses/a/30-d.wav': beep(0.2),
      'courses/a/30-d.md': '---\ntitle: Más tarde\nunlock: {at: P1D}\n---\n',
    });
    const heard = [...text('radio/index.html').matchAll(/<audio controls preload="none" src="([^"]*)"/g)].map(
      ([, src]) => src!,
    );
    assert.deepEqual([heard.length, existsSync(join(out, 'radio', heard[0]!))], [1, true]);
    assert.match(
      text('radio/index.html'),
      /<uggla-campus src="\.\.\/campus\.json" layout="radio">[\s\S]*<a href="\.\.\/feeds\/a\.xml">A<\/a>/,
    );
    assert.match(text('sitemap.xml'), /<loc>https:\/\/a\.example\/radio\/index\.html<\/loc>/);
    assert.match(text('index.html'), /<a slot="header" href="radio\/index\.html">Escuchar<\/a>/);
  });

  it('list the whole campus on its first page', () => {
    const links = find('index.html', 'a').map(({attributes}) => attributes['href']);
    assert.deepEqual(links, [
      'radio/index.html',
      'courses/curso/index.html',
      'guides/guia/index.html',
      'products/bomba/index.html',
    ]);
    assert.deepEqual(
      find('index.html', 'h2').map(({text}) => text),
      ['Cursos', 'Guías', 'Productos'],
    );
  });
});

describe('a page on a television', () => {
  /** Runs the script as a browser would, with what matters of one; says what it loaded, before and after each key. */
  async function loads(
    userAgent: string,
    {search = '', pointer = true, keys = [] as string[]} = {},
  ): Promise<string[]> {
    const path = join(made.out, 'assets/tv.js');
    const code = made
      .text('assets/tv.js')
      .replaceAll('import.meta.url', JSON.stringify('https://a.example/assets/tv.js'))
      .replace('import(', 'load(');
    const loaded: string[] = [];
    const listeners = new Set<(event: {key: string; keyCode: number}) => void>();
    const page = {
      load: (address: string) => loaded.push(address),
      location: {search},
      navigator: {userAgent},
      matchMedia: () => ({matches: pointer}),
      URL,
      URLSearchParams,
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    };
    runInNewContext(code, page, {filename: path});
    for (const key of keys) for (const listener of [...listeners]) listener({key, keyCode: 0});
    return loaded;
  }
  const walk = ['https://a.example/assets/uggla/uggla-tv.js'];
  const laptop = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

  it('is walked through with the arrows of its remote control', async () => {
    for (const agent of [
      'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36',
      'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36',
      'Mozilla/5.0 (Linux; Android 9; AFTMM) AppleWebKit/537.36',
      'HbbTV/1.5.1 (+DRM)',
    ]) {
      assert.deepEqual(await loads(agent), walk, agent);
    }
    assert.deepEqual(await loads(laptop, {search: '?tv'}), walk);
    assert.deepEqual(
      await loads(laptop, {pointer: false, keys: ['ArrowDown', 'ArrowDown']}),
      walk,
      'nothing points there',
    );
    assert.deepEqual(await loads(laptop, {keys: ['GoBack']}), walk, 'no keyboard has that key');
  });

  it('leaves the arrows of a computer as they are', async () => {
    for (const agent of [
      laptop,
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140 Safari/537.36',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1',
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140 Mobile Safari/537.36',
    ]) {
      assert.deepEqual(await loads(agent, {keys: ['ArrowDown', 'Enter', 'Escape', 'a']}), [], agent);
    }
    for (const path of paths)
      assert.equal(
        find(path, 'script').filter(({attributes}) => attributes['src']?.endsWith('assets/tv.js')).length,
        1,
        path,
      );
  });
});

describe('a page in Arabic', () => {
  it('runs from the right, and keeps what is in another language in its place', async () => {
    const {text} = await publish({
      'campus.yml': 'title: A\nlanguages: [ar]\n',
      'guides/g/guide.md': '---\ntitle: دليل\nfault: E4.\nsteps: [{title: خطوة, warning: 230 V!}]\n---\n',
    });
    const page = text('guides/g/index.html');
    assert.match(page, /<html lang="ar" dir="rtl">/);
    assert.match(page, /عطل: <bdi>E4\.<\/bdi>/);
    assert.match(page, /تنبيه: <bdi>230 V!<\/bdi>/);
  });
});

describe('a long talk', () => {
  it('keeps its hours in the transcript', async () => {
    const {text} = await publish({
      'campus.yml': 'title: A\nlanguages: [es]\n',
      'courses/a/10-b.wav': beep(3700),
      'courses/a/10-b.es.vtt':
        'WEBVTT\n\n00:59:59.000 --> 01:00:00.000\nCasi\n\n01:01:01.000 --> 01:01:02.000\nPasada\n',
    });
    assert.match(text('courses/a/index.html'), /<time>59:59<\/time> Casi<\/p>\n<p><time>01:01:01<\/time> Pasada/);
  });
});
