import type {Text} from '@uggla/protocol';

/** A thing of the campus that an element can show. */
export interface Content {
  readonly tag: string;
  readonly title: Text;
  /** Attributes that show it: an address, and an item in it. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Pages of what it shows, as whole addresses: for who has no JavaScript, and for search engines. */
  readonly links: readonly {readonly title: Text; readonly href: string}[];
}

/** More links than this are no help in a snippet. */
const MOST_LINKS = 24;

/** What a campus.json offers to each element. What in it is not as it should be is passed over. */
export function contentsOf(campus: unknown, address: string): Content[] {
  const {title, portfolio, packs} = (campus ?? {}) as {title?: unknown; portfolio?: unknown; packs?: unknown};
  const isText = (value: unknown): value is Text =>
    typeof value === 'string' ||
    (typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string'));
  const near = (src: unknown) =>
    typeof src === 'string' && URL.canParse(src, address) ? new URL(src, address).href : '';
  const name = isText(title) ? title : 'campus.json';
  const items = (Array.isArray(packs) ? packs : []).flatMap(
    (pack: unknown) => (pack as {items?: unknown} | null)?.items ?? [],
  ) as unknown[];
  const linksOf = (kept: (item: Record<string, unknown>) => boolean) =>
    items
      .map((item) => (item ?? {}) as Record<string, unknown>)
      .filter(({title: own, page}) => isText(own) && /^https?:/.test(near(page)))
      .filter(kept)
      .map(({title: own, page}) => ({title: own as Text, href: near(page)}))
      .filter(({href}, at, all) => all.findIndex((one) => one.href === href) === at)
      .slice(0, MOST_LINKS);
  const contents: Content[] = [
    {tag: 'uggla-campus', title: name, attributes: {src: address}, links: linksOf(() => true)},
  ];
  if (near(portfolio) !== '')
    contents.push({
      tag: 'uggla-portfolio',
      title: name,
      attributes: {src: near(portfolio)},
      links: linksOf(({kind}) => kind === 'product'),
    });
  for (const item of items) {
    const {kind, title: own, src, id} = (item ?? {}) as Record<string, unknown>;
    if (!isText(own) || near(src) === '') continue;
    const links = linksOf((one) => one === item);
    if (kind === 'product')
      contents.push({
        tag: 'uggla-portfolio',
        title: own,
        attributes: {src: near(src), layout: 'single', item: String(id)},
        links,
      });
    else
      contents.push({
        tag: kind === 'guide' ? 'uggla-guide' : 'uggla-course',
        title: own,
        attributes: {src: near(src)},
        links,
      });
  }
  if (contents.some(({tag}) => tag === 'uggla-guide'))
    contents.push({
      tag: 'uggla-guide',
      title: {
        es: '¿Qué falla?',
        en: 'What is wrong?',
        ar: 'ما العطل؟',
        ca: 'Què falla?',
        de: 'Was ist defekt?',
        eu: 'Zerk huts egiten du?',
        fr: 'Qu’est-ce qui ne marche pas ?',
        gl: 'Que falla?',
        it: 'Che cosa non funziona?',
        pt: 'O que falha?',
      },
      attributes: {campus: address},
      links: linksOf(({kind}) => kind === 'guide'),
    });
  return contents;
}
