import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent, UgglaRecordEvent} from '@uggla/core';
import {OpenRequestEvent} from '@uggla/core';
import type {Campus} from '@uggla/protocol';
import {collectEvents, emulate, nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import type {ItemOpenEvent} from '../events.js';
import {
  address,
  all,
  clean,
  filter,
  find,
  found,
  mount,
  publish,
  read,
  ready,
  titles,
} from '../testing/support.test.js';

describe('UgglaCampus', () => {
  afterEach(clean);

  it('shows its packs with a card for each item', async function () {
    this.timeout(60_000); // the first: all modules are compiled, and the audit's too
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
    expect(find(campus, 'h1')!.textContent).to.equal('Campus Acme');
    expect(all(campus, '[part=row] h2').map((title) => title.textContent)).to.deep.equal(['Empieza aquí', 'Y además']);
    expect(titles(campus)).to.deep.equal(['Ergonomía', 'Pausa activa', 'Regular la silla', 'Silla Tero', 'Ergonomía']);
    const card = find(campus, '[part~=card]')!;
    expect(card.innerText).to.contain('Curso · 2 lecciones').and.contain('10 min').and.contain('Ajusta tu puesto.');
    expect(card.localName).to.equal('a'); // what a pointer does, the Tab and Enter keys do
    expect(campus.campus!.title).to.deep.equal({es: 'Campus Acme', en: 'Acme Campus'});
    await expect(campus).to.be.accessible();
  });

  it('says in which language an item is that does not speak the reader’s', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), lang: 'en'});
    const details = all(campus, '.details').map((one) => one.textContent);
    expect(details[1]).to.equal('Micro-lesson · In Spanish');
    expect(details[0]).to.equal('Course · 2 lessons');
  });

  it('changes all words with the choice of language, and remembers it', async () => {
    const src = address(await publish(), 'campus.json');
    const campus = await mount('uggla-campus', {src});
    const choice = find<HTMLSelectElement>(campus, '[part=language]')!;
    expect([...choice.options].map(({text}) => text)).to.deep.equal(['Español', 'English']);
    const choose = async (language: string) => {
      choice.value = language;
      choice.dispatchEvent(new Event('change', {bubbles: true}));
      await campus.updateComplete;
    };
    choice.append(new Option('العربية', 'ar'));
    await choose('ar');
    expect([campus.dir, find(campus, '.page.rtl') !== null]).to.deep.equal(['rtl', true]);
    await choose('en');
    expect([campus.dir, find(campus, '.page.rtl')]).to.deep.equal(['ltr', null]);
    expect(find(campus, 'h1')!.textContent).to.equal('Acme Campus');
    expect(find(campus, '[part=search]')!.getAttribute('placeholder')).to.equal('Search courses, guides and videos');
    campus.remove();
    const again = document.createElement('uggla-campus');
    again.src = src;
    const becameReady = nextEvent(again, 'uggla-ready');
    document.body.append(again);
    await becameReady;
    expect(find(again, 'h1')!.textContent).to.equal('Acme Campus');
    again.remove();
  });

  it('works whatever the order: attribute after being attached, and another src later', async () => {
    const site = await publish({
      files: {'other.json': {...(await read<Campus>('campus.json')), title: 'Otro', packs: []}},
    });
    const campus = document.createElement('uggla-campus');
    document.body.append(campus);
    campus.lang = 'es';
    let becameReady = nextEvent(campus, 'uggla-ready');
    campus.src = address(site, 'campus.json');
    await becameReady;
    becameReady = nextEvent(campus, 'uggla-ready');
    campus.src = address(site, 'other.json');
    await becameReady;
    expect(find(campus, 'h1')!.textContent).to.equal('Otro');
    expect(campus.shadowRoot!.textContent).to.contain('Aún no hay nada.');
    campus.remove();
  });

  it('takes up a load that a removal broke off, and is not shown twice', async () => {
    const site = await publish({rules: [{match: 'campus.json', gate: 'slow', times: 1}]});
    const campus = document.createElement('uggla-campus');
    const becameReady = collectEvents(campus, 'uggla-ready');
    campus.src = address(site, 'campus.json');
    document.body.append(campus);
    await site.seen('campus.json');
    campus.remove();
    const loaded = nextEvent(campus, 'uggla-ready');
    document.body.append(campus);
    await loaded;
    expect(becameReady).to.have.length(1);
    expect(titles(campus)).to.have.length(5);
    campus.remove();
  });

  it('tells of a missing file with a code, and loads it when one tries again', async () => {
    const site = await publish({rules: [{match: 'campus.json', status: 404, times: 1}]});
    const campus = document.createElement('uggla-campus');
    const heard = nextEvent<UgglaErrorEvent>(document.body, 'uggla-error');
    campus.src = address(site, 'campus.json');
    campus.lang = 'es';
    document.body.append(campus);
    expect((await heard).error.code).to.equal('campus-unavailable');
    await campus.updateComplete;
    const panel = find(campus, '[part=error]')!;
    expect(panel.getAttribute('role')).to.equal('alert');
    expect(panel.innerText).to.contain('No se ha podido cargar.').and.contain('campus-unavailable');
    await expect(campus).to.be.accessible();
    const becameReady = nextEvent(campus, 'uggla-ready');
    panel.querySelector('button')!.click();
    await becameReady;
    expect(titles(campus)).to.have.length(5);
    campus.remove();
  });

  it('names the field of a file that is not as it should be', async () => {
    const site = await publish({
      files: {
        'campus.json': {id: 'x', title: 'X', languages: ['es'], packs: [{id: 'a', title: 'A', items: [{id: 'b'}]}]},
      },
    });
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json')}, {until: 'uggla-error'});
    expect(campus.failure!.code).to.equal('campus-invalid');
    expect(campus.failure!.field).to.equal('packs.0.items.0.kind');
  });

  it('shows what is coming while it loads', async () => {
    const site = await publish({rules: [{match: 'campus.json', gate: 'slow'}]});
    const campus = document.createElement('uggla-campus');
    campus.src = address(site, 'campus.json');
    campus.lang = 'es';
    document.body.append(campus);
    await found(campus, '.waiting');
    expect(find(campus, '[role=status]')!.textContent).to.equal('Cargando…');
    await expect(campus).to.be.accessible();
    await site.open('slow');
    await found(campus, '[part~=card]');
    expect(find(campus, '.waiting')).to.equal(null);
    campus.remove();
  });

  describe('filters', () => {
    it('shows only what fits, and says how many', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      expect(filter(campus, 'kind', 'guide').innerText).to.match(/Guía\s*1/);
      filter(campus, 'kind', 'guide').click();
      await campus.updateComplete;
      expect(campus.filters).to.equal('kind=guide');
      expect(titles(campus)).to.deep.equal(['Regular la silla']);
      expect(find(campus, '[role=status]')!.textContent).to.equal('1 resultado');
      expect(filter(campus, 'kind', 'guide').getAttribute('aria-pressed')).to.equal('true');
      await expect(campus).to.be.accessible();
      filter(campus, 'kind', 'guide').click();
      await campus.updateComplete;
      expect(titles(campus)).to.have.length(5);
    });

    it('takes them from its attribute, topics and languages too', async () => {
      const campus = await mount('uggla-campus', {
        src: address(await publish(), 'campus.json'),
        filters: 'tag=salud&language=en',
      });
      expect(titles(campus)).to.deep.equal(['Ergonomía']);
      expect(filter(campus, 'tag', 'salud').checkVisibility()).to.equal(true);
    });

    it('keeps further filters away until they are asked for', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      const more = find<HTMLButtonElement>(campus, '.more')!;
      expect(more.getAttribute('aria-expanded')).to.equal('false');
      more.click();
      await campus.updateComplete;
      expect(more.getAttribute('aria-expanded')).to.equal('true');
      filter(campus, 'tag', 'oficina').click();
      await campus.updateComplete;
      expect(titles(campus)).to.deep.equal(['Ergonomía', 'Regular la silla']);
    });
  });

  describe('an item', () => {
    it('opens in place, tells the page, and the focus goes to it and back', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      const opened = nextEvent<ItemOpenEvent>(campus, 'uggla-item-open');
      find(campus, '[data-item=regular]')!.click();
      const {item, kind} = await opened;
      expect([item, kind]).to.deep.equal(['regular', 'guide']);
      const guide = await found(campus, 'uggla-guide');
      await ready(guide);
      expect(campus.shadowRoot!.activeElement).to.equal(find(campus, '[part=item]'));
      await expect(campus).to.be.accessible();
      find(campus, '[part=back]')!.click();
      await campus.updateComplete;
      expect(campus.item).to.equal('');
      expect(campus.shadowRoot!.activeElement).to.equal(find(campus, '[data-item=regular]'));
    });

    it('is opened by a property without an event, and leaves the focus alone', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      const events = collectEvents(campus, 'uggla-item-open');
      campus.item = 'regular';
      await found(campus, 'uggla-guide');
      expect(events).to.have.length(0);
      expect(campus.shadowRoot!.activeElement).to.equal(null);
      expect(campus.getAttribute('item')).to.equal('regular');
    });

    it('gets what guides need to record', async () => {
      const authorization = () => 'Bearer x';
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), records: 'local'});
      Object.assign(campus, {authorization, item: 'regular'});
      const guide = await found(campus, 'uggla-guide');
      await ready(guide);
      expect([guide.getAttribute('records'), (guide as {authorization?: unknown}).authorization]).to.deep.equal([
        'local',
        authorization,
      ]);
      await waitUntil(() => find(guide, '.tools'), 'its tools never came', {timeout: 10_000});
      const recorded = nextEvent<UgglaRecordEvent>(document, 'uggla-record'); // the page hears all
      find<HTMLInputElement>(guide, '[part=check]')!.click();
      expect((await recorded).statement.verb.display['en']).to.equal('checked off');
    });

    it('gets what courses need to record', async () => {
      const campus = await mount('uggla-campus', {
        src: address(await publish(), 'campus.json'),
        records: 'none',
        endpoint: '/api',
      });
      const authorization = () => 'Bearer x';
      campus.authorization = authorization;
      campus.open('ergonomia');
      const course = await found(campus, 'uggla-course');
      expect(course.getAttribute('records')).to.equal('none');
      expect(course.getAttribute('endpoint')).to.equal('/api');
      expect((course as HTMLElement & {authorization?: unknown}).authorization).to.equal(authorization);
      await ready(course);
      await expect(campus).to.be.accessible();
    });

    it('shows a product by the portfolio, and hands its events on', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      campus.open('silla');
      const portfolio = await found(campus, 'uggla-portfolio');
      await ready(portfolio);
      expect(find(portfolio, 'h2')!.textContent).to.equal('Silla Tero');
      campus.addEventListener('uggla-action', (event) => event.preventDefault());
      const acted = nextEvent(campus, 'uggla-action');
      const link = find<HTMLAnchorElement>(portfolio, 'a[part=action][target]')!;
      const click = new MouseEvent('click', {bubbles: true, cancelable: true, composed: true});
      link.dispatchEvent(click);
      expect(await acted).to.have.nested.property('action.kind', 'link');
      expect(click.defaultPrevented).to.equal(true);
    });

    it('that is gone is said to be gone, with a way on', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), item: 'nothing'});
      expect(campus.shadowRoot!.textContent).to.contain('Esto ya no está aquí.');
      await expect(campus).to.be.accessible();
      find(campus, 'a.solid')!.click();
      await campus.updateComplete;
      expect(titles(campus)).to.have.length(5);
    });
  });

  describe('what was begun', () => {
    it('stands first, and goes on where it was left', async () => {
      const src = address(await publish(), 'campus.json');
      const campus = await mount('uggla-campus', {src});
      find(campus, '[data-item=regular]')!.click();
      const guide = await found(campus, 'uggla-guide');
      await ready(guide);
      find<HTMLInputElement>(guide, '[part=check]')!.click();
      all(guide, '[part=step-title]')[1]!.click();
      await waitUntil(() => campus.lesson === 'respaldo');
      find(campus, '[part=back]')!.click();
      await campus.updateComplete;
      const row = all(campus, '[part=row]')[0]!;
      expect(row.innerText)
        .to.contain('Seguir donde lo dejé')
        .and.contain('Regular la silla')
        .and.match(/33\s?% hecho/);
      row.querySelector<HTMLElement>('[part~=card]')!.click();
      await campus.updateComplete;
      expect(campus.lesson).to.equal('respaldo');
    });

    it('is not offered when nothing was', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      expect(campus.shadowRoot!.textContent).not.to.contain('Seguir donde lo dejé');
    });
  });

  describe('an open request', () => {
    it('of what names the campus by `for` leads to the lesson', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), id: 'my-campus'});
      const chat = document.createElement('div');
      chat.setAttribute('for', 'my-campus');
      document.body.append(chat);
      const request = new OpenRequestEvent({lesson: 'altura', time: 5});
      chat.dispatchEvent(request);
      expect(request.defaultPrevented).to.equal(true);
      await waitUntil(() => campus.item === 'ergonomia' && campus.lesson === 'altura', 'the lesson was not found');
      chat.remove();
    });

    it('of anyone else is left alone', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), id: 'my-campus'});
      const request = new OpenRequestEvent({item: 'regular'});
      document.body.dispatchEvent(request);
      expect(request.defaultPrevented).to.equal(false);
      expect(campus.item).to.equal('');
    });

    it('may name an item and a step of it', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      campus.dispatchEvent(new OpenRequestEvent({item: 'regular', lesson: 'brazos'}));
      const guide = await found(campus, 'uggla-guide');
      expect(guide.getAttribute('step')).to.equal('brazos');
    });

    it('goTo finds items and lessons, and says when there is none', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      expect(await campus.goTo('pausa')).to.equal(true);
      expect(campus.item).to.equal('pausa');
      expect(await campus.goTo('brazos')).to.equal(true);
      expect([campus.item, campus.lesson]).to.deep.equal(['regular', 'brazos']);
      expect(await campus.goTo('nowhere')).to.equal(false);
      expect(campus.item).to.equal('regular');
    });
  });

  describe('what strangers wrote', () => {
    it('is text, and its addresses are followed only where they may be', async () => {
      const evil = await read<Campus>('campus.json');
      const item = evil.packs[0]!.items[0]!;
      Object.assign(item, {
        id: '"><img src=x onerror=hacked()>',
        title: '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>',
        tags: ['<b>bold</b>'],
        src: 'javascript:alert(1)',
        poster: {src: 'javascript:alert(1)', placeholder: 'data:text/html,<script>alert(1)</script>'},
      });
      Object.assign(evil.brand!, {
        logo: 'javascript:alert(1)',
        accent: 'red;} * {display:none',
        accentText: 'url(/leak)',
        cover: {src: 'data:text/html,x'},
      });
      const site = await publish({files: {'campus.json': evil}});
      const campus = await mount('uggla-campus', {src: address(site, 'campus.json')});
      expect(titles(campus)[0]).to.contain('<script>');
      expect(all(campus, 'img[src^="javascript:"], img[src^="data:text"], script, .hero img, .logo')).to.have.length(0);
      expect(find(campus, '.branded')).to.equal(null);
      const heard = nextEvent<UgglaErrorEvent>(campus, 'uggla-error');
      find(campus, '[part~=card]')!.click();
      // The course says that it has no address; no other was asked.
      await Promise.race([heard, found(campus, 'uggla-course')]);
      expect(find(campus, 'uggla-course')!.getAttribute('src') ?? '').to.equal('');
      expect(document.title).not.to.equal('hacked');
    });
  });

  describe('in the page', () => {
    it('takes the colour of its file, unless the page has one', async () => {
      const src = address(await publish(), 'campus.json');
      const campus = await mount('uggla-campus', {src});
      expect(find(campus, '.branded')).to.not.equal(null);
      document.documentElement.style.setProperty('--uggla-accent', 'purple');
      const other = await mount('uggla-campus', {src});
      document.documentElement.style.removeProperty('--uggla-accent');
      expect(find(other, '.branded')).to.equal(null);
    });

    it('is accessible in the dark and from right to left', async () => {
      const src = address(await publish(), 'campus.json');
      const dark = await mount('uggla-campus', {src, theme: 'dark'});
      await expect(dark).to.be.accessible();
      dark.remove();
      await rightToLeft(async () => {
        const campus = await mount('uggla-campus', {src});
        const [first, second] = all(campus, '[part~=card]').map((card) => card.getBoundingClientRect());
        expect(first!.left >= second!.left).to.equal(true);
        await expect(campus).to.be.accessible();
      });
    });

    it('fits into 320 pixels', async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
      campus.style.inlineSize = '320px';
      await campus.updateComplete;
      expect(campus.scrollWidth).to.be.at.most(320);
      for (const card of all(campus, '[part~=card]')) expect(card.getBoundingClientRect().width).to.be.at.most(320);
    });

    it('tells chosen filters apart in forced colours', async () => {
      if (!(await emulate({forcedColors: 'active'}))) return; // only Chromium can be told
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), filters: 'kind=guide'});
      const [chosen, other] = ['guide', 'course'].map(
        (kind) => getComputedStyle(filter(campus, 'kind', kind)).outlineStyle,
      );
      await emulate({});
      expect([chosen, other]).to.deep.equal(['solid', 'none']);
    });
  });
});
