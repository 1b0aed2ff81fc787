import {expect} from '@open-wc/testing';
import type {LeadEvent, Lead} from '../events.js';
import {LeadQueue} from './lead-queue.js';
import {leadsWait} from './leads-wait.js';

const lead = (id: string, more: Partial<Lead> = {}): Lead => ({
  id,
  item: 'silla',
  action: 'Pruébala',
  name: 'Ana',
  email: 'ana@acme.example',
  company: '',
  phone: '',
  message: '',
  consent: 'Acepto.',
  language: 'es',
  time: '2026-05-01T10:00:00Z',
  ...more,
});

/** A page that takes leads: `answer` says what becomes of each. */
function receiver(answer: (lead: Lead) => unknown) {
  const host = new EventTarget();
  const heard: string[] = [];
  host.addEventListener('uggla-lead', (event) => {
    const {lead: one} = event as LeadEvent;
    heard.push(one.id);
    const answered = answer(one);
    if (answered !== undefined) (event as LeadEvent).respondWith(answered);
  });
  return {host, heard};
}

const idsOf = (queue: LeadQueue) => queue.waiting.map(({id}) => id);

describe('LeadQueue', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it('keeps a lead word for word, for a page that is opened later', () => {
    const written = lead('1', {message: '¿Hay en «verde»?\n<b>Gracias</b> 💺'});
    expect(new LeadQueue(new EventTarget(), 'p').keep(written)).to.equal(true);
    expect(new LeadQueue(new EventTarget(), 'p').waiting).to.deep.equal([written]);
    expect([leadsWait('p'), leadsWait('other')]).to.deep.equal([true, false]);
  });

  it('keeps the leads of two portfolios apart', () => {
    new LeadQueue(new EventTarget(), 'one').keep(lead('1'));
    expect(new LeadQueue(new EventTarget(), 'two').waiting).to.deep.equal([]);
  });

  it('keeps a lead that was sent twice once, as it was last', () => {
    const queue = new LeadQueue(new EventTarget(), 'p');
    queue.keep(lead('1'));
    queue.keep(lead('2'));
    queue.keep(lead('1', {message: 'more'}));
    expect(queue.waiting.map(({id, message}) => id + message)).to.deep.equal(['2', '1more']);
  });

  it('hands all over, the oldest first, and forgets what arrived', async () => {
    const {host, heard} = receiver(() => 'stored');
    const queue = new LeadQueue(host, 'p');
    for (const id of ['1', '2', '3']) queue.keep(lead(id));
    await queue.deliver();
    expect(heard).to.deep.equal(['1', '2', '3']);
    expect([idsOf(queue), leadsWait('p')]).to.deep.equal([[], false]);
  });

  it('keeps all while nobody listens', async () => {
    const queue = new LeadQueue(new EventTarget(), 'p');
    queue.keep(lead('1'));
    await queue.deliver();
    expect(idsOf(queue)).to.deep.equal(['1']);
  });

  it('keeps the one that did not arrive and those after it, and goes on with them later', async () => {
    let isBroken = true;
    const {host, heard} = receiver(({id}) => (id === '2' && isBroken ? Promise.reject(new Error('503')) : 'stored'));
    const queue = new LeadQueue(host, 'p');
    for (const id of ['1', '2', '3']) queue.keep(lead(id));
    await queue.deliver();
    expect(idsOf(queue)).to.deep.equal(['2', '3']);
    isBroken = false;
    await queue.deliver();
    expect(heard).to.deep.equal(['1', '2', '2', '3']);
    expect(idsOf(queue)).to.deep.equal([]);
  });

  it('hands each over once, however often it is asked while one is on its way', async () => {
    let arrive = () => {};
    const {host, heard} = receiver(() => new Promise<void>((done) => (arrive = done)));
    const queue = new LeadQueue(host, 'p');
    queue.keep(lead('1'));
    const all = Promise.all([queue.deliver(), queue.deliver(), queue.deliver()]);
    while (heard.length === 0) await Promise.resolve().then(() => new Promise(requestAnimationFrame));
    arrive();
    await all;
    expect(heard).to.deep.equal(['1']);
  });

  it('hands each over once, though two elements look after the same portfolio', async () => {
    const one = receiver(() => 'stored');
    const other = receiver(() => 'stored');
    const [first, second] = [new LeadQueue(one.host, 'p'), new LeadQueue(other.host, 'p')];
    for (const id of ['1', '2']) first.keep(lead(id));
    await Promise.all([first.deliver(), second.deliver()]);
    expect([...one.heard, ...other.heard].sort()).to.deep.equal(['1', '2']);
  });

  it('keeps what is added while others are on their way', async () => {
    const host = new EventTarget();
    const queue = new LeadQueue(host, 'p');
    queue.keep(lead('1'));
    host.addEventListener(
      'uggla-lead',
      (event) => {
        queue.keep(lead('2'));
        (event as LeadEvent).respondWith('stored');
      },
      {once: true},
    );
    await queue.deliver();
    expect(idsOf(queue)).to.deep.equal(['2']);
  });

  it('leaves out what something else wrote in its place', () => {
    for (const rubbish of ['{', 'null', '{"id":"1"}', '[null, 7, {"id": 1}, {"id": "1"}]']) {
      localStorage.setItem('uggla-leads:p', rubbish);
      expect(new LeadQueue(new EventTarget(), 'p').waiting, rubbish).to.deep.equal([]);
    }
  });

  it('says when the device has no room, so that nobody is told that it is safe', () => {
    const queue = new LeadQueue(new EventTarget(), 'p');
    expect(queue.keep(lead('1', {message: 'x'.repeat(12_000_000)}))).to.equal(false);
    expect(queue.waiting).to.deep.equal([]);
  });
});
