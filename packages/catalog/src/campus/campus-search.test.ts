import {expect} from '@open-wc/testing';
import {buildSearchFile, type Passage} from '@uggla/search';
import {waitUntil} from '@uggla/testing';
import type {Campus} from '@uggla/protocol';
import {address, all, clean, filter, find, found, mount, publish, read, titles, type} from '../testing/support.test.js';

describe('UgglaCampus’s search', () => {
  afterEach(clean);

  it('finds what is said in a film and opens the lesson at that second', async function () {
    this.timeout(60_000); // course and player are compiled on the way
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), records: 'none'});
    type(campus, 'lumbar');
    const result = await found(campus, '[part~=result]');
    expect(titles(campus)).to.deep.equal(['La altura de la silla']);
    expect(result.innerText).to.contain('Curso · Ergonomía · en 0:05');
    expect(result.querySelector('mark')!.textContent).to.equal('lumbar');
    await expect(campus).to.be.accessible();
    result.click();
    const course = (await found(campus, 'uggla-course')) as HTMLElement & {lesson: string};
    await waitUntil(() => course.shadowRoot?.querySelector('uggla-player'), 'no player came', {timeout: 20_000});
    expect(course.lesson).to.equal('altura');
    const player = course.shadowRoot!.querySelector('uggla-player') as HTMLElement & {currentTime: number};
    await waitUntil(() => Math.abs(player.currentTime - 5) < 1, 'the player never went to second 5', {timeout: 25_000});
  });

  it('loads the index with the first search, and once', async () => {
    const site = await publish();
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json')});
    expect(await site.requests('search-')).to.have.length(0);
    type(campus, 'silla');
    await found(campus, '[part~=result]');
    type(campus, 'respaldo');
    await waitUntil(() => titles(campus)[0] === 'El respaldo');
    expect((await site.requests('search-')).map(({path}) => path.split('/').at(-1))).to.deep.equal(['search-es.json']);
  });

  it('shows at most two places of one lesson, so that others are seen', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), query: 'silla'});
    await found(campus, '[part~=result]');
    const places = titles(campus);
    expect(places.filter((title) => title === 'La altura de la silla')).to.have.length.at.most(2);
    expect(places).to.include('El respaldo').and.include('Hola');
  });

  it('counts all that was found, and shows the rest to who goes on, by keys too', async () => {
    const search = await buildSearchFile(
      Array.from({length: 130}, (_, at): Passage => ({
        id: `${at}`,
        kind: 'cue',
        title: `Película ${at}`,
        text: 'Ajusta el tornillo.',
        item: 'ergonomia',
        lesson: `pelicula-${at}`,
        url: `#/item/ergonomia/pelicula-${at}`,
      })),
      'es',
    );
    const site = await publish({files: {'search-es.json': search}});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), query: 'tornillo'});
    await found(campus, '[part~=result]');
    expect(find(campus, '[role=status]')!.textContent).to.equal('130 resultados');
    const results = () => all(campus, '[part~=result]');
    const before = results().length;
    expect(before).to.be.below(130);
    const more = find(campus, '.quiet.more')!;
    more.focus();
    more.click();
    const focused = () => results().indexOf(campus.shadowRoot!.activeElement as HTMLElement);
    await waitUntil(() => focused() >= before, 'the focus stayed on the button');
    find(campus, '.quiet.more')?.click();
    await waitUntil(() => results().length === 130, 'the last ones never came');
    expect(find(campus, '.quiet.more')).to.equal(null);
  });

  it('says how many there are, and when there is nothing', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
    const told = () => find(campus, '[role=status]')?.textContent;
    type(campus, 'lumbar');
    await waitUntil(() => told() === '1 resultado');
    type(campus, 'xyzzy');
    await waitUntil(() => told() === '0 resultados');
    expect(find(campus, '.message')!.innerText).to.contain('No hemos encontrado nada.');
    await expect(campus).to.be.accessible();
    type(campus, '');
    await waitUntil(() => titles(campus).length === 5);
  });

  it('tells beside each filter how many of the places found it would leave', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
    const count = (value: string) => Number(filter(campus, 'kind', value).querySelector('.count')!.textContent);
    const items = count('guide');
    type(campus, 'lumbar'); // is said in a film of the course, and nowhere else
    await found(campus, '[part~=result]');
    expect([count('course'), count('guide')]).to.deep.equal([1, 0]);
    type(campus, '');
    await waitUntil(() => count('guide') === items, 'the numbers of the whole campus never came back');
  });

  it('can be narrowed by filters', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), query: 'silla'});
    await found(campus, '[part~=result]');
    filter(campus, 'kind', 'guide').click();
    await waitUntil(() => titles(campus).length === 1);
    expect(titles(campus)).to.deep.equal(['El respaldo']);
  });

  it('shows nothing of an older search that comes late', async () => {
    const site = await publish({rules: [{match: 'search-es', gate: 'slow', times: 1}]});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), query: 'lumbar'});
    await site.seen('search-es');
    campus.query = 'respaldo';
    await campus.updateComplete;
    await site.open('slow');
    await waitUntil(() => titles(campus)[0] === 'El respaldo');
  });

  it('says that it failed, and tries again', async () => {
    const site = await publish({rules: [{match: 'search-es', status: 503, times: 1}]});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), query: 'lumbar'});
    const alert = await found(campus, '.message[role=alert]');
    expect(alert.innerText).to.contain('No se ha podido cargar el buscador.');
    await expect(campus).to.be.accessible();
    alert.querySelector('button')!.click();
    await found(campus, '[part~=result]');
  });

  it('finds titles, summaries and topics where no index was published', async () => {
    const {search: _, ...campusFile} = await read<Campus>('campus.json');
    const site = await publish({files: {'campus.json': campusFile}});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), query: 'salud'});
    await waitUntil(() => titles(campus).length === 2);
    expect(titles(campus)).to.have.members(['Ergonomía', 'Pausa activa']);
    expect(all(campus, 'mark').map((one) => one.textContent)).to.include('salud');
  });
});
