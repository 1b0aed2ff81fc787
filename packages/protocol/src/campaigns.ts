import type {Campaign, Product} from './types.js';

/** The campaigns that are on at `now` (milliseconds since 1970), the weightiest first; equal ones in file order. */
export function activeCampaigns(campaigns: readonly Campaign[], now: number): Campaign[] {
  return campaigns
    .filter((campaign) => {
      const {from, until} = boundsOf(campaign);
      return from <= now && now < until;
    })
    .sort((one, other) => (other.priority ?? 0) - (one.priority ?? 0));
}

/** When a campaign next begins or ends after `now`; `undefined` when none ever will. */
export function nextChange(campaigns: readonly Campaign[], now: number): number | undefined {
  const times = campaigns
    .flatMap((campaign) => Object.values(boundsOf(campaign)))
    .filter((time) => time > now && Number.isFinite(time));
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The products with those of the campaigns in front, in the campaigns' order; nothing else moves. */
export function putForward<T extends {readonly id: string}>(
  products: readonly T[],
  campaigns: readonly Campaign[],
): T[] {
  const rank = new Map<string, number>();
  for (const id of campaigns.flatMap((campaign) => campaign.products)) if (!rank.has(id)) rank.set(id, rank.size);
  const place = ({id}: T) => rank.get(id) ?? rank.size;
  return [...products].sort((one, other) => place(one) - place(other));
}

/** The product at what it costs in the weightiest of these campaigns that says so, and what it cost before if that is more. */
export function pricedBy(product: Product, campaigns: readonly Campaign[]): Product {
  const {id, price} = product;
  const amount = campaignWithPrice(id, campaigns)?.prices?.[id];
  if (!price || amount === undefined) return product;
  return {...product, price: {...price, amount, ...(amount < price.amount ? {former: price.amount} : {})}};
}

/** What a product costs from one instant (milliseconds since 1970) until another, before and after which it costs something else. */
export interface PriceTime {
  readonly from: number;
  readonly until: number;
  readonly price: NonNullable<Product['price']>;
  /** Whose price it is; `undefined` for the product's own. */
  readonly campaign: Campaign | undefined;
}

/** What a product costs and when, in order and without a gap: for who tells it before it is known when that is read. */
export function pricesOverTime(product: Product, campaigns: readonly Campaign[]): PriceTime[] {
  const own = campaigns.filter((one) => campaignWithPrice(product.id, [one]));
  const ends = [-Infinity, ...own.flatMap((one) => Object.values(boundsOf(one))), Infinity];
  const times = [...new Set(ends)].sort((one, other) => (one < other ? -1 : 1));
  const all: PriceTime[] = [];
  for (const [at, from] of times.slice(0, -1).entries()) {
    const on = activeCampaigns(own, from);
    const {price} = pricedBy(product, on);
    if (!price) return [];
    const last = all.at(-1);
    const until = times[at + 1]!;
    if (last && last.campaign === on[0]) all[all.length - 1] = {...last, until};
    else all.push({from, until, price, campaign: on[0]});
  }
  return all;
}

function campaignWithPrice(id: string, campaigns: readonly Campaign[]): Campaign | undefined {
  return campaigns.find(({prices}) => prices && Object.hasOwn(prices, id));
}

/**
 * From when until when a campaign runs, in milliseconds since 1970: at or after `from`, before `until`. A date without a
 * time means the whole day, the last one included. A date that is none, or lies in a time zone that nobody knows, never
 * begins: better a campaign that does not show than one that shows too early.
 */
export function boundsOf(campaign: Pick<Campaign, 'from' | 'until' | 'timezone'>): Bounds {
  let bounds = known.get(campaign);
  if (!bounds) known.set(campaign, (bounds = findBounds(campaign)));
  return bounds;
}

interface Bounds {
  from: number;
  until: number;
}

/** Asking `Intl` for a time zone is slow, and campaigns are looked at with every letter that someone types. */
const known = new WeakMap<object, Bounds>();

function findBounds({from, until, timezone}: Pick<Campaign, 'from' | 'until' | 'timezone'>): Bounds {
  return {
    from: from === undefined ? -Infinity : (instantOf(from, timezone, false) ?? Infinity),
    until: until === undefined ? Infinity : (instantOf(until, timezone, true) ?? -Infinity),
  };
}

/** The instant that a preview asks for: a date (from its first moment) or a local time; `undefined` when it is none. */
export function previewInstant(text: string): number | undefined {
  return instantOf(text, undefined, false);
}

const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** A local date and time in `timezone` (the viewer's own without one) as an instant. */
function instantOf(text: string, timezone: string | undefined, isEnd: boolean): number | undefined {
  const match = dateTime.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, offset] = match;
  const [y, m, d] = [Number(year), Number(month) - 1, Number(day)];
  // A last day ends where the next begins.
  const wall =
    hour === undefined
      ? Date.UTC(y, m, d + (isEnd ? 1 : 0))
      : Date.UTC(y, m, d, Number(hour), Number(minute), Number(second ?? 0));
  if (Number.isNaN(wall) || new Date(Date.UTC(y, m, d)).getUTCMonth() !== m) return undefined;
  if (offset !== undefined) return wall - parseOffset(offset);
  try {
    return fromWallClock(wall, timezone);
  } catch {
    return undefined; // a time zone that Intl does not know
  }
}

function parseOffset(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/**
 * The instant at which a clock on the wall in `timezone` shows `wall` (its digits read as UTC). An hour that comes twice
 * in autumn is the first of both; one that is left out in spring comes as much later as was left out (as ECMAScript's
 * Temporal has it: `compatible`).
 */
function fromWallClock(wall: number, timezone: string | undefined): number {
  const early = wall - zoneOffset(wall - DAY_MS, timezone);
  const late = wall - zoneOffset(wall + DAY_MS, timezone);
  const isShown = (instant: number) => instant + zoneOffset(instant, timezone) === wall;
  return isShown(early) || !isShown(late) ? early : late;
}

/** No clock is changed twice within a day. */
const DAY_MS = 86_400_000;

function zoneOffset(instant: number, timezone: string | undefined): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({type, value}) => [type, Number(value)]));
  const shown = Date.UTC(part['year']!, part['month']! - 1, part['day']!, part['hour'], part['minute'], part['second']);
  return shown - Math.floor(instant / 1000) * 1000;
}
