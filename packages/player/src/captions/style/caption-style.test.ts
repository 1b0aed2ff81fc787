import {expect} from '@open-wc/testing';
import {captionStyleOf, rulesOf, STYLE_CHOICES} from './caption-style.js';
import type {CaptionStyle, StyleName} from './caption-style.js';

/** What a browser understands of the rules: selector → declarations. */
function read(style: CaptionStyle): Map<string, CSSStyleDeclaration> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rulesOf(style));
  return new Map(
    [...sheet.cssRules].map((rule) => [(rule as CSSStyleRule).selectorText, (rule as CSSStyleRule).style]),
  );
}

const text = (style: CaptionStyle) => read(style).get('.player .cue > span')!;
const box = (style: CaptionStyle) => read(style).get('.player .cue')!;

describe('the look of captions', () => {
  it('has no rules when nothing was chosen', () => {
    expect(rulesOf({}).trim()).to.equal('');
  });

  for (const [name, values] of Object.entries(STYLE_CHOICES) as [StyleName, readonly string[]][]) {
    it(`understands each choice of ${name}, and no two alike`, () => {
      const texts = values.map((value) =>
        [...read({[name]: value})].map(([selector, {cssText}]) => selector + cssText).join(),
      );
      expect(texts.every((css) => css.includes(':'))).to.equal(true);
      expect(new Set(texts).size).to.equal(values.length);
    });
  }

  it('offers the eight colours, seven fonts, five edges and sizes from a half to the double that CVAA asks for', () => {
    expect([...STYLE_CHOICES.color].sort()).to.deep.equal([
      'black',
      'blue',
      'cyan',
      'green',
      'magenta',
      'red',
      'white',
      'yellow',
    ]);
    expect(STYLE_CHOICES.font).to.have.length(7);
    expect(STYLE_CHOICES.edge).to.have.length(5);
    expect([STYLE_CHOICES.size[0], STYLE_CHOICES.size.at(-1)]).to.deep.equal(['50', '200']);
  });

  it('paints text, its background and its window each with an opacity of its own', () => {
    const style = {
      color: 'yellow',
      opacity: '75',
      background: 'blue',
      backgroundOpacity: '50',
      window: 'red',
      windowOpacity: '25',
    } as const;
    expect(text(style).color).to.equal('rgba(255, 255, 0, 0.75)');
    expect(text(style).backgroundColor).to.equal('rgba(0, 0, 255, 0.5)');
    expect(box(style).backgroundColor).to.equal('rgba(255, 0, 0, 0.25)');
  });

  it('takes an opacity without a colour for the colour that was there', () => {
    expect(text({opacity: '50'}).color).to.equal('rgba(255, 255, 255, 0.5)');
    expect(text({backgroundOpacity: '0'}).backgroundColor).to.equal('rgba(0, 0, 0, 0)');
  });

  it('shows a window that was given a colour alone', () => {
    expect(box({window: 'green'}).backgroundColor).to.equal('rgb(0, 255, 0)');
  });

  it('keeps a window at the side where its words stand', () => {
    expect(read({window: 'black'}).get('.player .cue.left')!.marginLeft).to.equal('0px');
    expect(read({size: '150'}).has('.player .cue.left'), 'without a window nothing moves').to.equal(false);
  });
});

describe('a kept look', () => {
  for (const [name, kept] of [
    ['nothing', null],
    ['text', 'color: red'],
    ['a list', ['red']],
    ['names that there are none of', {constructor: 'red', toString: 'red', zoom: '9'}],
    ['values that are no choice', {color: 'url(//evil.example)', size: '9000', font: 5, edge: null}],
    ['CSS in place of a choice', {color: 'red; } * { display: none', background: 'black } :host { opacity: 0'}],
  ] as const) {
    it(`that is ${name} is none`, () => {
      expect(captionStyleOf(kept)).to.deep.equal({});
    });
  }

  it('keeps what fits beside what does not', () => {
    expect(captionStyleOf({color: 'red', size: 'big', edge: 'outline'})).to.deep.equal({color: 'red', edge: 'outline'});
  });

  it('takes nothing from a prototype', () => {
    expect(captionStyleOf(JSON.parse('{"__proto__": {"color": "red"}}'))).to.deep.equal({});
  });
});
