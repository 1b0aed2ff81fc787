// Chromium first: forms are filled again and again, by the same script in all engines.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import type {FixtureSite, Rule} from '@uggla/testing';
import type {LeadEvent, Lead} from '../events.js';
import type {UgglaPortfolio} from '../index.js';
import {address, clean, find, found, mount, publish} from '../testing/support.test.js';
import {leadsKey} from './leads-wait.js';

async function shown(
  rule: Partial<Rule>,
  attributes: Record<string, string> = {},
): Promise<{site: FixtureSite; portfolio: UgglaPortfolio}> {
  const takes: Rule = {match: 'v1/leads', method: 'POST', status: 201, body: {}};
  const site = await publish({rules: [takes, {...takes, ...rule}]});
  const portfolio = await mount('uggla-portfolio', {
    src: address(site, 'portfolio.json'),
    item: 'silla',
    endpoint: site.url('campus'),
    ...attributes,
  });
  return {site, portfolio};
}

/** Fills the form in and sends it. */
async function send(portfolio: UgglaPortfolio): Promise<void> {
  (await found(portfolio, 'button[part=action]')).click();
  const form = await found<HTMLFormElement>(portfolio, '[part=lead-form]');
  for (const [name, value] of [
    ['name', 'Ana'],
    ['email', 'ana@acme.example'],
  ] as const)
    form.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value;
  form.querySelector<HTMLInputElement>('[name=consent]')!.checked = true;
  find<HTMLButtonElement>(portfolio, '[part=lead-send]')!.click();
}
const outcome = (portfolio: UgglaPortfolio, kind: string) =>
  waitUntil(() => find(portfolio, `.lead-status.${kind}`), `never ${kind}`, {timeout: 10_000});
const bodies = async (site: FixtureSite) =>
  (await site.requests('v1/leads'))
    .filter(({method}) => method === 'POST')
    .map(({path, body}) => ({path, lead: JSON.parse(body) as Lead & {portfolio: string}}));

describe('a portfolio with the address of a server', () => {
  afterEach(clean);

  it('opens a form and sends what is written in it there, with the id of the portfolio', async () => {
    const {site, portfolio} = await shown({});
    await send(portfolio);
    await outcome(portfolio, 'sent');
    const [{path, lead}, ...more] = (await bodies(site)) as [{path: string; lead: Lead & {portfolio: string}}];
    expect(more).to.deep.equal([]);
    expect([path, lead.portfolio, lead.item, lead.email, lead.consent]).to.deep.equal([
      'campus/v1/leads',
      'https://acme.example/portfolio',
      'silla',
      'ana@acme.example',
      'Acepto que se usen mis datos para responder a esta solicitud.',
    ]);
  });

  it('says so when the server does not take it, and sends the same lead when one tries again', async () => {
    const {site, portfolio} = await shown({status: 503, times: 1});
    await send(portfolio);
    await outcome(portfolio, 'failed');
    expect(find<HTMLInputElement>(portfolio, '[name=email]')!.value).to.equal('ana@acme.example');
    find<HTMLInputElement>(portfolio, '[name=consent]')!.checked = true;
    find<HTMLButtonElement>(portfolio, '[part=lead-send]')!.click();
    await waitUntil(async () => (await bodies(site)).length === 2, 'never tried again', {timeout: 10_000});
    const [first, second] = await bodies(site);
    expect(second!.lead.id).to.equal(first!.lead.id);
  });

  it('leaves a lead to the page that takes it', async () => {
    const {site, portfolio} = await shown({});
    portfolio.addEventListener('uggla-lead', (event) => (event as LeadEvent).respondWith('mine'));
    await send(portfolio);
    await outcome(portfolio, 'sent');
    expect(await bodies(site)).to.deep.equal([]);
  });

  it('sends those that waited on this device, and forgets them once they arrived', async () => {
    const waiting = {
      id: 'waited-1',
      item: 'silla',
      action: '',
      name: 'Eva',
      email: 'eva@acme.example',
      company: '',
      phone: '',
      message: '',
      consent: 'Sí.',
      language: 'es',
      time: '',
    };
    localStorage.setItem(leadsKey('https://acme.example/portfolio'), JSON.stringify([waiting]));
    const {site} = await shown({}, {item: ''});
    await waitUntil(() => localStorage.getItem(leadsKey('https://acme.example/portfolio')) === null, 'it still waits');
    expect((await bodies(site)).map(({lead}) => lead.id)).to.deep.equal(['waited-1']);
  });

  it('sends those behind one that the server will never take, which stays', async () => {
    const key = leadsKey('https://acme.example/portfolio');
    const waiting = ['wrong-1', 'right-1', 'right-2'].map((id) => ({id, item: 'silla', email: `${id}@acme.example`}));
    localStorage.setItem(key, JSON.stringify(waiting));
    const {site} = await shown({status: 400, times: 1}, {item: ''});
    await waitUntil(async () => (await bodies(site)).length === 3, 'the others wait behind it', {timeout: 10_000});
    await waitUntil(
      () => (JSON.parse(localStorage.getItem(key) ?? '[]') as Lead[]).map(({id}) => id).join(' ') === 'wrong-1',
      'what arrived is not forgotten',
    );
    localStorage.removeItem(key);
  });

  it('asks by mail all the same where the page wants no form', async () => {
    const {portfolio} = await shown({}, {leads: 'page'});
    await found(portfolio, '[part=action]');
    expect(find(portfolio, '[part=lead-form]')).to.equal(null);
  });
});
