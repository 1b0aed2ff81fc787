import {safeUrl} from '@uggla/core/safe-url.js';
import type {ProductAction} from '../events.js';

/** How leads are taken: by the element's own form, by the page, or not at all. */
export type LeadWay = 'form' | 'page' | '';

/** Address of an action, with the scheme that its kind implies; `undefined` when it may not be followed. */
export function hrefOf({kind, href = ''}: ProductAction, base: string): string | undefined {
  const text = href.trim();
  if (text === '') return undefined;
  if (kind === 'mail' && !/^[a-z]+:/i.test(text)) return safeUrl(`mailto:${text}`, base, 'link');
  if (kind === 'phone' && !/^[a-z]+:/i.test(text))
    return /\d/.test(text) ? safeUrl(`tel:${text.replace(/[^\d+*#]/g, '')}`, base, 'link') : undefined;
  return safeUrl(text, base, 'link');
}
