import {expect} from '@open-wc/testing';
import {boxOf, focusedElement, holds, reachable} from '@uggla/core/tv/reachable.js';
import {atRest, waitUntil} from '@uggla/testing';
import '../define.js';
import {
  catalog,
  inShadow,
  nameOf,
  press,
  remoteWorks,
  shown,
  walk,
  walksThrough,
  withRemoteControl,
} from './walk.test.kit.js';

describe('a walk with a remote control', function () {
  this.timeout(20_000);
  withRemoteControl();

  const places: readonly (readonly [
    name: string,
    tag: string,
    attributes: Record<string, string>,
    least: number,
    until?: (element: HTMLElement) => unknown,
  ])[] = [
    ['the start of a campus', 'uggla-campus', {src: `${catalog}campus.json`}, 9],
    ['a course in a campus', 'uggla-campus', {src: `${catalog}campus.json`, item: 'ergonomia'}, 5, remoteWorks],
    ['a portfolio', 'uggla-portfolio', {src: `${catalog}portfolio.json`}, 9],
    ['a feed', 'uggla-portfolio', {src: `${catalog}portfolio.json`, layout: 'feed'}, 8],
    ['a carousel', 'uggla-portfolio', {src: `${catalog}portfolio.json`, layout: 'carousel'}, 4],
    [
      'a comparison',
      'uggla-portfolio',
      {src: `${catalog}portfolio.json`, compare: 'silla mesa'},
      7,
      (one) => inShadow(one, '[part=compare]'),
    ],
    ['a product', 'uggla-portfolio', {src: `${catalog}portfolio.json`, item: 'silla'}, 7, remoteWorks],
    ['a fault finder', 'uggla-guide', {campus: `${catalog}campus.json`, machine: 'Silla Tero'}, 3],
    ['a guide', 'uggla-guide', {src: `${catalog}guide.json`}, 5],
    ['a player', 'uggla-player', {src: `${catalog}media.json`, loading: 'eager'}, 4, remoteWorks],
  ];
  for (const [name, tag, attributes, least, until] of places) {
    it(`reaches every control of ${name}, and comes back`, async () => {
      await shown(tag, attributes, until);
      await walksThrough(least);
    });
  }

  it('goes down a page to its end before it comes to what floats over it, and up again', async () => {
    const button = (text: string) => Object.assign(document.createElement('button'), {textContent: text});
    const [first, last, chat] = [button('first'), button('last'), button('chat')];
    last.style.marginBlockStart = '60vh';
    Object.assign(chat.style, {position: 'fixed', insetBlockStart: '30vh', insetInlineStart: '0'});
    for (const one of [first, last]) one.style.display = 'block';
    document.body.append(first, last, chat);
    first.focus();
    const way = ['ArrowDown', 'ArrowDown', 'ArrowUp'].map((key) => press(key) && focusedElement()!.textContent);
    expect(way).to.deep.equal(['last', 'last', 'first']);
    chat.focus();
    press('ArrowUp');
    expect(focusedElement() === first).to.equal(true);
  });

  it('opens with OK, goes back with Back, and is then where it was', async () => {
    const campus = await shown('uggla-campus', {src: `${catalog}campus.json`});
    inShadow(campus, '[data-item=regular]')!.focus();
    for (const ok of ['Select', 'Accept']) {
      press(ok);
      await waitUntil(() => inShadow(campus, '.step-title'), `${ok} opened nothing`, {timeout: 10_000});
      press('GoBack');
      await waitUntil(() => focusedElement()?.dataset['item'] === 'regular', 'Back led elsewhere');
    }
    expect(press('GoBack').defaultPrevented).to.equal(false); // nothing is open: the set may leave the page
  });

  for (const layout of ['grid', 'feed']) {
    it(`opens a product of a ${layout} with OK, and is back at it with Back`, async () => {
      const portfolio = await shown('uggla-portfolio', {src: `${catalog}portfolio.json`, layout});
      await waitUntil(() => inShadow(portfolio, '[data-item=mesa]'), 'there is less in it', {timeout: 10_000});
      inShadow(portfolio, '[data-item=mesa]')!.focus();
      press('Select');
      await waitUntil(() => focusedElement()?.matches('.item'), 'OK opened nothing', {timeout: 10_000});
      press('XF86Back');
      await waitUntil(() => focusedElement()?.dataset['item'] === 'mesa', 'Back led elsewhere', {timeout: 10_000});
    });
  }

  it('goes into what it opened, by the next step down', async () => {
    const campus = await shown('uggla-campus', {src: `${catalog}campus.json`});
    inShadow(campus, '[part~=card][data-item=ergonomia]')!.click();
    await waitUntil(() => focusedElement()?.matches('.item'), 'the opened item never had the focus');
    const item = focusedElement()!;
    await waitUntil(() => reachable().some((one) => holds(item, one)), 'the course never came', {timeout: 10_000});
    press('ArrowDown');
    expect(focusedElement()).not.to.equal(item);
    expect(holds(item, focusedElement()!), nameOf(focusedElement()!)).to.equal(true);
  });

  it('comes back to where it was in a row', async () => {
    const campus = await shown('uggla-campus', {src: `${catalog}campus.json`});
    const rows = [...campus.shadowRoot!.querySelectorAll('[part~=row]')].map((row) => [
      ...row.querySelectorAll<HTMLElement>('[data-item]'),
    ]);
    rows[0]![1]!.focus();
    press('ArrowDown');
    expect(rows[1]).to.include(focusedElement()!);
    rows[1]!.at(-1)!.focus();
    press('ArrowUp');
    expect(focusedElement()).to.equal(rows[0]![1]);
    press('ArrowDown');
    expect(focusedElement()).to.equal(rows[1]!.at(-1));
  });

  it('stays in an open dialog, and Back closes that first', async () => {
    const portfolio = await shown('uggla-portfolio', {src: `${catalog}portfolio.json`, layout: 'floating'});
    press('ArrowDown');
    inShadow(portfolio, '.bubble-open')!.click();
    const dialog = inShadow(portfolio, 'dialog') as HTMLDialogElement;
    await waitUntil(() => dialog.open && inShadow(portfolio, '.slide'));
    const {missed, trapped} = walk();
    expect([...missed, ...trapped]).to.deep.equal([]);
    expect(reachable().every((one) => dialog.contains(one))).to.equal(true);
    press('XF86Back');
    await waitUntil(() => !dialog.open);
  });

  it('leaves the caret its arrows, until it stands at an end', async () => {
    const campus = await shown('uggla-campus', {src: `${catalog}campus.json`});
    const field = inShadow(campus, '[part=search]') as HTMLInputElement;
    field.value = 'silla';
    field.focus();
    field.setSelectionRange(2, 2);
    expect([press('ArrowLeft').defaultPrevented, press('ArrowRight').defaultPrevented]).to.deep.equal([false, false]);
    field.setSelectionRange(5, 5);
    press('ArrowDown');
    expect(focusedElement()).not.to.equal(field);
  });

  it('leaves the caret its arrows where a text runs from the right, and a slider that grows to the left', async () => {
    const field = Object.assign(document.createElement('input'), {value: 'كرسي', dir: 'rtl'});
    const slider = Object.assign(document.createElement('input'), {type: 'range', value: '0', dir: 'rtl'});
    for (const one of [field, slider]) one.style.display = 'block';
    document.body.append(field, slider);
    const kept = () => ['ArrowLeft', 'ArrowRight'].map((key) => !press(key).defaultPrevented);
    field.focus();
    field.setSelectionRange(4, 4); // its end, at the left
    expect(kept()).to.deep.equal([false, true]);
    field.setSelectionRange(0, 0);
    expect(kept()).to.deep.equal([true, false]);
    slider.focus();
    expect(kept()).to.deep.equal([true, false]);
  });

  it('shows a long text that has nothing to choose in it bit by bit, and then goes on', async () => {
    const [before, after] = ['Before', 'After'].map((textContent) =>
      Object.assign(document.createElement('button'), {textContent, style: 'display: block'}),
    );
    const text = Object.assign(document.createElement('p'), {textContent: 'A text', style: 'block-size: 300vh'});
    document.body.append(before!, text, after!);
    before!.focus();
    let seen = innerHeight;
    while (focusedElement() === before) {
      press('ArrowDown');
      await atRest(text);
      const {top, bottom} = text.getBoundingClientRect();
      expect(-top, 'a part was never seen').to.be.at.most(seen);
      seen = Math.min(innerHeight, bottom) - top;
    }
    expect(focusedElement()).to.equal(after);
    expect(seen).to.equal(text.offsetHeight);
  });

  it('passes over what stands in a closed form, and over pages of others, which would keep the keys', async () => {
    const fieldset = document.createElement('fieldset');
    const [first, shut, last] = ['First', 'Shut', 'Last'].map((textContent) =>
      Object.assign(document.createElement('button'), {textContent, style: 'display: block'}),
    );
    fieldset.append(shut!);
    fieldset.disabled = true;
    document.body.append(first!, fieldset, Object.assign(document.createElement('iframe'), {title: 'Page'}), last!);
    first!.focus();
    press('ArrowDown');
    expect(focusedElement()).to.equal(last);
  });

  it('comes to each choice of a group that Tab enters but once', async () => {
    const group = document.createElement('ul');
    group.setAttribute('role', 'radiogroup');
    group.append(
      ...['0', '-1'].map((tabindex) => {
        const one = document.createElement('li');
        one.setAttribute('role', 'radio');
        one.setAttribute('tabindex', tabindex);
        one.textContent = 'Choice';
        return one;
      }),
    );
    const below = Object.assign(document.createElement('button'), {textContent: 'Below', style: 'display: block'});
    document.body.append(group, below);
    const met = ['ArrowDown', 'ArrowDown', 'ArrowDown'].map((key) => (press(key), focusedElement()));
    expect(met).to.deep.equal([...group.children, below]);
  });

  it('lays a list open with OK; arrows then go through it, OK chooses, Back leaves it as it was', async () => {
    const list = document.createElement('select');
    list.append(...['A', 'B', 'C'].map((one) => new Option(one, one)));
    list.options[1]!.disabled = true;
    const below = Object.assign(document.createElement('button'), {textContent: 'Below', style: 'display: block'});
    document.body.append(list, below);
    const chosen: string[] = [];
    list.addEventListener('change', () => chosen.push(list.value));
    list.focus();
    press('ArrowDown');
    expect(focusedElement(), 'passing by changes nothing').to.equal(below);
    press('ArrowUp');
    for (const key of ['Enter', 'ArrowDown', 'GoBack']) press(key);
    expect([list.value, chosen]).to.deep.equal(['A', []]);
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown']) press(key);
    expect([focusedElement(), chosen]).to.deep.equal([list, []]);
    press('Enter');
    expect([list.value, list.size, chosen]).to.deep.equal(['C', 0, ['C']]);
  });

  it('goes on from where it was when what had the focus is gone', async () => {
    document.body.append(
      ...[0, 1, 2].map((at) =>
        Object.assign(document.createElement('button'), {textContent: `${at}`, style: 'display: block'}),
      ),
    );
    const [first, second, third] = document.querySelectorAll('button');
    second!.focus();
    const {top} = boxOf(second!);
    second!.remove();
    expect(top).to.be.above(boxOf(first!).top);
    press('ArrowUp');
    expect(focusedElement()).to.equal(first);
    press('ArrowDown');
    expect(focusedElement()).to.equal(third);
  });
});
