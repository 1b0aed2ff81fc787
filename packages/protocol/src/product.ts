import type {Product} from './types.js';

/**
 * The same product, for a file that lies elsewhere.
 *
 * @param product - Its addresses are relative to the file that it was read from.
 * @param move - Gives the new address; not asked for those with a scheme, from the root, or within a page.
 */
export function moveAddresses(product: Product, move: (address: string) => string): Product {
  const at = (address: string) => (/^([a-z][a-z0-9+.-]*:|\/|#)/i.test(address) ? address : move(address));
  const moved = <T extends {src: string}>(one: T): T => ({...one, src: at(one.src)});
  const {media, poster, images, documents, model, content, actions, page} = product;
  return {
    ...product,
    ...(media === undefined ? {} : {media: at(media)}),
    ...(poster ? {poster: moved(poster)} : {}),
    ...(images ? {images: images.map(moved)} : {}),
    ...(documents ? {documents: documents.map(moved)} : {}),
    ...(model ? {model: moved(model)} : {}),
    ...(content
      ? {content: Object.fromEntries(Object.entries(content).map(([language, address]) => [language, at(address)]))}
      : {}),
    ...(actions
      ? {
          actions: actions.map((one) =>
            one.kind === 'link' && one.href !== undefined ? {...one, href: at(one.href)} : one,
          ),
        }
      : {}),
    ...(page === undefined ? {} : {page: at(page)}),
  };
}
