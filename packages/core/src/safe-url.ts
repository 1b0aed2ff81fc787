/** What an address is for: it decides which schemes are let through. */
export type UrlUse = 'link' | 'media' | 'image' | 'fetch';

const schemes: Readonly<Record<UrlUse, readonly string[]>> = {
  link: ['http:', 'https:', 'mailto:', 'tel:'],
  media: ['http:', 'https:', 'blob:'],
  image: ['http:', 'https:', 'blob:', 'data:'],
  fetch: ['http:', 'https:', 'blob:'],
};

const DATA_IMAGE = /^data:image\/(png|jpeg|webp|avif|gif);base64,[A-Za-z0-9+/=]+$/;

/**
 * `value`, made whole by `base`, when it may be used so; `undefined` when it may not (`javascript:`, `data:text/html`,
 * nonsense, or user names in an address). All addresses out of files, models and captions go through here.
 */
export function safeUrl(value: unknown, base: string | URL | undefined, use: UrlUse): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  let url: URL;
  try {
    url = new URL(value, base);
  } catch {
    return undefined;
  }
  if (!schemes[use].includes(url.protocol)) return undefined;
  if (url.protocol === 'data:') return DATA_IMAGE.test(value.trim()) ? value.trim() : undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return url.href;
}
