import {loadJson} from '@uggla/core/load.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError, type Article} from '@uggla/protocol';
import {articleSchema} from '@uggla/protocol/generated/article-schema.js';

/**
 * A text and the address that it came from.
 *
 * @throws {@link UgglaError} `article-unavailable`, `article-invalid`.
 */
export async function loadArticle(
  address: string,
  base: string,
  signal?: AbortSignal,
): Promise<{article: Article; url: string}> {
  const url = safeUrl(address, base, 'fetch');
  if (url === undefined)
    throw new UgglaError('article-unavailable', `${address} is no address that can be fetched`, {file: address});
  const article = await loadJson<Article>(url, {kind: 'article', schema: articleSchema, signal});
  return {article, url};
}
