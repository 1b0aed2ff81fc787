import {given, isDay, parseMoment} from '@uggla/protocol';
import {endOf} from '../authored/end-of.js';
import type {Place, Problems} from '../problems.js';

/** A price for a time, as it is written into a campaign. */
export interface ImportedOffer extends Interval {
  amount: number;
}

/** When an offer is on; always, where nothing tells. */
export interface Interval {
  from?: string;
  until?: string;
  /** Of days without a time. */
  timezone?: string;
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * A moment of Google's product data (ISO 8601) as an authored folder has it: its time zone stays, and is UTC where there is
 * none; a day stays one.
 */
function readMoment(text: string): string | undefined {
  const [, day, time, zone = 'Z'] = MOMENT.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  const [, sign = '', hours = '', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const written = time === undefined ? day : `${day}T${time}${sign ? `${sign}${hours}:${minutes || '00'}` : 'Z'}`;
  return parseMoment(written) && Number(hours) <= 14 ? written : undefined;
}

/** `2026-02-24T13:00-0800/2026-02-29T15:30-0800`; `undefined` when it is none, or ends before it begins. */
function readInterval(text: string): Interval | undefined {
  const parts = text.split('/');
  const [from, until] = parts.map(readMoment);
  if (parts.length !== 2 || from === undefined || until === undefined || endOf(until) <= parseMoment(from)!.getTime())
    return undefined;
  return {from, until, ...(isDay(from) || isDay(until) ? {timezone: 'UTC'} : {})};
}

/** The offer of a row, if it has one that is understood; what is not is told. */
export function readOffer(
  {
    sale,
    dates,
    title,
  }: {sale: {amount: number; currency: string | undefined} | undefined; dates: string; title: string},
  written: string,
  price: {amount: number; currency: string | undefined} | undefined,
  problems: Problems,
  place: Place,
): ImportedOffer | undefined {
  if (written === '') return undefined;
  const refuse = (field: string, message: string, cure: string): undefined => {
    problems.warn('row-incomplete', `${message}; “${title}” is imported without the offer`, {...place, field, cure});
  };
  if (!sale) return refuse('sale_price', `the price “${written}” is not understood`, 'Write it as 14.90 EUR.');
  if (!price) return refuse('sale_price', 'an offer needs the price that it is less than', 'Fill the price in.');
  const currency = price.currency ?? 'EUR'; // as of a product that names none
  if (sale.currency !== undefined && sale.currency !== currency)
    return refuse(
      'sale_price',
      `the offer is in ${sale.currency}, the price in ${currency}`,
      'Write both in one currency.',
    );
  if (sale.amount >= price.amount)
    return refuse(
      'sale_price',
      'the offer is not less than the price',
      'Write the price without the offer into `price`.',
    );
  const interval = dates.trim() === '' ? {} : readInterval(dates);
  if (!interval)
    return refuse(
      'sale_price_effective_date',
      `“${dates.slice(0, 80)}” is no time from one moment to a later one`,
      'Write it as 2026-11-20T09:00+0100/2026-11-30T23:59+0100.',
    );
  return {amount: sale.amount, ...interval};
}

/** How Google's product data, and the shops that write it, call what can be had. */
const availabilities: Readonly<Record<string, string>> = {
  instock: 'in-stock',
  availablefororder: 'in-stock',
  limitedavailability: 'in-stock',
  outofstock: 'out-of-stock',
  preorder: 'preorder',
  backorder: 'backorder',
};

/** Whether a product can be had, and from when; what is not understood is told. */
export function readAvailability(
  {availability, date, title}: {availability: string; date: string; title: string},
  problems: Problems,
  place: Place,
): {availability?: string; availableFrom?: string} {
  if (availability === '') return {};
  const found = availabilities[availability.toLowerCase().replace(/[^a-z]/g, '')];
  if (found === undefined) {
    problems.warn(
      'row-incomplete',
      `the availability “${availability.slice(0, 80)}” is not understood; “${title}” is imported without`,
      {
        ...place,
        field: 'availability',
        cure: 'It is in_stock, out_of_stock, preorder or backorder.',
      },
    );
    return {};
  }
  if (date === '' || (found !== 'preorder' && found !== 'backorder')) return {availability: found};
  const availableFrom = readMoment(date);
  if (availableFrom === undefined)
    problems.warn('row-incomplete', `“${date.slice(0, 80)}” is no date; “${title}” is imported without`, {
      ...place,
      field: 'availability_date',
      cure: 'Write it as 2026-12-25T13:00+0100.',
    });
  return {availability: found, ...given({availableFrom})};
}

/** Whether a product is to be shown no more. */
export function isExpired(date: string, title: string, problems: Problems, place: Place, now = Date.now()): boolean {
  if (date === '') return false;
  const moment = readMoment(date);
  if (moment !== undefined) return endOf(moment) <= now;
  problems.warn('row-incomplete', `“${date.slice(0, 80)}” is no date; “${title}” is imported without`, {
    ...place,
    field: 'expiration_date',
    cure: 'Write it as 2026-12-31T23:59+0100.',
  });
  return false;
}
