import type {Product} from '@uggla/protocol';

/** Writes numbers in the reader's way. */
interface Numbers {
  number(value: number, options?: Intl.NumberFormatOptions): string;
}

/** A price as people write it here; the plain number with its code for a currency that nobody knows; empty for none. */
export function formatPrice({price}: Product, localize: Numbers): string {
  if (!price) return '';
  try {
    const isWhole = Number.isInteger(price.amount);
    return localize.number(price.amount, {
      style: 'currency',
      currency: price.currency,
      ...(isWhole ? {maximumFractionDigits: 0} : {}),
    });
  } catch {
    return `${localize.number(price.amount)} ${price.currency}`;
  }
}
