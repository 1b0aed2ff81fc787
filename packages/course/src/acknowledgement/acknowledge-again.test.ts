// Chromium first: whole visits are made again, by the same script in all engines.
import {expect} from '@open-wc/testing';
import type {Course} from '@uggla/protocol';
import {nextEvent, type FixtureSite} from '@uggla/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {UgglaCourse} from '../course/course-element.js';
import type {AcknowledgeEvent} from '../events.js';
import {write} from '../testing/question-stage.test.kit.js';
import {done, find, found, link, mount, publish, sample, text, waitUntil} from '../testing/support.test.js';
import {sha256} from './check-document.js';

const policy = JSON.stringify(text(2, 3));
const politica = JSON.stringify({...text(2, 3), language: 'es', words: 6});
const hash = async (content: string) => (await sha256(new TextEncoder().encode(content).buffer as ArrayBuffer))!;

async function privacy(more: Record<string, unknown> = {}): Promise<Partial<Course>> {
  const document = {
    en: {src: 'policy.json', sha256: await hash(policy), version: '2026-01', title: 'Privacy policy'},
    es: {src: 'politica.json', sha256: await hash(politica), version: '2026-01-es', title: 'Política de privacidad'},
  };
  return {
    items: [{id: 'privacy', kind: 'acknowledgement', title: {en: 'Privacy', es: 'Privacidad'}, document, ...more}],
  } as unknown as Partial<Course>;
}

async function site(more: Record<string, unknown> = {}): Promise<FixtureSite> {
  return publish(sample(await privacy(more)), {'policy.json': policy, 'politica.json': politica});
}

async function open(from: FixtureSite, attributes = {}): Promise<UgglaCourse> {
  const course = await mount({site: from, attributes});
  await found(course, 'form.accept, .signed');
  return course;
}

async function sign(course: UgglaCourse, name = 'Ana Ruiz') {
  await waitUntil(
    () => find(course, '[part=accept]')?.getAttribute('aria-disabled') === 'false',
    'it cannot be accepted',
  );
  write(find(course, 'input[name=name]')!, name);
  const accepted = nextEvent<AcknowledgeEvent>(course, 'uggla-acknowledge');
  find(course, '[part=accept]')!.click();
  const event = await accepted;
  await course.updateComplete;
  return event;
}

const extension = (event: AcknowledgeEvent, name: string) =>
  event.statement.context?.extensions?.[`https://uggla.dev/xapi/${name}`];

describe('what is accepted', () => {
  it('is said by the sentence on the screen, word for word', async () => {
    const course = await open(await site());
    expect(find(course, '.sentence')?.textContent).to.equal('I have read “Privacy policy”, version 2026-01.');
    expect(find(course, '[part=accept]')?.textContent?.trim()).to.equal('I have read it');
    const event = await sign(course);
    expect(extension(event, 'accepted-text')).to.equal('I have read “Privacy policy”, version 2026-01.');
    expect(event.statement.verb.id).to.equal('http://activitystrea.ms/schema/1.0/acknowledge');
  });

  it('says more where consent is asked for', async () => {
    const course = await open(await site({verb: 'agree'}));
    expect(find(course, '.sentence')?.textContent).to.equal(
      'I have read “Privacy policy”, version 2026-01, and I accept it.',
    );
    expect(find(course, '[part=accept]')?.textContent?.trim()).to.equal('I accept');
  });

  it('is the document in the language of the learner, with its own version and fingerprint', async () => {
    const course = await open(await site(), {lang: 'es'});
    expect(find(course, '.document')?.querySelector('[lang=es]')).not.to.equal(null);
    expect(find(course, '.facts code')?.textContent).to.equal(await hash(politica));
    const event = await sign(course);
    expect([event.version, event.sha256]).to.deep.equal(['2026-01-es', await hash(politica)]);
    expect(event.statement.context?.language).to.equal('es');
    expect(extension(event, 'document')).to.match(/\/politica\.json$/);
  });

  it('counts in every language once it is accepted in one', async () => {
    const made = await site();
    const first = await open(made, {lang: 'es'});
    await sign(first);
    await first.drained();
    first.remove();
    const second = await open(made);
    expect(find(second, '.signed')?.textContent).to.contain('Ana Ruiz accepted it on');
  });

  it('is signed with any name: Arabic, a hyphen, markup that stays text', async () => {
    for (const name of ['مريم الفهد', 'Jean-Luc O’Neill', '<b>Ana</b>']) {
      const course = await open(await site());
      expect((await sign(course, name)).name).to.equal(name);
      expect(find(course, '.signed strong')?.textContent).to.contain(name);
      expect(find(course, '.signed b')).to.equal(null);
      course.remove();
    }
  });

  it('is not signed with a name of one letter, or of spaces', async () => {
    const course = await open(await site());
    await waitUntil(() => find(course, '[part=accept]')?.getAttribute('aria-disabled') === 'false');
    for (const name of ['', '   ', 'A', ' \u00a0 ']) {
      write(find(course, 'input[name=name]')!, name);
      find(course, '[part=accept]')!.click();
      await course.updateComplete;
      expect(find(course, 'input[name=name]')?.getAttribute('aria-invalid'), JSON.stringify(name)).to.equal('true');
    }
    await expect(course).to.be.accessible();
    expect(done(course, 'privacy').signed).to.equal(undefined);
  });

  it('is accepted by keyboard: the name, then Enter', async () => {
    const course = await open(await site());
    await waitUntil(() => find(course, '[part=accept]')?.getAttribute('aria-disabled') === 'false');
    find(course, 'input[name=name]')!.focus();
    await sendKeys({type: 'Ana Ruiz'});
    await sendKeys({press: 'Enter'});
    await waitUntil(() => done(course, 'privacy').signed);
    await waitUntil(() => course.shadowRoot!.activeElement?.className === 'signed', 'the focus is lost');
  });
});

describe('a document that was accepted', () => {
  it('is shown again with who accepted it and when, and is checked again', async () => {
    const made = await site();
    const first = await open(made);
    await sign(first);
    await first.drained();
    first.remove();
    const second = await open(made);
    expect(find(second, 'form.accept')).to.equal(null);
    expect(find(second, '.acknowledgement')?.textContent).to.contain('exactly the one that was published');
    second.remove();
    await made.files({'policy.json': policy.replace('word1', 'word2')});
    const third = await mount({site: made});
    await waitUntil(() => find(third, '[part=error]'), 'it was shown though it is another');
    expect(find(third, '.document')).to.equal(null);
  });

  it('is accepted again when its time has run out', async () => {
    const definition = sample(await privacy());
    const made = await publish(definition, {'policy.json': policy, 'politica.json': politica});
    const first = await open(made);
    await sign(first);
    await first.drained();
    first.remove();
    await made.files({'course.json': {...definition, ...(await privacy({renew: 'PT0S'}))}});
    const second = await open(made);
    expect(link(second, 'privacy').dataset['state']).to.equal('due');
    expect(find(second, 'form.accept .note')?.textContent)
      .to.contain('You accepted it on')
      .and.contain('It is time to accept it again.');
    await expect(second).to.be.accessible();
    const before = done(second, 'privacy').signed!.at;
    await sign(second, 'Ana Ruiz Gil');
    expect(done(second, 'privacy').signed).to.include({name: 'Ana Ruiz Gil', version: '2026-01'});
    expect(done(second, 'privacy').signed!.at > before).to.equal(true);
    await second.drained();
    expect((await second.exportRecords()).filter(({verb}) => verb.id.endsWith('/acknowledge'))).to.have.length(2);
  });
});

describe('a document that is only looked at', () => {
  for (const mode of ['browse', 'review'] as const) {
    it(`is shown without a button that would do nothing (${mode})`, async () => {
      const course = await mount({site: await site(), attributes: {mode}});
      await found(course, '.document');
      expect(find(course, 'form.accept')).to.equal(null);
      expect(find(course, '.acknowledgement')?.textContent).to.contain('Version 2026-01');
      await expect(course).to.be.accessible();
    });
  }
});

describe('a page without https', () => {
  afterEach(() => delete (crypto as {subtle?: unknown}).subtle);

  it('says that it cannot check the document, and so does the record', async () => {
    const made = await site();
    Object.defineProperty(crypto, 'subtle', {value: undefined, configurable: true});
    const course = await open(made);
    expect(find(course, '[role=note]')?.textContent).to.contain('no secure connection');
    expect(find(course, '.acknowledgement')?.textContent).to.not.contain('exactly the one that was published');
    await expect(course).to.be.accessible();
    const event = await sign(course);
    expect(extension(event, 'document-unchecked')).to.equal(true);
  });
});
