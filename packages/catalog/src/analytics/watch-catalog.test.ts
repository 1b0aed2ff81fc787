// Chromium first: what is told and remembered is the same script in all engines; campus-element.test.ts tries what is
// shown.
import {expect} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import type {Statement} from '@uggla/protocol';
import {ItemShareEvent, type UgglaPortfolio} from '../index.js';
import {address, clean, find, found, mount, publish} from '../testing/support.test.js';
import {trackCatalogGa4} from './ga4.js';
import {trackCatalogMatomo} from './matomo.js';
import {trackCatalogPlausible} from './plausible.js';
import {trackCatalogXapi} from './xapi.js';
import {watchCatalog, type CatalogMoment} from './watch-catalog.js';

const shown = async (attributes: Record<string, string> = {}): Promise<UgglaPortfolio> =>
  mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), leads: 'form', ...attributes});

/** Opens a product's form and sends it. */
async function send(portfolio: UgglaPortfolio): Promise<void> {
  (await found(portfolio, 'button[part=action]')).click();
  const form = await found<HTMLFormElement>(portfolio, '[part=lead-form]');
  for (const [name, value] of Object.entries({name: 'Ana', email: 'ana@acme.example'}))
    form.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value;
  form.querySelector<HTMLInputElement>('[type=checkbox]')!.checked = true;
  const sent = nextEvent(portfolio, 'uggla-lead');
  form.requestSubmit();
  await sent;
}

describe('what is told of a portfolio', () => {
  afterEach(clean);

  it('is each card that was seen, once; what was opened, chosen and sent; and nothing that was written', async () => {
    const portfolio = await shown();
    const told: CatalogMoment[] = [];
    const stop = watchCatalog(portfolio, (moment) => told.push(moment), {seenAfterMs: 0});
    const of = (type: string) => told.filter((moment) => moment.type === type);
    await waitUntil(() => of('impression').length >= 1, 'no card was seen');
    const {item, title, place} = of('impression')[0]!;
    expect([item, title, place]).to.deep.equal(['silla', find(portfolio, '[data-item=silla] h3')!.textContent, 1]);
    find(portfolio, '[data-item=silla]')!.click();
    await send(portfolio);
    expect(of('open').map((moment) => moment.item)).to.deep.equal(['silla']);
    expect(of('lead')).to.deep.equal([{type: 'lead', item: 'silla', title, place: 0, label: 'Pruébala'}]);
    expect(of('action').map(({label}) => label)).to.deep.equal(['Pruébala']);
    expect(JSON.stringify(told)).not.to.contain('ana@');
    portfolio.open('');
    await found(portfolio, '[data-item=silla]');
    expect(new Set(of('impression').map((moment) => moment.item)).size).to.equal(of('impression').length);
    stop();
    const {length} = told;
    find(portfolio, '[data-item=mesa]')!.click();
    expect(told).to.have.length(length);
  });

  it('goes to the page’s own Google Analytics, Matomo and Plausible, in their words', async () => {
    const portfolio = await shown({item: 'silla'});
    const layer: Record<string, unknown>[] = [];
    const queue: unknown[][] = [];
    const told: unknown[][] = [];
    const statements: Statement[] = [];
    const actor = {account: {homePage: 'https://acme.example', name: 'ana'}};
    const ends = [
      trackCatalogXapi(portfolio, (statement) => statements.push(statement), {actor}),
      trackCatalogGa4(portfolio, layer),
      trackCatalogMatomo(portfolio, () => queue),
      trackCatalogPlausible(portfolio, (...event) => told.push(event)),
    ];
    const title = find(portfolio, 'h2')!.textContent!;
    await send(portfolio);
    expect(layer).to.deep.equal([
      {
        event: 'select_content',
        item_list_id: 'uggla-portfolio',
        items: [{item_id: 'silla', item_name: title}],
        content_type: 'Pruébala',
        content_id: 'silla',
      },
      {
        event: 'generate_lead',
        item_list_id: 'uggla-portfolio',
        items: [{item_id: 'silla', item_name: title}],
        lead_source: 'Pruébala',
      },
    ]);
    expect(queue).to.deep.equal([
      ['trackEvent', 'Catalog', 'action', `${title}: Pruébala`],
      ['trackEvent', 'Catalog', 'lead', `${title}: Pruébala`],
    ]);
    const props = {item: 'silla', title, label: 'Pruébala'};
    expect(told).to.deep.equal([
      ['Catalog: Action', {props, interactive: true}],
      ['Catalog: Lead', {props, interactive: true}],
    ]);
    expect(
      statements.map(({verb, object, result}) => [verb.id.split('/').at(-1), (object as {id: string}).id, result]),
    ).to.deep.equal([
      ['interacted', `${portfolio.portfolio!.id}/silla`, {response: 'Pruébala'}],
      ['submit', `${portfolio.portfolio!.id}/silla`, {response: 'Pruébala'}],
    ]);
    expect(statements[0]!.context).to.deep.include({language: 'es'});
    portfolio.dispatchEvent(new ItemShareEvent('silla', 'link'));
    expect(layer.at(-1)).to.include({event: 'share', method: 'link', item_id: 'silla'});
    expect(queue.at(-1)).to.deep.equal(['trackEvent', 'Catalog', 'share', `${title}: link`]);
    expect(told.at(-1)).to.deep.equal(['Catalog: Share', {props: {...props, label: 'link'}, interactive: true}]);
    expect(statements.at(-1)!.verb.display['en']).to.equal('shared');
    for (const end of ends) end();
  });
});
