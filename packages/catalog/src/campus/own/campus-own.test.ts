// Chromium first: what may be seen when is the same script in all engines; portfolio-element.test.ts and
// campus-element.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import {openDatabase} from '@uggla/core/records/database.js';
import {openRecords} from '@uggla/core/records/open-records.js';
import type {Campus, Course, CourseProgress} from '@uggla/protocol';
import type {FixtureSite} from '@uggla/testing';
import {address, all, clean, find, mount, publish, read} from '../../testing/support.test.js';

const iri = 'https://acme.example/campus/ergonomia';
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
const row = (campus: Element, id: string) => find(campus, `[aria-labelledby=${id}]`);
const cards = (campus: Element, id: string) =>
  [...(row(campus, id)?.querySelectorAll('[part~=card]') ?? [])].map((card) =>
    card.textContent!.replace(/\s+/g, ' ').trim(),
  );
const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

/** What a server says of who is there. */
async function serve(site: FixtureSite, progress: object[], certificates: object[] = []): Promise<void> {
  await site.rule(
    {match: 'server/v1/progress', body: {courses: progress}},
    {match: 'server/v1/certificates', body: {certificates}},
  );
}

const state = (more: object = {}) => ({
  course: iri,
  title: 'Ergonomía',
  progress: {version: '1', enrolled: daysAgo(9), lesson: 'altura', lessons: {}},
  done: 1,
  total: 2,
  complete: false,
  changed: daysAgo(1),
  ...more,
});

/** Of a person who has signed in to a server. */
async function signedIn(site: FixtureSite, more: Record<string, string> = {}) {
  const campus = await mount('uggla-campus', {src: address(site, 'campus.json')});
  Object.assign(campus, {authorization: () => 'Bearer good', endpoint: site.url('server')});
  for (const [name, value] of Object.entries(more)) campus.setAttribute(name, value);
  await campus.updateComplete;
  return campus;
}

/** Something was done in the course on this device, as its own records keep it. */
async function did(
  lessons: CourseProgress['lessons'],
  more: Partial<CourseProgress> = {},
  course = iri,
): Promise<void> {
  const records = await openRecords({
    course,
    records: 'local',
    endpoint: '',
    learner: undefined,
    authorization: undefined,
    host: new EventTarget(),
  });
  await records!.saveProgress({version: '1', enrolled: daysAgo(40), lessons, ...more});
  records!.close();
}

async function forget(): Promise<void> {
  clean();
  const database = await openDatabase();
  await Promise.all([database.clear('progress'), database.clear('keep')]);
  database.close();
}

describe('what a campus knows of the person', () => {
  beforeEach(forget);
  after(forget);

  it('of a server: what is due, the late first, each with its day, and how many more', async () => {
    const site = await publish();
    await serve(site, [
      state({
        todos: [
          {
            lesson: 'hola',
            title: {es: 'Hola', en: 'Hello'},
            step: 'due',
            since: daysAgo(2),
            until: '2031-03-02T12:00:00Z',
          },
          {lesson: 'altura', title: 'x', step: 'due', since: daysAgo(2)},
        ],
      }),
      state({
        course: 'https://acme.example/campus/pausa',
        todos: [{lesson: 'hola', title: 'La pausa', step: 'late', since: daysAgo(50)}],
        due: {hola: daysAgo(50)},
      }),
    ]);
    const campus = await signedIn(site, {routing: 'hash'});
    await waitUntil(() => row(campus, 'due'), 'nothing is due');
    const [late, next, ...more] = cards(campus, 'due');
    expect(late).to.match(/^Pausa activa.*La pausa: toca repetirlo.*Con retraso/);
    expect(next).to.match(/^Ergonomía.*Hola: hasta el 2 de marzo de 2031 y 1 más(?!.*Con retraso)/);
    expect(more).to.deep.equal([]);
    expect([...row(campus, 'due')!.querySelectorAll<HTMLAnchorElement>('a')].map(({hash}) => hash)).to.deep.equal([
      '#/item/pausa/hola',
      '#/item/ergonomia/hola',
    ]);
    await expect(campus).to.be.accessible();
    campus.lang = 'en';
    await campus.updateComplete;
    expect(cards(campus, 'due')[1]).to.contain('Hello: by March 2, 2031 and 1 more');
    const asked = await site.requests('server/v1');
    expect(asked.map(({headers}) => headers['authorization'])).to.deep.equal(['Bearer good', 'Bearer good']);
  });

  it('of a server: that nothing is due, and what was begun on another device', async () => {
    const site = await publish();
    await serve(site, [state()]);
    const campus = await signedIn(site, {routing: 'hash'});
    await waitUntil(() => row(campus, 'go-on'), 'nothing to go on with');
    expect(cards(campus, 'go-on')[0]).to.match(/Ergonomía .* 50.%.hecho/);
    expect(row(campus, 'go-on')!.querySelector('a')!.hash).to.equal('#/item/ergonomia/altura');
    expect(plain(find(campus, '.up-to-date')?.textContent)).to.equal('Estás al día: no tienes nada pendiente.');
  });

  it('of a server: certificates, each with its page and how long it holds', async () => {
    const site = await publish();
    const given = {
      course: iri,
      title: {es: 'Ergonomía', en: 'Ergonomics'},
      completed: '2026-01-10T09:00:00Z',
      state: 'valid',
      page: 'certificates/1',
    };
    await serve(
      site,
      [],
      [
        {...given, expires: '2031-01-10T09:00:00Z'},
        {...given, state: 'revoked'},
        {...given, page: 'javascript:alert(1)'},
        {...given, course: 'https://elsewhere.example/x'},
      ],
    );
    const campus = await signedIn(site);
    await waitUntil(() => row(campus, 'earned'), 'no certificates');
    const links = all<HTMLAnchorElement>(campus, '[part~=certificate]');
    expect(links.map(({textContent}) => plain(textContent))).to.deep.equal([
      'ErgonomíaConseguido el 10 de enero de 2026 · válido hasta el 10 de enero de 2031',
      'ErgonomíaConseguido el 10 de enero de 2026 · retirado',
      'ErgonomíaConseguido el 10 de enero de 2026',
    ]);
    expect([links[0]!.href, links[1]!.target, links[2]!.href.startsWith('javascript')]).to.deep.equal([
      site.url('server/certificates/1'),
      '',
      false,
    ]);
    await expect(campus).to.be.accessible();
  });

  it('makes nobody known to a server by a look', async () => {
    const site = await publish();
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), endpoint: site.url('server')});
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([await site.requests('server'), row(campus, 'due')]).to.deep.equal([[], null]);
  });

  it('of this device, where no server is: what was done, is to be done again, soon closes, and was earned', async () => {
    const course = await read<Course>('course.json');
    course.items[0]!.renew = 'P30D';
    course.items[1]!.unlock = {until: '2031-05-04T10:00:00Z'};
    course.certificate = {expires: 'P10Y'};
    const site = await publish({files: {'course.json': course}});
    await did({hola: {viewed: true, completed: daysAgo(35)}}, {completed: '2026-02-03T12:00:00Z'});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json')});
    await waitUntil(() => row(campus, 'due') && row(campus, 'earned'), 'nothing is known');
    expect(cards(campus, 'due')[0]).to.contain('Hola: toca repetirlo y 1 más');
    expect(cards(campus, 'go-on')[0]).to.match(/Ergonomía .* 50.%.hecho/);
    expect(plain(find(campus, '[part~=certificate]')!.textContent)).to.equal(
      'ErgonomíaConseguido el 3 de febrero de 2026 · válido hasta el 3 de febrero de 2036',
    );
    campus.records = 'none';
    await campus.updateComplete;
    await waitUntil(() => !row(campus, 'due'), 'it is told of who is to be told of nowhere');
  });

  it('of this device while the server cannot be reached: what was kept for it, and nothing of others', async () => {
    const site = await publish();
    await site.rule({match: 'server/v1', status: 503});
    const database = await openDatabase();
    const progress: CourseProgress = {
      version: '1',
      enrolled: daysAgo(3),
      lessons: {hola: {viewed: true, completed: daysAgo(1)}},
    };
    await database.put('progress', {
      queue: ['server', site.url('server/xapi'), 'x', iri].join('\n'),
      progress,
      saved: false,
    });
    await database.put('progress', {
      queue: ['server', 'https://elsewhere.example/xapi', 'x', 'https://acme.example/campus/pausa'].join('\n'),
      progress,
      saved: false,
    });
    database.close();
    const campus = await signedIn(site);
    await waitUntil(() => row(campus, 'go-on'), 'nothing to go on with');
    expect([cards(campus, 'go-on').length, find(campus, '.up-to-date')]).to.deep.equal([1, null]);
  });

  it('is asked anew when one comes back from a course', async () => {
    const site = await publish();
    await serve(site, [state()]);
    const campus = await signedIn(site);
    await waitUntil(() => row(campus, 'go-on'));
    campus.open('silla');
    await campus.updateComplete;
    await serve(site, [state({todos: [{lesson: 'hola', title: 'Hola', step: 'due', since: daysAgo(2)}]})]);
    campus.open('');
    await waitUntil(() => row(campus, 'due'), 'it was not asked anew');
    expect(cards(campus, 'due')[0]).to.contain('Hola: por hacer');
  });

  it('bears a server and a device that tell rubbish', async () => {
    const site = await publish({files: {'course.json': {items: 'none'}}});
    await did({hola: {viewed: true}});
    for (const body of [{courses: 5}, {courses: [null]}, {courses: [{course: 7}]}, [], 'x']) {
      await site.rule({match: 'server/v1/progress', body});
      const campus = await signedIn(site);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect([campus.status, row(campus, 'due')], JSON.stringify(body)).to.deep.equal(['ready', null]);
      campus.remove();
    }
  });
});

describe('what is new in a campus', () => {
  beforeEach(forget);
  afterEach(clean);

  const dated = async (dates: Record<string, string>) => {
    const file = await read<Campus>('campus.json');
    for (const item of file.packs.flatMap(({items}) => items)) if (dates[item.id]) item.published = dates[item.id]!;
    return mount('uggla-campus', {
      src: address(await publish({files: {'campus.json': file}}), 'campus.json'),
      records: 'none',
    });
  };

  it('stands in a row of its own for a month, the newest first, until one has opened it', async () => {
    const campus = await dated({
      pausa: daysAgo(9),
      regular: daysAgo(2).slice(0, 10),
      ergonomia: daysAgo(90),
      silla: daysAgo(-3),
    });
    expect(cards(campus, 'new').map((card) => card.split(' ')[0])).to.deep.equal(['Regular', 'Pausa']);
    find(campus, '[aria-labelledby=new] [data-item=pausa]')!.click();
    await campus.updateComplete;
    campus.open('');
    await campus.updateComplete;
    expect(cards(campus, 'new')).to.have.length(1);
  });

  it('has none where most of the campus is new, or no day is known', async () => {
    for (const dates of [{pausa: daysAgo(1), regular: daysAgo(1), ergonomia: daysAgo(1)}, {pausa: 'soon'}, {}]) {
      const campus = await dated(dates as Record<string, string>);
      expect(row(campus, 'new')).to.equal(null);
      campus.remove();
    }
  });
});

describe('a learning path', () => {
  beforeEach(forget);
  afterEach(clean);

  const withPath = async () => {
    const file = await read<Campus>('campus.json');
    file.packs[0]!.path = true;
    return mount('uggla-campus', {
      src: address(await publish({files: {'campus.json': file}}), 'campus.json'),
      records: 'none',
      routing: 'hash',
    });
  };

  it('says what comes first, what comes next and how far one is', async () => {
    const campus = await withPath();
    const head = () => plain(row(campus, 'pack-0')!.querySelector('.path-head')!.textContent);
    expect(head()).to.equal('0 de 2 hechos Empezar: Ergonomía');
    expect(cards(campus, 'pack-0')[1]).to.contain('Paso 2 de 2 · Microlección');
    expect(row(campus, 'pack-0')!.querySelector('ol')!.children).to.have.length(2);
    localStorage.setItem(
      'uggla-campus:https://acme.example/campus',
      JSON.stringify([['ergonomia', {lesson: '', share: 1, at: 5}]]),
    );
    campus.requestUpdate();
    await campus.updateComplete;
    expect(head()).to.equal('1 de 2 hechos Siguiente: Pausa activa');
    await expect(campus).to.be.accessible();
    const next = find<HTMLAnchorElement>(campus, '[part=path-next]')!;
    expect(next.hash).to.equal('#/item/pausa');
    next.click();
    expect(campus.item).to.equal('pausa');
    campus.open('');
    localStorage.setItem(
      'uggla-campus:https://acme.example/campus',
      JSON.stringify(['ergonomia', 'pausa'].map((id) => [id, {lesson: '', share: 1, at: 5}])),
    );
    await campus.updateComplete;
    expect(head()).to.equal('Lo has hecho todo.');
  });
});

describe('a campus without a network', () => {
  beforeEach(forget);
  afterEach(clean);

  it('says so while there is none, to those who only hear it too', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), records: 'none'});
    const told = () => plain(find(campus, '.offline')!.textContent);
    expect([told(), find(campus, '.offline')!.getAttribute('role')]).to.deep.equal(['', 'status']);
    const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'onLine')!;
    Object.defineProperty(navigator, 'onLine', {configurable: true, value: false});
    try {
      dispatchEvent(new Event('offline'));
      await campus.updateComplete;
      expect(told()).to.match(/^Estás sin conexión\. /);
      await expect(campus).to.be.accessible();
    } finally {
      Object.defineProperty(navigator, 'onLine', {...own, configurable: true});
      delete (navigator as {onLine?: boolean}).onLine;
    }
    dispatchEvent(new Event('online'));
    await campus.updateComplete;
    expect(told()).to.equal('');
  });
});
