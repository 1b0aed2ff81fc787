// Chromium first: whole guides are walked through; guide-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import {fixtureSite, type FixtureSite, nextEvent, type Rule, waitUntil} from '@uggla/testing';
import type {UgglaGuide} from '../index.js';
import '../../define.js';
import {guidesFor, machineOf, machinesOf} from './faults.js';

const guideOf = (id: string) => ({
  id,
  type: 'repair',
  languages: ['es'],
  title: {es: `Guía ${id}`},
  steps: [{id: 'uno', title: {es: 'Un paso'}}],
});
const item = (id: string, more: object) => ({
  id,
  kind: 'guide',
  src: `guides/${id}.json`,
  type: 'repair',
  languages: ['es', 'en'],
  title: {es: `Guía ${id}`, en: `Guide ${id}`},
  ...more,
});
const chair = {es: 'Silla Tero', en: 'Tero chair'};
const campus = {
  id: 'https://acme.example/campus',
  title: 'Acme',
  languages: ['es', 'en'],
  packs: [
    {
      id: 'a',
      title: 'A',
      items: [
        {id: 'curso', kind: 'course', title: 'Curso', src: 'course.json'},
        item('piston', {
          thing: chair,
          machines: ['OL-TERO-01'],
          fault: {es: 'El asiento baja solo', en: 'The seat sinks'},
          symptoms: [{es: 'Pierde altura'}],
          codes: ['E-42', 'E7'],
        }),
        item('rueda', {thing: chair, fault: {es: 'No rueda'}, codes: ['E7'], languages: ['es']}),
        item('regular', {thing: {en: 'Tero Chair', es: 'La Tero'}, type: 'how'}),
      ],
    },
    {
      id: 'b',
      title: 'B',
      items: [
        item('piston', {thing: chair}), // the same, in a second pack
        item('led', {machines: ['LUMA 3'], fault: {es: 'Parpadea'}, codes: ['E-42', 'L1']}),
      ],
    },
  ],
};
const files = {
  'campus.json': campus,
  ...Object.fromEntries(['piston', 'rueda', 'regular', 'led'].map((id) => [`guides/${id}.json`, guideOf(id)])),
};

let site: FixtureSite;
const here = location.href;

async function mount(
  attributes: Record<string, string> = {},
  {rules = [] as Rule[], content = {}, until = 'uggla-ready'} = {},
): Promise<UgglaGuide> {
  site = await fixtureSite({files: {...files, ...content}, rules});
  const element = document.createElement('uggla-guide');
  for (const [name, value] of Object.entries({lang: 'es', campus: site.url('campus.json'), ...attributes}))
    element.setAttribute(name, value);
  const done = nextEvent(element, until);
  document.body.append(element);
  await done;
  await element.updateComplete;
  return element;
}

const find = <E extends HTMLElement = HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<E>(selector);
const all = (element: Element, part: string) => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(`[part=${part}]`),
];
const names = (element: Element, part: string) =>
  all(element, part).map((one) => (one.querySelector('.choice-name') ?? one).textContent!.trim());
const heading = (element: Element) => find(element, 'h2')?.textContent;
const shows = (element: Element, title: string) =>
  waitUntil(() => heading(element) === title, `“${title}” never came; it shows “${heading(element)}”`, {
    timeout: 10_000,
  });
const parameters = () => Object.fromEntries(new URLSearchParams(location.search));
const go = (search: string) => history.replaceState(null, '', `${location.pathname}${search}`);

describe('the fault finder', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('uggla-guide')) element.remove();
    history.replaceState(null, '', here);
    localStorage.clear();
  });

  it('leads from the machine over what it does to the steps, and back', async () => {
    const element = await mount();
    expect(heading(element)).to.equal('¿Qué falla?');
    expect(names(element, 'machine')).to.deep.equal(['Silla Tero', 'LUMA 3']);
    expect(all(element, 'machine')[0]!.textContent).to.contain('2 averías');
    await expect(element).to.be.accessible();
    all(element, 'machine')[0]!.click();
    await shows(element, 'Silla Tero');
    expect(element.shadowRoot!.activeElement?.id).to.equal('finder-title');
    expect(names(element, 'symptom')).to.deep.equal([
      'El asiento baja solo',
      'Pierde altura',
      'No rueda',
      'Guía regular',
    ]);
    expect(names(element, 'code')).to.deep.equal(['E-42', 'E7']);
    await expect(element).to.be.accessible();
    all(element, 'symptom')[1]!.click();
    await shows(element, 'Guía piston');
    await waitUntil(() => element.status === 'ready');
    expect(find(element, '[part=step-title]')!.textContent).to.contain('Un paso');
    find(element, '[part=back]')!.click();
    await shows(element, 'Silla Tero');
    await waitUntil(() => element.status === 'ready');
    find(element, '[part=back]')!.click();
    await shows(element, '¿Qué falla?');
    expect(parameters()).to.deep.equal(Object.fromEntries(new URL(here).searchParams)); // nobody asked for that
  });

  it('opens the one guide for a code, however it is typed; tells of several, and of none', async () => {
    const element = await mount();
    const type = async (code: string) => {
      const input = find<HTMLInputElement>(element, '[part=code-input]')!;
      input.value = code;
      input.dispatchEvent(new Event('input'));
      find(element, '[part=code-find]')!.click();
      await element.updateComplete;
    };
    await type('nada-9');
    expect(find(element, '.finder-told')!.textContent).to.contain('No hay ninguna guía para el código nada-9.');
    await type(' e 42 ');
    expect(names(element, 'symptom')).to.deep.equal(['Guía piston', 'Guía led']);
    expect(all(element, 'symptom').map((one) => one.querySelector('.quietly')!.textContent)).to.deep.equal([
      'Silla Tero',
      'LUMA 3',
    ]);
    await type('');
    expect([names(element, 'symptom'), find(element, '.finder-told')!.textContent!.trim()]).to.deep.equal([[], '']);
    await type('l-1');
    await shows(element, 'Guía led');
  });

  it('is where the QR code on the machine says, keeps its place in the address, and goes back with the browser', async () => {
    go('?machine=ol%20tero%2001&code=e42&utm_source=qr');
    const element = await mount({routing: 'query'}, {until: 'uggla-ready'});
    await shows(element, 'Guía piston');
    find(element, '[part=back]')!.click();
    await shows(element, 'Silla Tero');
    expect(parameters()).to.deep.equal({machine: 'OL-TERO-01', utm_source: 'qr'});
    all(element, 'symptom')[2]!.click();
    await shows(element, 'Guía rueda');
    expect(parameters()).to.deep.equal({machine: 'OL-TERO-01', utm_source: 'qr', guide: 'rueda'});
    history.back();
    await shows(element, 'Silla Tero');
    history.back();
    await shows(element, 'Guía piston');
  });

  it('asks when the code on the machine names none that is known', async () => {
    go('?machine=%3Cimg%20src%3Dx%3E&code=%22%3E');
    const element = await mount({routing: 'query'});
    expect(heading(element)).to.equal('¿Qué falla?');
    expect(find(element, '[aria-labelledby=machines] [role=status]')!.textContent).to.equal(
      'Aquí no hay ninguna máquina <img src=x>. Elige una:',
    );
    expect(element.shadowRoot!.querySelector('img')).to.equal(null);
    expect(names(element, 'machine')).to.have.length(2);
  });

  it('begins at the machine that the page names', async () => {
    const element = await mount({machine: 'luma-3'});
    expect([heading(element), names(element, 'symptom')]).to.deep.equal(['LUMA 3', ['Parpadea']]);
    element.machine = 'tero chair';
    await shows(element, 'Silla Tero');
  });

  it('shows another language where there is none, and says so', async () => {
    const element = await mount({lang: 'en', machine: 'OL-TERO-01'});
    expect(names(element, 'symptom')).to.deep.equal(['The seat sinks', 'Pierde altura', 'No rueda', 'Guide regular']);
    expect(find(element, '[part=untranslated]')!.textContent).to.contain('1 guide is not in English yet.');
    expect(all(element, 'symptom')[2]!.textContent).to.contain('Only in Spanish');
    await expect(element).to.be.accessible();
  });

  it('tells of a campus that cannot be had, and tries again', async () => {
    const heard = nextEvent<UgglaErrorEvent>(document.body, 'uggla-error');
    const element = await mount({}, {rules: [{match: 'campus.json', status: 503, times: 1}], until: 'uggla-error'});
    expect((await heard).error.code).to.equal('campus-unavailable');
    expect(find(element, '[part=error]')!.textContent).to.contain('No se han podido cargar las guías.');
    const ready = nextEvent(element, 'uggla-ready');
    find(element, '[part=error] button')!.click();
    await ready;
    expect(names(element, 'machine')).to.have.length(2);
  });

  it('fetches nothing of guides that nobody opened', async () => {
    await mount({machine: 'OL-TERO-01'});
    expect((await site.requests()).filter(({path}) => path.includes('guides/'))).to.deep.equal([]);
  });
});

describe('the machines of a campus', () => {
  it('are told apart by mark and by name, and each guide is in one once', () => {
    const machines = machinesOf(campus);
    expect(machines.map(({key, guides}) => [key, guides.map(({id}) => id)])).to.deep.equal([
      ['OL-TERO-01', ['piston', 'rueda', 'regular']],
      ['LUMA 3', ['led']],
    ]);
    for (const called of ['ol-tero-01', 'OLTERO01', 'silla tero', 'SILLA  TÉRO', 'La Tero'])
      expect(machineOf(machines, called)?.key, called).to.equal('OL-TERO-01');
    for (const called of ['', '--', 'otra']) expect(machineOf(machines, called), called).to.equal(undefined);
    expect(guidesFor('E7', machines).map(({guide}) => guide.id)).to.deep.equal(['piston', 'rueda']);
    expect(guidesFor(' ', machines)).to.deep.equal([]);
  });

  it('are read from a file in which nothing is as it should be', () => {
    const broken = [
      null,
      1,
      'x',
      [],
      {id: 'a', kind: 'guide'},
      item('b', {thing: 7, machines: 'x'}),
      item('c', {thing: {}, machines: [1, ' ']}),
      item('d', {thing: 'T', fault: [], symptoms: 'no', codes: {a: 1}, languages: null, title: 5}),
      item('e', {thing: 'T', fault: 3, symptoms: [null, {es: 1}, 'Sí'], codes: [1, 'X'], languages: 'es'}),
    ];
    for (const value of [undefined, null, 3, [], {}, {packs: 1}, {packs: [null, {items: 2}]}])
      expect(machinesOf(value)).to.deep.equal([]);
    const [machine, ...more] = machinesOf({packs: [{items: broken}]});
    expect([
      machine!.guides.map(({id, symptoms, codes, languages}) => [id, symptoms, codes, languages]),
      more,
    ]).to.deep.equal([[['e', ['Sí'], ['X'], []]], []]);
  });
});
