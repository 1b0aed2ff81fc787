import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {beep, publish, type Published} from '../../testing/publish.test.util.js';

const lesson = (fields: string, body = 'Texto.') => `---\n${fields}\n---\n\n${body}\n`;
const files = {
  'campus.yml':
    'title: Acme\nlanguages: [es, en]\nid: https://acme.example/c\naddress: https://acme.example/aula\nauthor: Ana\n',
  'courses/curso/course.md': lesson('title: {es: Curso, en: Course}\nsummary: Lo básico.'),
  'courses/curso/10-voz.wav': beep(3),
  'courses/curso/10-voz.md': lesson('title: Voz'),
  'courses/curso/10-voz.chapters.vtt': 'WEBVTT\n\n00:00.000 --> 00:01.000\nUno\n\n00:01.000 --> 00:03.000\nDos\n',
  'podcasts/radio/10-a.wav': beep(),
  'books/manual.pdf': '%PDF-1.4',
  'guides/puerta/guide.md': lesson(
    'title: Puerta\nsummary: Chirría.\ntime: PT5M\ntools: [Aceitera, {es: Trapo, en: Rag}]\nparts: [Bisagra]\nsteps: [{title: Abrir, text: Despacio.}, {title: {en: Close}}]',
  ),
  'products/bomba/product.md': lesson(
    'title: Bomba\nsku: B-1\nbrand: Hidra\nprice: 99.5\ncurrency: USD\nsummary: Eleva el agua.',
  ),
  'products/regalo/product.md': lesson('title: Regalo'),
  'products/motor/product.md': lesson('title: Motor\nprice: 400\navailability: in-stock'),
  'campaigns/gone.yml': 'title: Gone\nuntil: 2019-12-31\nproducts: [bomba, motor]\nprices: {bomba: 1, motor: 1}\n',
  'campaigns/offer.yml':
    'title: Offer\nfrom: 2020-02-01\nuntil: 2099-12-31\ntimezone: Europe/Madrid\nproducts: [motor]\nprices: {motor: 299.9}\n',
  'campaigns/later.yml':
    'title: Later\nfrom: 2100-03-01T09:30:00-05:00\npriority: 1\nproducts: [motor]\nprices: {motor: 500}\n',
};
let made: Published;
const data = (path: string, of = made) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(of.text(path))![1]!);

before(async () => {
  made = await publish(files);
});

describe('what search engines are told', () => {
  it('of a course: who gives it, in which languages, and what is heard in it', () => {
    const {
      hasPart: [part],
      ...course
    } = data('courses/curso/index.html');
    assert.deepEqual(course, {
      '@context': 'https://schema.org',
      '@type': 'Course',
      name: 'Curso',
      description: 'Lo básico.',
      inLanguage: ['es', 'en'],
      provider: {'@type': 'Organization', name: 'Ana'},
      url: 'https://acme.example/aula/courses/curso/index.html',
    });
    assert.deepEqual([part['@type'], part.name, part.duration], ['AudioObject', 'Voz', 'PT3S']);
    assert.match(
      part.contentUrl,
      /^https:\/\/acme\.example\/aula\/media\/curso-voz\/files\/10-voz\.[0-9a-f]{10}\.wav$/,
    );
    assert.deepEqual(part.hasPart, [
      {'@type': 'Clip', name: 'Uno', startOffset: 0, endOffset: 1},
      {'@type': 'Clip', name: 'Dos', startOffset: 1, endOffset: 3},
    ]);
  });

  it('of a podcast and a book: who publishes them', () => {
    assert.deepEqual(
      ['courses/radio/index.html', 'courses/manual/index.html'].map((path) => [
        data(path)['@type'],
        data(path).publisher.name,
        data(path).provider,
      ]),
      [
        ['PodcastSeries', 'Ana', undefined],
        ['Book', 'Ana', undefined],
      ],
    );
    assert.equal(data('courses/manual/index.html').hasPart, undefined);
  });

  it('of a guide: tools, parts and steps', () => {
    const {tool, supply, step, totalTime, description} = data('guides/puerta/index.html');
    assert.deepEqual(
      [data('guides/puerta/index.html')['@type'], tool, supply, totalTime, description],
      ['HowTo', ['Aceitera', 'Trapo'], ['Bisagra'], 'PT5M', 'Chirría.'],
    );
    assert.deepEqual(step, [
      {'@type': 'HowToStep', name: 'Abrir', text: 'Despacio.'},
      {'@type': 'HowToStep', name: 'Close'},
    ]);
  });

  it('of a product: its price, where it has one', () => {
    const {sku, brand, offers} = data('products/bomba/index.html');
    assert.deepEqual(
      [sku, brand.name, offers],
      ['B-1', 'Hidra', {'@type': 'Offer', price: 99.5, priceCurrency: 'USD'}],
    );
    assert.deepEqual(data('products/regalo/index.html'), {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Regalo',
      url: 'https://acme.example/aula/products/regalo/index.html',
    });
  });

  it('of a product with offers: each price with its time, what it was before, and nothing that is over', () => {
    const availability = 'https://schema.org/InStock';
    assert.deepEqual(data('products/motor/index.html').offers, [
      {
        '@type': 'Offer',
        price: 299.9,
        priceCurrency: 'EUR',
        priceSpecification: {
          '@type': 'UnitPriceSpecification',
          priceType: 'https://schema.org/StrikethroughPrice',
          price: 400,
          priceCurrency: 'EUR',
        },
        validFrom: '2020-01-31T23:00:00.000Z',
        validThrough: '2099-12-31T22:59:59.999Z',
        priceValidUntil: '2099-12-31',
        availability,
      },
      {
        '@type': 'Offer',
        price: 400,
        priceCurrency: 'EUR',
        validFrom: '2099-12-31T23:00:00.000Z',
        validThrough: '2100-03-01T14:29:59.999Z',
        priceValidUntil: '2100-03-01',
        availability,
      },
      {'@type': 'Offer', price: 500, priceCurrency: 'EUR', validFrom: '2100-03-01T14:30:00.000Z', availability},
    ]);
  });

  it('no address, where the campus has none yet', async () => {
    const bare = await publish({...files, 'campus.yml': 'title: Acme\nlanguages: [es, en]\n'});
    for (const path of ['courses/curso/index.html', 'guides/puerta/index.html', 'products/bomba/index.html'])
      assert.doesNotMatch(JSON.stringify(data(path, bare)), /https?:\/\/(?!schema\.org)/);
  });
});
