import {openDatabase} from '@uggla/core/records/database.js';
import type {AuthorizationHook} from '@uggla/core/records/connections.js';
import {reach} from '@uggla/core/records/reach.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {CampusItem, ProgressAnswer, Text, TokenAnswer} from '@uggla/protocol';
import {itemOfCourse, nobody, type Earned, type Own, type Standing} from './standing.js';

/** What `GET /v1/certificates` tells. */
interface CertificatesAnswer {
  certificates: {course: string; title: Text; completed: string; expires?: string; state: string; page: string}[];
}

/**
 * What a server knows of the person. Whoever it does not know yet is not made known to it by a look at a campus: nobody.
 *
 * @param origin - Base address of the server, whole.
 * @throws {@link UgglaError} `records-unreachable`; others where the answer is none, or nobody is signed in any more.
 */
export async function ownFromServer(
  origin: string,
  items: readonly CampusItem[],
  hook: AuthorizationHook | undefined,
): Promise<Own> {
  const base = origin.replace(/\/+$/, '');
  const authorization = (await hook?.()) ?? (await keptToken(base));
  if (authorization === undefined) return nobody;
  const ask = async <T>(path: string): Promise<T | undefined> => {
    const answer = await reach(base + path, {headers: {authorization}});
    if (answer.status === 404) return undefined; // an older server
    if (!answer.ok) throw new TypeError(`${base}${path} told nothing`);
    return (await answer.json()) as T;
  };
  const [progress, certificates] = await Promise.all([
    ask<ProgressAnswer>('/v1/progress'),
    ask<CertificatesAnswer>('/v1/certificates'),
  ]);
  return {
    from: 'server',
    standings: standingsOf(progress, items),
    earned: (certificates?.certificates ?? []).flatMap((one) => earnedOf(one, items, base)),
  };
}

/** What a course got for this browser, when it recorded to that server: see `ServerSession`. */
async function keptToken(base: string): Promise<string | undefined> {
  const database = await openDatabase();
  try {
    const kept = (await database.get('keep', `token ${base}`)) as TokenAnswer | undefined;
    return kept && `Bearer ${kept.token}`;
  } finally {
    database.close();
  }
}

function standingsOf(answer: ProgressAnswer | undefined, items: readonly CampusItem[]): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const {course, progress, done, total, complete, changed, due = {}, todos} of answer?.courses ?? []) {
    const item = itemOfCourse(items, course);
    if (!item) continue;
    const again = Object.keys(due).map((lesson) => ({lesson, title: '', step: 'due', until: undefined}));
    standings.set(item.id, {
      share: total > 0 ? done / total : 0,
      isComplete: complete,
      lesson: progress.lesson ?? '',
      at: Date.parse(changed) || 0,
      todos: (todos ?? again).map(({lesson, title, step, until}) => ({
        lesson,
        title,
        isLate: step === 'late',
        isAgain: lesson in due,
        until,
      })),
    });
  }
  return standings;
}

function earnedOf(
  {course, title, completed, expires, state, page}: CertificatesAnswer['certificates'][number],
  items: readonly CampusItem[],
  base: string,
): Earned[] {
  const item = itemOfCourse(items, course);
  return item
    ? [
        {
          item: item.id,
          title,
          completed,
          expires,
          isRevoked: state === 'revoked',
          page: safeUrl(page, `${base}/`, 'link'),
        },
      ]
    : [];
}
