import {expect} from '@open-wc/testing';
import {renderCue} from './render-cue.js';

/** A cue with these settings, as its box. */
function box(text: string, settings: Partial<Pick<VTTCue, 'line' | 'snapToLines' | 'align'>> = {}): HTMLElement {
  return renderCue(Object.assign(new VTTCue(0, 1, text), settings));
}

describe('a cue in the picture', () => {
  for (const [name, settings, classes] of [
    ['stands below, in the middle, when it says nothing', {}, 'cue'],
    ['stands above with its first line', {line: 0}, 'cue top'],
    ['stands above with the sixth line', {line: 5}, 'cue top'],
    ['stands below from the seventh line on', {line: 6}, 'cue'],
    ['stands below with the last line', {line: -1}, 'cue'],
    ['stands above at a tenth of the height', {line: 10, snapToLines: false}, 'cue top'],
    ['stands below at nine tenths', {line: 90, snapToLines: false}, 'cue'],
    ['begins where its language begins', {align: 'start'}, 'cue start'],
    ['ends where its language ends', {align: 'end'}, 'cue end'],
    ['stands at the left, whatever the language', {align: 'left'}, 'cue left'],
    ['stands at the right, whatever the language', {align: 'right'}, 'cue right'],
    ['stands above at the right', {line: 0, align: 'right'}, 'cue top right'],
  ] as const) {
    it(name, () => {
      expect(box('x', settings).className.trim().replace(/\s+/g, ' ')).to.equal(classes);
    });
  }

  it('keeps lines, italics, voices and languages', () => {
    const cue = box('<v Ana>Hola\n<i>qué</i> <b>tal</b> <lang en>friend</lang>');
    expect(cue.textContent).to.equal('Hola\nqué tal friend');
    expect(cue.querySelector('i')!.textContent).to.equal('qué');
    expect(cue.querySelector('b')!.textContent).to.equal('tal');
  });

  it('reads entities as letters, never as markup', () => {
    const cue = box('a &lt;b&gt; &amp; c &amp;lt;');
    expect(cue.textContent).to.equal('a <b> & c &lt;');
    expect(cue.querySelector('b')).to.equal(null);
  });

  for (const hostile of [
    '<img src=x onerror="globalThis.hit=1">',
    '<script>globalThis.hit=1</script>',
    '<svg onload="globalThis.hit=1"></svg>',
    '<a href="javascript:globalThis.hit=1">x</a>',
    '<style>*{display:none}</style>',
    '<c.x" onmouseover="globalThis.hit=1>x</c>',
    '<v "><img src=x onerror=globalThis.hit=1>>x',
    '<iframe srcdoc="&lt;script&gt;globalThis.hit=1&lt;/script&gt;">',
  ]) {
    it(`lets nothing of ${hostile.slice(0, 24)}… into the page`, () => {
      const cue = box(hostile);
      document.body.append(cue);
      const strange = [...cue.querySelectorAll('*')].filter(
        ({localName}) => !['span', 'i', 'b', 'u', 'ruby', 'rt'].includes(localName),
      );
      const handlers = [...cue.querySelectorAll('*')].flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'href' || name === 'style'),
      );
      cue.remove();
      expect(strange.map(({localName}) => localName)).to.deep.equal([]);
      expect(handlers).to.deep.equal([]);
      expect((globalThis as {hit?: number}).hit).to.equal(undefined);
    });
  }

  it('bears an empty cue and a very long one', () => {
    expect(box('').textContent).to.equal('');
    expect(box('x'.repeat(100_000)).textContent).to.have.length(100_000);
  });
});
