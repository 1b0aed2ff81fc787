import {slug} from '../authored/names.js';
import type {Place, Problems} from '../problems.js';
import {isExpired, readAvailability, readOffer, type ImportedOffer} from './offers.js';
import {toText} from './plain-text.js';
import type {Row, Table} from './read-table.js';

/** A product as it is written into product.md. */
export interface ImportedProduct {
  id: string;
  fields: Record<string, unknown>;
  /** Its description, plain paragraphs. */
  body: string;
  /** Addresses of pictures elsewhere. */
  pictures: string[];
  /** What it costs for a time. */
  offer?: ImportedOffer;
}

/** What we take from which column; names are compared without case, blanks, accents and underscores. */
const names: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'handle', 'codigo', 'referencia', 'clave'],
  title: ['title', 'nombre', 'titulo', 'name', 'producto', 'product'],
  body: ['description', 'bodyhtml', 'descripcion', 'body'],
  summary: ['summary', 'resumen', 'shorttitle'],
  sku: ['sku', 'variantsku', 'mpn'],
  gtin: ['gtin', 'ean', 'variantbarcode', 'barcode', 'upc', 'isbn'],
  brand: ['brand', 'vendor', 'marca', 'fabricante'],
  category: ['producttype', 'type', 'categoria', 'category', 'familia'],
  price: ['price', 'variantprice', 'precio', 'pvp'],
  currency: ['currency', 'moneda'],
  link: ['link', 'enlace', 'url'],
  picture: ['imagelink', 'imagesrc', 'imagen', 'image'],
  pictures: ['additionalimagelink'],
  tags: ['tags', 'etiquetas'],
  group: ['itemgroupid'],
  status: ['status'],
  published: ['published', 'publicado'],
  access: ['access', 'acceso'],
  sale: ['saleprice', 'preciodeoferta', 'preciooferta'],
  saleDates: ['salepriceeffectivedate'],
  availability: ['availability', 'disponibilidad'],
  availableFrom: ['availabilitydate'],
  expires: ['expirationdate'],
};

/** Columns that become something to filter by. */
const facetNames = [
  'color',
  'colour',
  'size',
  'talla',
  'material',
  'pattern',
  'gender',
  'agegroup',
  'condition',
  'customlabel0',
  'customlabel1',
  'customlabel2',
  'customlabel3',
  'customlabel4',
];

/** What says in a column of a shop that a product is not shown there. */
const kept = /^(draft|archived|unlisted|false|falso|no|0)$/i;

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** Turns rows into products. What is not understood is told, row by row; a column that is not used is told once. */
export function toProducts(
  {kind, columns, rows, broken}: Table,
  file: string,
  problems: Problems,
  {facets = [], action}: {facets?: readonly string[]; action: string},
): ImportedProduct[] {
  for (const {line, message} of broken)
    problems.error('row-invalid', message, {
      file,
      line,
      cure: 'Quote cells with quotes, delimiters or line ends in them.',
    });
  const known = new Map(Object.entries(names).flatMap(([field, all]) => all.map((name) => [name, field] as const)));
  const columnOf = new Map<string, string[]>();
  const facetOf: string[] = [];
  const wanted = new Set([...facetNames, ...facets.map(plain)]);
  for (const column of columns) {
    const name = plain(column);
    const field = known.get(name);
    if (wanted.has(name)) facetOf.push(column);
    else if (field)
      columnOf.set(
        field,
        [...(columnOf.get(field) ?? []), column].sort(
          (one, other) => names[field]!.indexOf(plain(one)) - names[field]!.indexOf(plain(other)),
        ),
      );
    else if (!(kind === 'shopify' && /^option\d(name|value)$/.test(name)))
      problems.note('column-unused', `the column “${column}” is not used`, {
        file,
        field: column,
        cure: 'Name it with --facet when products are to be filtered by it.',
      });
  }
  const products = new Map<string, ImportedProduct>();
  const doubled = new Map<string, number>();
  for (const row of rows) {
    const get = (field: string) =>
      (columnOf.get(field) ?? []).map((column) => row.cells[column] ?? '').find((one) => one !== '') ?? '';
    const key = (kind === 'google' && get('group')) || get('id') || get('sku') || get('title');
    const id = slug(key);
    const place = {file, line: row.line};
    if (key === '' || id === '') {
      problems.error('row-invalid', 'the row has no id, reference or title', {...place, cure: 'Fill one of them in.'});
      continue;
    }
    const before = products.get(id);
    if (before) {
      const isVariant = kind === 'shopify' || (kind === 'google' && get('group') !== '');
      if (isVariant) {
        addFacets(before, facetsOf(row, facetOf, kind));
        addPictures(before, get, problems, place);
      } else
        problems.error('row-invalid', `the id “${key}” stands in row ${doubled.get(id)} already`, {
          ...place,
          cure: 'Give it an id of its own, or take the row away.',
        });
      continue;
    }
    for (const name of row.nested ?? [])
      if (known.has(plain(name)) && get(known.get(plain(name))!) === '')
        problems.warn('row-incomplete', `<${name}> holds elements where words are expected, and is left out`, {
          ...place,
          field: name,
          cure: 'Escape its markup, or put it into <![CDATA[…]]>.',
        });
    const title = inLine(get('title'));
    if (title === '') {
      problems.error('row-invalid', `“${key}” has no title`, {...place, cure: 'Fill it in.'});
      continue;
    }
    doubled.set(id, row.line);
    products.set(id, makeProduct(id, title, row, get, facetsOf(row, facetOf, kind), problems, place, action));
  }
  return [...products.values()];
}

function makeProduct(
  id: string,
  title: string,
  row: Row,
  get: (field: string) => string,
  facets: Record<string, string[]>,
  problems: Problems,
  place: Place,
  label: string,
): ImportedProduct {
  const price = get('price');
  const read = price === '' ? undefined : parsePrice(price, get('currency'));
  if (price !== '' && !read)
    problems.warn('row-incomplete', `the price “${price}” is not understood; “${title}” is imported without`, {
      ...place,
      field: 'price',
      cure: 'Write it as 19.90 EUR or 19,90 €.',
    });
  const sale = get('sale');
  const offer = readOffer(
    {sale: parsePrice(sale, get('currency')), dates: get('saleDates'), title},
    sale,
    read,
    problems,
    place,
  );
  const link = get('link');
  const isLink = /^https?:\/\/\S+$/i.test(link);
  if (link !== '' && !isLink)
    problems.warn(
      'row-incomplete',
      `the link “${link.slice(0, 80)}” is no web address; “${title}” is imported without`,
      {...place, field: 'link'},
    );
  const gtin = get('gtin').replace(/[\s'-]/g, '');
  if (gtin !== '' && !/^\d{8}$|^\d{12,14}$/.test(gtin))
    problems.warn('row-incomplete', `“${gtin}” is no GTIN; “${title}” is imported without`, {
      ...place,
      field: 'gtin',
      cure: 'A GTIN has 8, 12, 13 or 14 digits.',
    });
  const category = get('category').split('>').at(-1)!.trim();
  const tags = get('tags')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const fields: Record<string, unknown> = {id, title};
  const add = (name: string, value: unknown) => {
    if (value !== undefined && value !== '') fields[name] = value;
  };
  add('summary', inLine(get('summary')));
  add('sku', get('sku') || (id === slug(get('id')) ? undefined : get('id')));
  add('gtin', /^\d{8}$|^\d{12,14}$/.test(gtin) ? gtin : undefined);
  add('brand', get('brand'));
  add('category', category);
  add('price', read?.amount);
  add('currency', read?.currency);
  const {availability, availableFrom} = readAvailability(
    {availability: get('availability'), date: get('availableFrom'), title},
    problems,
    place,
  );
  add('availability', availability);
  add('availableFrom', availableFrom);
  add('access', accessOf(get('access')));
  if (tags.length > 0) fields['tags'] = tags;
  if (['status', 'published'].some((name) => kept.test(get(name)))) fields['draft'] = true;
  if (isExpired(get('expires'), title, problems, place)) fields['draft'] = true;
  if (isLink) fields['actions'] = [{kind: 'link', label, href: link}];
  const product: ImportedProduct = {id, fields, body: toText(get('body')), pictures: [], ...(offer ? {offer} : {})};
  addFacets(product, facets);
  addPictures(product, get, problems, place);
  return product;
}

/** Words in one line; nothing of their markup. */
function inLine(text: string): string {
  return toText(text).replace(/\s+/g, ' ');
}

/** Who may see it: the two words that we know are understood in any case, and in Spanish; any other is a group. */
function accessOf(text: string): string | undefined {
  if (/^p[uú]blico?$/i.test(text)) return undefined;
  return /^client(e)?s$/i.test(text) ? 'clients' : text;
}

function addPictures(
  {fields, pictures}: ImportedProduct,
  get: (field: string) => string,
  problems: Problems,
  place: Place,
): void {
  for (const address of [get('picture'), ...get('pictures').split(/[\n,]/)].map((one) => one.trim())) {
    if (/^https?:\/\/\S+$/i.test(address)) {
      if (!pictures.includes(address)) pictures.push(address);
    } else if (address !== '')
      problems.warn(
        'row-incomplete',
        `the picture “${address.slice(0, 80)}” is no web address; “${String(fields['title'])}” is imported without`,
        {...place, field: 'image_link'},
      );
  }
}

function facetsOf({cells}: Row, columns: readonly string[], kind: Table['kind']): Record<string, string[]> {
  const facets: Record<string, string[]> = {};
  for (const column of columns) {
    const values = (cells[column] ?? '')
      .split(/[/|]/)
      .map((one) => one.trim())
      .filter(Boolean);
    if (values.length > 0) facets[column.replaceAll('_', ' ')] = values;
  }
  if (kind !== 'shopify') return facets;
  for (const number of [1, 2, 3]) {
    const value = cells[`Option${number} Value`] ?? '';
    const name = cells[`Option${number} Name`] ?? '';
    if (value !== '' && value !== 'Default Title') facets[name || `\0${number}`] = [value];
  }
  return facets;
}

/** Shopify names an option in the first row of a product only: later rows go by its number. */
const optionNames = new WeakMap<ImportedProduct, string[]>();

function addFacets(product: ImportedProduct, facets: Record<string, string[]>): void {
  const all = (product.fields['facets'] ?? {}) as Record<string, string[]>;
  const order = optionNames.get(product) ?? Object.keys(facets);
  optionNames.set(product, order);
  for (const [given, values] of Object.entries(facets)) {
    const name = given.startsWith('\0') ? (order[Number(given.slice(1)) - 1] ?? '') : given;
    if (name !== '') all[name] = [...new Set([...(all[name] ?? []), ...values])];
  }
  if (Object.keys(all).length > 0) product.fields['facets'] = all;
}

const signs: Readonly<Record<string, string>> = {'€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY'};

/** `19.90 EUR`, `1.234,56 €`, `$1,234.56`, `1234`. */
export function parsePrice(text: string, currency = ''): {amount: number; currency: string | undefined} | undefined {
  const parts = /^([A-Za-z]{3}|[€$£¥])?\s*(\d[\d.,' \u00A0\u202F]*?)\s*([A-Za-z]{3}|[€$£¥])?$/.exec(text.trim());
  if (!parts || /[.,]{2}/.test(parts[2]!)) return undefined;
  const code = (parts[3] ?? parts[1] ?? currency.trim()).toUpperCase();
  let number = parts[2]!.replace(/[' \u00A0\u202F]/g, '');
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  const both = number.includes('.') && number.includes(',');
  // one mark with three digits after it parts thousands when it comes twice, and when a comma: 1,234
  const isDecimal = last >= 0 && (both || (number.split(/[.,]/).length === 2 && number.length - last - 1 !== 3));
  number = isDecimal
    ? `${number.slice(0, last).replace(/[.,]/g, '')}.${number.slice(last + 1)}`
    : number.replace(/[.,]/g, '');
  const amount = Number(number);
  if (!Number.isFinite(amount) || !/^\d+(\.\d+)?$/.test(number)) return undefined;
  const known = signs[code] ?? code;
  return {amount, currency: /^[A-Z]{3}$/.test(known) ? known : undefined};
}
