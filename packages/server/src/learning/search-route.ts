import {z} from '@hono/zod-openapi';
import {matchLanguage, type SearchAnswer} from '@uggla/protocol';
import type {Context} from 'hono';
import {guessLanguage} from '../campus/retrieve.js';
import type {Env} from '../env.js';
import {acceptedLanguages} from '../http/languages.js';
import {openPassages} from '../locked/open-passages.js';
import {query, refuse} from '../http/refuse.js';
import type {Services} from '../services.js';

/** What `GET /v1/search` is asked with. */
export const searchQuery = z.object({
  q: z.string().min(1).max(500),
  lang: z.string().max(35).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** `GET /v1/search`: of locked lessons there is what is open for whoever asks. */
export function searchHandler(services: Services) {
  const {campus, who} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const {q, lang, limit} = query(c, searchQuery);
    if (!campus) throw refuse(404, 'campus-unavailable', 'this server has no campus');
    const languages = await campus.searchLanguages();
    const wanted = [...(lang === undefined ? [] : [lang]), ...acceptedLanguages(c)];
    const language =
      (lang === undefined ? await guessLanguage(q, languages) : undefined) ??
      matchLanguage(languages, wanted) ??
      languages[0] ??
      '';
    const person = await who(c).catch(() => undefined); // everybody may ask
    const unlocked = person && (await openPassages(services, person));
    const ofLocked = (unlocked?.indexes ?? [])
      .filter((index) => index.language === language)
      .flatMap((index) => index.search(q, {limit, allowed: (passage) => !unlocked!.isClosed(passage)}));
    const hits = [...((await campus.search(language))?.search(q, {limit}) ?? []), ...ofLocked]
      .sort((one, other) => other.score - one.score)
      .slice(0, limit);
    const answer: SearchAnswer = {
      query: q,
      language,
      hits: hits.map(({passage: {id, itemKind, place, ...passage}, score}) => ({
        ...passage,
        language,
        score: Math.round(score * 1000) / 1000,
      })),
    };
    return c.json(answer);
  };
}
