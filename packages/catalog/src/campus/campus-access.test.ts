// Chromium first: what may be seen when is the same script in all engines; portfolio-element.test.ts and
// campus-element.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {emulate, rightToLeft, waitUntil} from '@uggla/testing';
import {
  address,
  all,
  clean,
  filter,
  find,
  found,
  mount,
  publish,
  ready,
  titles,
  type,
} from '../testing/support.test.js';

const campusOf = async (attributes: Record<string, string> = {}) =>
  mount('uggla-campus', {src: address(await publish(), 'campus.json'), records: 'none', ...attributes});

/** What has the focus, in the innermost shadow root. */
function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

const isFocused = (element: Element | null): boolean => focused() === element;

describe('UgglaCampus by keyboard', () => {
  afterEach(clean);

  it('is walked through from its name to its last card, each stop once, and left again', async () => {
    const campus = await campusOf();
    const before = document.createElement('button');
    const after = document.createElement('button');
    campus.before(before);
    campus.after(after);
    before.focus();
    const stops: Element[] = [];
    for (let steps = 0; steps < 40; steps++) {
      await sendKeys({press: 'Tab'});
      const at = focused();
      if (at === after || at === null || at === before) break;
      stops.push(at);
    }
    const wanted = all(campus, 'a, button, input, select').filter(
      (one) => one.checkVisibility() && !(one as HTMLButtonElement).disabled,
    );
    // WebKit's Tab skips links unless the person asks for them, as on a Mac.
    const reachable = stops.some((one) => one.localName === 'a')
      ? wanted
      : wanted.filter((one) => one.localName !== 'a');
    expect(stops.map((one) => one.outerHTML.slice(0, 60))).to.deep.equal(
      reachable.map((one) => one.outerHTML.slice(0, 60)),
    );
    before.remove();
    after.remove();
  });

  it('opens a card with Enter, and goes back with Enter', async () => {
    const campus = await campusOf();
    find(campus, '[data-item=regular]')!.focus();
    await sendKeys({press: 'Enter'});
    await ready(await found(campus, 'uggla-guide'));
    expect(isFocused(find(campus, '[part=item]'))).to.equal(true);
    find(campus, '[part=back]')!.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => campus.item === '');
    await campus.updateComplete;
    expect(isFocused(find(campus, '[data-item=regular]'))).to.equal(true);
  });

  it('presses a filter with Space and keeps the focus on it', async () => {
    const campus = await campusOf();
    filter(campus, 'kind', 'guide').focus();
    await sendKeys({press: ' '});
    await waitUntil(() => campus.filters === 'kind=guide');
    await campus.updateComplete;
    expect(isFocused(filter(campus, 'kind', 'guide'))).to.equal(true);
    await sendKeys({press: ' '});
    await waitUntil(() => campus.filters === '');
  });

  it('keeps the focus in the search field while results come and go', async () => {
    const campus = await campusOf();
    find(campus, '[part=search]')!.focus();
    await sendKeys({type: 'lumbar'});
    await found(campus, '[part~=result]');
    expect(isFocused(find(campus, '[part=search]'))).to.equal(true);
    await sendKeys({press: 'Enter'});
    await campus.updateComplete;
    expect(isFocused(find(campus, '[part=search]'))).to.equal(true);
  });

  it('goes to the search field when what was open is no longer on the page', async () => {
    const campus = await campusOf({item: 'nothing'});
    find(campus, 'a.solid')!.click();
    await campus.updateComplete;
    expect(isFocused(find(campus, '[part=search]'))).to.equal(true);
  });
});

describe('UgglaCampus for a screen reader', () => {
  afterEach(clean);

  it('has a name for each control, and headings in order', async () => {
    const campus = await campusOf();
    expect(find(campus, '[part=search]')!.getAttribute('aria-label')).to.equal('Busca cursos, guías y vídeos');
    expect(find(campus, '[part=language]')!.getAttribute('aria-label')).to.equal('Idioma');
    expect(find<HTMLImageElement>(campus, '.logo')!.alt).to.equal('Acme');
    expect(
      all(campus, 'h1, h2, h3')
        .map(({localName}) => localName)
        .join(' '),
    ).to.equal('h1 h2 h3 h3 h2 h3 h3 h3');
    const group = find(campus, '.filter-group')!;
    expect(find(campus, `#${group.getAttribute('aria-labelledby')}`)!.textContent).to.equal('Tipo');
  });

  it('says the title of a card before anything else, and nothing twice', async () => {
    const campus = await campusOf();
    const card = find(campus, '[part~=card]')!;
    expect(card.textContent!.trim().startsWith('Ergonomía')).to.equal(true);
    expect([...card.querySelectorAll('img')].map(({alt}) => alt).join('')).to.equal('');
    expect(card.querySelectorAll('[aria-label]')).to.have.length(0);
  });

  it('reads each language’s name in that language', async () => {
    const campus = await campusOf();
    const options = [...find<HTMLSelectElement>(campus, '[part=language]')!.options];
    expect(options.map(({lang, text}) => `${lang} ${text}`)).to.deep.equal(['es Español', 'en English']);
  });

  it('hears how many were found in a place that stays', async () => {
    const campus = await campusOf({filters: 'kind=guide'});
    const place = find(campus, '[role=status]')!;
    filter(campus, 'kind', 'course').click();
    await campus.updateComplete;
    expect(find(campus, '[role=status]') === place).to.equal(true);
    expect(place.textContent).to.equal('2 resultados');
    type(campus, 'lumbar');
    await waitUntil(() => place.textContent === '1 resultado');
    expect(place.isConnected).to.equal(true);
  });
});

describe('UgglaCampus in all its states', () => {
  afterEach(clean);

  it('is accessible with filters open, results and nothing found, in the dark', async () => {
    const campus = await campusOf({theme: 'dark', filters: 'tag=salud'});
    await expect(campus).to.be.accessible();
    campus.query = 'silla';
    await found(campus, '[part~=result]');
    await expect(campus).to.be.accessible();
    campus.query = 'xyzzy';
    await waitUntil(() => titles(campus).length === 0 && find(campus, '.message'));
    await expect(campus).to.be.accessible();
  });

  it('points its way back where reading begins, without :dir()', async () => {
    await rightToLeft(async () => {
      const campus = await campusOf({item: 'nothing'});
      const arrow = find(campus, '.back .icon')!;
      expect(getComputedStyle(arrow).rotate).to.equal('180deg');
      expect(find(campus, '.page.rtl')).to.not.equal(null);
      document.documentElement.dir = 'ltr';
      await waitUntil(() => getComputedStyle(arrow).rotate === 'none', 'it did not turn with the page');
    });
    const used = [...(document.querySelector('uggla-campus')?.shadowRoot?.adoptedStyleSheets ?? [])].flatMap(
      (sheet) => [...sheet.cssRules],
    );
    expect(used.filter((rule) => rule.cssText.includes(':dir('))).to.have.length(0);
  });

  it('keeps the campus’s colour when the page turns', async () => {
    const campus = await campusOf();
    expect(find(campus, '.branded')).to.not.equal(null);
    campus.style.direction = 'rtl';
    campus.requestUpdate();
    await campus.updateComplete;
    expect(find(campus, '.page.rtl.branded')).to.not.equal(null);
  });

  it('has no motion for who asked for none', async () => {
    if (!(await emulate({reducedMotion: 'reduce'}))) return; // only Chromium can be told
    const campus = await campusOf();
    const {transitionDuration} = getComputedStyle(find(campus, '[part~=card]')!);
    await emulate({});
    expect(parseFloat(transitionDuration)).to.be.below(0.01);
  });

  it('shows cards, marks and focus in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return; // only Chromium can be told
    try {
      const campus = await campusOf({query: 'lumbar'});
      const result = await found(campus, '[part~=result]');
      expect(getComputedStyle(result).borderTopStyle).to.equal('solid');
      expect(getComputedStyle(find(campus, 'mark')!).backgroundColor).to.not.equal(
        getComputedStyle(result).backgroundColor,
      );
      result.focus();
      await sendKeys({press: 'Shift'});
      expect(getComputedStyle(result).outlineStyle).to.not.equal('none');
      await expect(campus).to.be.accessible();
    } finally {
      await emulate({});
    }
  });

  it('is not there at all while it is hidden', async () => {
    const campus = await campusOf({hidden: ''});
    expect(campus.getBoundingClientRect().height).to.equal(0);
  });
});
