// The plug-in for WordPress, run by WordPress's own code for shortcodes, escaping and scripts (UGGLA_WORDPRESS: its folder; `php` on
// the path). Editor, settings page and database are not part of it: those want a site.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {after, before, describe, it} from 'node:test';
import {unzipSync} from 'fflate';
import {packWordpress} from '../scripts/wordpress.mjs';

const wordpress = process.env.UGGLA_WORDPRESS;
const bundle = 'https://campus.example/aula/assets/uggla/';

describe('uggla-wordpress.zip', () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'uggla-wordpress-'));
    for (const [name, content] of Object.entries(unzipSync(packWordpress()))) {
      mkdirSync(dirname(join(folder, name)), {recursive: true});
      writeFileSync(join(folder, name), content);
    }
  });
  after(() => rmSync(folder, {recursive: true, force: true}));

  /** What a visitor of such posts gets. */
  const show = (posts, {campus = 'https://campus.example/aula', ...more} = {}) =>
    JSON.parse(
      execFileSync(
        'php',
        [fileURLToPath(new URL('lib/wordpress.php', import.meta.url)), wordpress, join(folder, 'uggla/uggla.php')],
        {input: JSON.stringify({campus, posts, ...more}), encoding: 'utf8'},
      ),
    );

  it('is one folder, and the same bytes each time', () => {
    assert.deepEqual(Object.keys(unzipSync(packWordpress())), [
      'uggla/block.js',
      'uggla/readme.txt',
      'uggla/uggla.php',
    ]);
    assert.deepEqual(packWordpress(), packWordpress());
  });

  it('shows an element of the campus, whose code comes once, as a module', () => {
    const {posts, head} = show([
      'Mira: [uggla element="portfolio" src="portfolio.json" layout="feed" kiosk="true"]',
      '[uggla element="campus"]',
      '[uggla element="course" src="courses/a/course.json"]',
    ]);
    assert.deepEqual(posts, [
      'Mira: <uggla-portfolio src="https://campus.example/aula/portfolio.json" layout="feed" kiosk></uggla-portfolio>',
      '<uggla-campus src="https://campus.example/aula/campus.json"></uggla-campus>',
      '<uggla-course src="https://campus.example/aula/courses/a/course.json"></uggla-course>',
    ]);
    assert.deepEqual(
      [...head.matchAll(/<script type="module" crossorigin="anonymous" src='([^']+)'/g)].map(([, src]) => src),
      [`${bundle}uggla-catalog.js`, `${bundle}uggla-course.js`],
    );
    assert.equal(head.split(`${bundle}uggla.css`).length, 2);
  });

  it('lets nothing through that is no option, whatever is written', () => {
    const {posts, head} = show([
      '[uggla element="player" src="javascript:alert(1)" onclick="x" style="y" srcdoc="z" frame="w" media-title="&#34;&gt;&lt;b&gt;"]',
      '[uggla element="script" src="x.js"]',
      '[uggla element="constructor"]',
    ]);
    assert.deepEqual(posts, ['<uggla-player media-title="&quot;&gt;&lt;b&gt;"></uggla-player>', '', '']);
    assert.ok(!head.includes('x.js'));
  });

  it('shows visitors nothing while no campus is named, and takes only web addresses for one', () => {
    const {posts, head, saved} = show(['[uggla element="campus"]'], {
      campus: '',
      saved: ['javascript:alert(1)', ' https://campus.example/ ', 'x" onload="y'],
    });
    assert.deepEqual([posts, head, saved.slice(0, 2)], [[''], '', ['', 'https://campus.example/']]);
    assert.doesNotMatch(saved[2], /["<>]/);
  });

  it('has WordPress ask the campus what a link to it is shown as; of plain files, the answer beside the page', () => {
    const campus = 'https://campus.example/aula/';
    const asked = (url) => `${campus}oembed?url=${encodeURIComponent(url)}`;
    const open = `${campus}#/item/silla`;
    const others = [
      'https://campus.example/aulas/',
      'https://campus.example.evil.example/aula/',
      'http://campus.example/aula/',
    ];
    const links = [campus, 'https://campus.example/aula', `${campus}courses/a/?x=1#y`, `${campus}courses/a/index.html`];
    assert.deepEqual(show([], {links: [...links, open, ...others]}).asks, [
      ...[...links, open].map(asked),
      ...others.map(() => null),
    ]);
    assert.deepEqual(show([], {links: [...links, open], server: 'no'}).asks, [
      `${campus}oembed.json`,
      `${campus}oembed.json`,
      `${campus}courses/a/oembed.json`,
      `${campus}courses/a/oembed.json`,
      asked(open), // nobody answers: it stays a link
    ]);
    const out = ['../evil/', 'a/%2e%2E/../evil/x', '..%2fevil%2f'].map((path) => campus + path);
    assert.deepEqual(show([], {links: out, server: 'no'}).asks, out.map(asked));
    assert.deepEqual(
      show([], {links, campus: ''}).asks,
      links.map(() => null),
    );
  });
});
