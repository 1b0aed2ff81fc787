import {isTimeZone, matchLanguage, type Campaign, type Product} from '@uggla/protocol';
import {pricesOverTime, type PriceTime} from '@uggla/protocol/campaigns.js';
import {markup, type Html} from './html.js';
import {offerWords} from './offer-words.js';

type Price = NonNullable<Product['price']>;

/** What a product costs from the build on, and when: what is over by then is left out. */
function pricesFrom(product: Product, campaigns: readonly Campaign[]): PriceTime[] {
  const built = Date.now();
  return pricesOverTime(product, campaigns).filter(({until}) => until > built);
}

/**
 * What a product costs, in words that stay true: nobody knows on which day a page is read that was built before. So it has
 * the usual price, and what else it costs with the dates of that, also while an offer is on.
 */
export function pricesHtml(product: Product, campaigns: readonly Campaign[], language: string): Html | false {
  const [first, ...more] = pricesFrom(product, campaigns);
  if (!first || !product.price) return false;
  const words = offerWords[wordsFor(language)];
  const of = (price: Price, amount = price.amount) => money(amount, price.currency, language);
  const known = more.length === 0 ? first.price : product.price;
  const {former} = known;
  const offers = more.length === 0 ? [] : [first, ...more].filter(({campaign}) => campaign);
  return markup`<p class="price">${former === undefined ? of(known) : words.now(of(known, former), of(known))}</p>
${offers.map(
  (
    one,
  ) => markup`<p class="offer">${words.then(when(one, language), of(one.price), one.price.former === undefined ? '' : of(one.price, one.price.former))}</p>
`,
)}`;
}

/** schema.org's offers: one for each time at which a product costs something else. */
export function offersData(product: Product, campaigns: readonly Campaign[], more: object): object {
  const built = Date.now();
  const offers = pricesFrom(product, campaigns).map(({from, until, price, campaign}) => ({
    '@type': 'Offer',
    price: price.amount,
    priceCurrency: price.currency,
    ...(price.former === undefined
      ? {}
      : {
          priceSpecification: {
            '@type': 'UnitPriceSpecification',
            priceType: 'https://schema.org/StrikethroughPrice',
            price: price.former,
            priceCurrency: price.currency,
          },
        }),
    ...(Number.isFinite(from) && (campaign || from > built) ? {validFrom: new Date(from).toISOString()} : {}),
    ...(Number.isFinite(until)
      ? {validThrough: new Date(until - 1).toISOString(), priceValidUntil: lastDay(until, campaign)}
      : {}),
    ...more,
  }));
  return offers.length === 0 ? {} : {offers: offers.length === 1 ? offers[0] : offers};
}

function wordsFor(language: string): keyof typeof offerWords {
  return (matchLanguage(Object.keys(offerWords), [language]) as keyof typeof offerWords | undefined) ?? 'en';
}

/** As the elements write it: whole amounts without cents. */
function money(amount: number, currency: string, language: string): string {
  const digits = Number.isInteger(amount) ? {maximumFractionDigits: 0} : {};
  return new Intl.NumberFormat(language, {style: 'currency', currency, ...digits}).format(amount);
}

/** When something costs that, on the clock by which it was said: days alone, where it begins and ends with them. */
function when({from, until, campaign}: PriceTime, language: string): string {
  const words = offerWords[wordsFor(language)];
  const timeZone = zoneOf(campaign);
  const isWhole = /^00:00|^-/.test(clockAt(from, timeZone)) && /^(00:00|23:59)|^-/.test(clockAt(until, timeZone));
  const dates = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(isWhole ? {} : {hour: 'numeric', minute: '2-digit'}),
    timeZone,
  });
  const last = isWhole ? until - 1 : until; // a day that ends at midnight is the one before it
  const zone = timeZone === undefined ? '' : ` (${zoneName(timeZone, from === -Infinity ? last : from, language)})`;
  if (from === -Infinity) return words.until(dates.format(last)) + zone;
  return (until === Infinity ? words.from(dates.format(from)) : dates.formatRange(from, last)) + zone;
}

/** What a clock shows at an instant; `-` at none. */
function clockAt(time: number, timeZone: string | undefined): string {
  if (!Number.isFinite(time)) return '-';
  return new Intl.DateTimeFormat('sv-SE', {hour: '2-digit', minute: '2-digit', timeZone}).format(time);
}

/** The zone that a campaign's times are in; `undefined` where each reader's own is meant. */
function zoneOf(campaign: Campaign | undefined): string | undefined {
  const offset = /T.*?(Z|[+-]\d\d:?\d\d)$/i.exec(campaign?.from ?? campaign?.until ?? '')?.[1];
  const zone = campaign?.timezone ?? (offset?.toUpperCase() === 'Z' ? 'UTC' : offset);
  return zone !== undefined && isTimeZone(zone) ? zone : undefined;
}

/** `Central European Time`, `UTC`, `GMT+1`. */
function zoneName(timeZone: string, time: number, language: string): string {
  const timeZoneName = timeZone.includes('/') ? 'longGeneric' : 'short';
  const parts = new Intl.DateTimeFormat(language, {timeZone, timeZoneName}).formatToParts(time);
  return parts.find(({type}) => type === 'timeZoneName')?.value ?? timeZone;
}

/** The day on which a time is over, as its campaign counts days. */
function lastDay(until: number, campaign: Campaign | undefined): string {
  return new Intl.DateTimeFormat('sv-SE', {timeZone: zoneOf(campaign), dateStyle: 'short'}).format(until - 1);
}
