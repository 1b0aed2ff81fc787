import type {Article} from '@uggla/protocol';
import {articleSchema} from '@uggla/protocol/generated/article-schema.js';
import {loadJson} from './load.js';
import {renderArticle} from './rich-text.js';

/**
 * The text at `url`, ready for the page.
 *
 * @throws `UgglaError`: `article-unavailable`, `article-invalid`.
 */
export async function articleNodes(url: string, signal: AbortSignal): Promise<readonly Node[]> {
  const article = await loadJson<Article>(url, {kind: 'article', schema: articleSchema, signal});
  return [...renderArticle(article, url).childNodes];
}
