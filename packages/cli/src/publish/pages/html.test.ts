import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {makeTree, toArticle} from '../article.js';
import {articleHtml} from './article.js';
import {jsonInHtml, markup} from './html.js';

describe('markup', () => {
  it('escapes every value, in text and in attributes', () => {
    const hostile = "\"><script>alert('1')</script>&";
    const text = String(markup`<p title="${hostile}">${hostile}</p>`);
    assert.equal(
      text,
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</p>',
    );
  });

  it('takes pieces and lists of them as they are, and leaves out what is not there', () => {
    assert.equal(
      String(markup`<ul>${[1, 2].map((one) => markup`<li>${one}</li>`)}${undefined}${false}</ul>`),
      '<ul><li>1</li><li>2</li></ul>',
    );
  });
});

describe('jsonInHtml', () => {
  it('lets no text end the element that holds it', () => {
    const text = String(jsonInHtml({name: '</script><script>alert(1)</script><!-- \u2028'}));
    assert.doesNotMatch(text, /[<>\u2028]/);
    assert.equal((JSON.parse(text) as {name: string}).name, '</script><script>alert(1)</script><!-- \u2028');
  });
});

describe('articleHtml', () => {
  const write = (markdown: string) =>
    String(
      articleHtml(toArticle(makeTree({markdown, linesBefore: 0}).tree, 'es').tree, (address) =>
        address.startsWith('http') ? address : `x/${address}`,
      ),
    );

  it('writes what the tree holds, with the addresses of this page', () => {
    assert.equal(
      write('## A & B\n\n[uno](a.pdf) ![dos](b.jpg) **tres**\n'),
      '<h2>A &amp; B</h2><p><a href="x/a.pdf">uno</a> <img src="x/b.jpg" alt="dos" loading="lazy"> <strong>tres</strong></p>',
    );
    assert.equal(
      write('[web](https://a.example/?a=1&b=2)\n'),
      '<p><a href="https://a.example/?a=1&amp;b=2">web</a></p>',
    );
  });

  it('writes no script', () => {
    assert.doesNotMatch(
      write('<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n`<script>`\n'),
      /<script|javascript:/,
    );
  });
});
