import {join} from 'node:path';
import {publishedCampus, writeFiles} from './campus.test.util.js';

/** Id of the fixture's portfolio. */
export const portfolioId = 'https://campus.example/portfolio';

const facets = (values: string[]) => [{id: 'uso', title: 'Uso', values: values.map((id) => ({id, title: id}))}];

/** A published campus with two public products, the second in a shard, and two private ones in the folder beside it. */
export async function campusWithProducts(id = portfolioId): Promise<string> {
  const root = await publishedCampus();
  writeFiles(root, {
    'portfolio.json': JSON.stringify({
      id,
      languages: ['es', 'en'],
      title: {es: 'Bombas', en: 'Pumps'},
      total: 2,
      facets: facets(['casa', 'granja']),
      products: [
        {
          id: 'bomba',
          title: {es: 'Bomba', en: 'Pump'},
          facets: {uso: 'casa'},
          media: 'media/bomba/media.json',
          related: ['valvula'],
          page: 'products/bomba/index.html',
        },
      ],
      shards: [{src: 'products/shard-1.json', count: 1}],
      campaigns: [
        {id: 'otono', title: 'Otoño', products: ['bomba']},
        {id: 'feria', title: 'Feria', products: ['bomba', 'valvula'], prices: {bomba: 9, valvula: 5}},
      ],
    }),
    'products/shard-1.json': JSON.stringify({
      products: [
        {id: 'valvula', title: 'Válvula', documents: [{src: '../products/valvula/files/ficha.1a2b3c4d5e.pdf'}]},
      ],
    }),
    'products/valvula/files/ficha.1a2b3c4d5e.pdf': '%PDF-1.4 valve',
    'media/bomba/media.json': '{}',
  });
  writeFiles(join(root, '..', 'published-private'), {
    'portfolio.json': JSON.stringify({
      id,
      languages: ['es', 'en'],
      total: 2,
      facets: facets(['fabrica', 'mina']),
      products: [
        {
          id: 'turbina',
          title: 'Turbina secreta',
          access: 'clients',
          facets: {uso: 'fabrica'},
          media: 'media/turbina/media.json',
          poster: {src: 'media/turbina/poster.jpg'},
          related: ['taladro', 'bomba'],
          hotspots: [{start: 1, x: 10, y: 10, label: 'El taladro', product: 'taladro'}],
        },
        {
          id: 'taladro',
          title: 'Taladro oculto',
          access: 'socios',
          facets: {uso: 'mina'},
          content: {es: 'products/taladro/about.es.article.json'},
        },
      ],
      campaigns: [
        {id: 'feria', title: 'Feria', products: ['turbina', 'taladro'], prices: {turbina: 900, taladro: 80}},
        {id: 'turbina', title: 'La turbina, antes que nadie', products: ['turbina']},
      ],
    }),
    'media/turbina/media.json': '{"id":"turbina"}',
    'media/turbina/film.1a2b3c4d5e.mp4': new Uint8Array(1000).fill(7),
    'media/turbina/poster.jpg': 'jpg',
    'products/turbina/index.html': '<script>alert(1)</script>',
    'products/taladro/about.es.article.json': '{}',
  });
  return root;
}
