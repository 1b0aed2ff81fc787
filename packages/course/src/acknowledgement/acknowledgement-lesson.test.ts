import {expect} from '@open-wc/testing';
import type {Course} from '@uggla/protocol';
import {nextEvent} from '@uggla/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {UgglaCourse} from '../course/course-element.js';
import type {AcknowledgeEvent} from '../events.js';
import {done, find, found, mount, publish, sample, text, waitUntil} from '../testing/support.test.js';
import {sha256} from './check-document.js';

const policy = JSON.stringify(text(3, 5));

async function hashOf(content: string): Promise<string> {
  return (await sha256(new TextEncoder().encode(content).buffer as ArrayBuffer))!;
}

async function policyCourse(more: Record<string, unknown> = {}, published = policy): Promise<Course> {
  const document = {
    en: {src: 'policy.json', sha256: await hashOf(published), version: '2026-01', title: 'Privacy policy'},
  };
  return sample({
    items: [{id: 'privacy', kind: 'acknowledgement', title: 'Privacy', document, verb: 'agree', ...more}],
  } as Partial<Course>);
}

function write(course: UgglaCourse, name: string): void {
  const input = find<HTMLInputElement>(course, 'input[name=name]')!;
  input.value = name;
  input.dispatchEvent(new Event('input', {bubbles: true}));
}

const mayAccept = (course: UgglaCourse) =>
  waitUntil(() => find(course, '[part=accept]')?.getAttribute('aria-disabled') === 'false', 'it cannot be accepted');

describe('a document to accept', () => {
  it('is checked, read, and accepted by name; the record names it exactly', async () => {
    const definition = await policyCourse({statement: {en: 'I accept the privacy policy.'}});
    const course = await mount({site: await publish(definition, {'policy.json': policy})});
    await found(course, 'form.accept');
    await expect(course).to.be.accessible();
    expect(find(course, '.acknowledgement')?.textContent).to.contain('Version 2026-01');
    expect(find(course, '.acknowledgement')?.textContent).to.contain('exactly the one that was published');
    await mayAccept(course);
    write(course, '  Ana   Ruiz ');
    const accepted = nextEvent<AcknowledgeEvent>(course, 'uggla-acknowledge');
    find(course, '[part=accept]')!.click();
    const {statement, name, version, sha256: hash} = await accepted;
    expect([name, version, hash]).to.deep.equal(['Ana Ruiz', '2026-01', await hashOf(policy)]);
    expect(statement.verb.id).to.equal('http://activitystrea.ms/schema/1.0/agree');
    const said = statement.context?.extensions ?? {};
    expect(said['https://uggla.dev/xapi/document-sha256']).to.equal(await hashOf(policy));
    expect(said['https://uggla.dev/xapi/accepted-text']).to.equal('I accept the privacy policy.');
    expect(said['https://uggla.dev/xapi/document']).to.match(/\/policy\.json$/);
    expect(statement.context?.language).to.equal('en');
    expect(done(course, 'privacy').completed).to.be.a('string');
    await waitUntil(() => find(course, '.signed'));
    expect(find(course, '.signed')?.textContent).to.contain('Ana Ruiz accepted it on');
    await expect(course).to.be.accessible();
  });

  it('is refused when it is not the one that was published', async () => {
    const definition = await policyCourse();
    const site = await publish(definition, {'policy.json': policy.replace('word1', 'word9')});
    const course = document.createElement('uggla-course');
    Object.assign(course, {src: site.url('course.json'), lang: 'en', records: 'local'});
    const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
    document.body.append(course);
    expect((await failed).error.code).to.equal('document-mismatch');
    await waitUntil(() => find(course, '[part=error]'));
    expect(find(course, '[part=error]')?.textContent).to.contain('The document is not the one that was published');
    expect(find(course, '[part=accept]')).to.equal(null);
    await expect(course).to.be.accessible();
    course.remove();
  });

  it('wants to be read to its end, and a name', async () => {
    const long = JSON.stringify(text(60, 30));
    const course = await mount({site: await publish(await policyCourse({}, long), {'policy.json': long})});
    const form = await found<HTMLFormElement>(course, 'form.accept');
    write(course, 'Ana Ruiz');
    find(course, '[part=accept]')!.click();
    await course.updateComplete;
    expect(form.textContent).to.contain('Read the document to its end first.');
    expect(done(course, 'privacy').signed).to.equal(undefined);
  });

  it('wants a name', async () => {
    const course = await mount({site: await publish(await policyCourse(), {'policy.json': policy})});
    await found(course, 'form.accept');
    await mayAccept(course);
    find(course, '[part=accept]')!.click();
    await course.updateComplete;
    expect(find(course, '#accept-hint')?.textContent).to.equal('Write your first and last name.');
    expect(course.shadowRoot!.activeElement).to.equal(find(course, 'input[name=name]'));
    expect(done(course, 'privacy').signed).to.equal(undefined);
  });

  it('is due again when a new version is published', async () => {
    const site = await publish(await policyCourse(), {'policy.json': policy});
    const first = await mount({site});
    await found(first, 'form.accept');
    await mayAccept(first);
    write(first, 'Ana Ruiz');
    find(first, '[part=accept]')!.click();
    await found(first, '.signed');
    await first.drained();
    const {id} = (await (await fetch(site.url('course.json'))).json()) as Course;
    first.remove();
    const renewed = JSON.stringify(text(3, 7));
    const document = {
      en: {src: 'policy.json', sha256: await hashOf(renewed), version: '2027-01', title: 'Privacy policy'},
    };
    const items = [{id: 'privacy', kind: 'acknowledgement', title: 'Privacy', document}];
    await site.files({'policy.json': renewed, 'course.json': sample({id, items} as Partial<Course>)});
    const second = await mount({site});
    await found(second, 'form.accept');
    expect(find(second, '.lesson-link')?.dataset['state']).to.equal('due');
    expect(find(second, 'form.accept')?.textContent).to.contain('You accepted version 2026-01. This one is new.');
  });
});
