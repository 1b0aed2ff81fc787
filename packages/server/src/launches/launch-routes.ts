import {z} from '@hono/zod-openapi';
import {findItem, type LaunchAnswer, type LaunchStateAnswer, type Lesson} from '@uggla/protocol';
import {lockedLessons} from '@uggla/protocol/locked.js';
import type {Context, Hono} from 'hono';
import {html} from 'hono/html';
import {courseNamed} from '../campus/course-named.js';
import type {Env} from '../env.js';
import {respondHtml} from '../http/html-page.js';
import {pickWords} from '../http/languages.js';
import {pageWords} from '../locales/words.js';
import {check, readJson, refuse} from '../http/refuse.js';
import {readDone, readRound, refuseLocked} from '../learning/read-progress.js';
import {openLesson} from '../locked/lesson-address.js';
import {actorOf, need} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import type {LaunchRow} from '../store/tables.js';
import {isCmi5} from './cmi5.js';
import {isMixed} from './structure.js';

/** What `POST /v1/launches` takes. */
export const launchRequest = z
  .object({
    course: z.string().min(1).max(2000),
    lesson: z.string().min(1).max(200),
    mode: z.enum(['normal', 'browse', 'review']).optional(),
  })
  .openapi('LaunchRequest');

const modes = {normal: 'Normal', browse: 'Browse', review: 'Review'} as const;

/** What a launch adds to the unit's address (cmi5 8.1). */
const parameters = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const;

/**
 * `POST /v1/launches`: begins a session of a cmi5 lesson for whoever is there. What the unit is, and what it must report, is read
 * from the published course.
 */
export function launchHandler(services: Services) {
  const {who, campus, settings, launches} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const asked = check(launchRequest, await readJson(c, 8192), 'body-invalid', 'the request');
    const found = await courseNamed(campus, asked.course);
    const lesson = findItem(found.course, asked.lesson) as Lesson | undefined;
    if (!isCmi5(lesson))
      throw refuse(
        404,
        'lesson-unknown',
        `there is no cmi5 lesson ${asked.lesson} in ${asked.course}`,
        'Publish the course again, and start the server on that folder.',
        'lesson',
      );
    await refuseLocked(services, person, found, lesson);
    const base = publicBase(c, settings.publicUrl);
    const address = campus!.addressOf(found, lesson.src, base);
    const place = lockedLessons(found.course).has(lesson.id) && (await openLesson(services, person, found, lesson));
    const opened = place ? campus!.addressOf(found, lesson.src, `${base}/${place.path}`) : address;
    if (address === undefined || opened === undefined)
      throw refuse(409, 'embed-unavailable', `${lesson.src} is no address that can be opened`, undefined, 'src');
    const own = (id: string, path: string) => `${base}/v1/launches/${id}/${path}`;
    const actor = actorOf(person);
    const row = await launches.begin({
      course: found.course,
      lesson,
      actor,
      mode: modes[asked.mode ?? 'normal'],
      address,
      returnUrl: (id) => own(id, 'return'),
      round: await readRound(services, person, found, lesson),
      done: isMixed(found.course) ? await readDone(services, agentKey(actor), found) : new Set(),
    });
    const url = new URL(opened); // records name the published one
    const values = {
      endpoint: own(row.id, 'xapi/'),
      fetch: own(row.id, 'token'),
      actor: JSON.stringify(actor),
      registration: row.registration,
      activityId: row.activity,
    };
    for (const name of parameters) url.searchParams.set(name, values[name]);
    const answer: LaunchAnswer = {
      ...(await stateOf(services, row)),
      address: url.href,
      window: lesson.launchMethod === 'OwnWindow' ? 'own' : 'any',
    };
    return c.json(answer, 201);
  };
}

/** `GET /v1/launches/{id}`: how far the learner's session is, and what was reported over all sessions of the registration. */
export function launchStateHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await services.who(c));
    const row = await services.launches.find(c.req.param('id') ?? '');
    if (row?.actor !== agentKey({account: person.account})) throw launchUnknown(c.req.param('id'));
    return c.json(await stateOf(services, row));
  };
}

/**
 * `POST /v1/launches/{id}/token`: the address `fetch` of cmi5 (8.2). It gives the token once; whatever goes wrong is told with
 * status 200, as cmi5 wants it.
 */
export function launchTokenHandler({launches}: Pick<Services, 'launches'>) {
  return async (c: Context<Env>): Promise<Response> => {
    const id = c.req.param('id') ?? '';
    const token = await launches.takeToken(id);
    if (token !== undefined) return c.json({'auth-token': token});
    const isKnown = (await launches.find(id)) !== undefined;
    return c.json(
      isKnown
        ? {
            'error-code': '1',
            'error-text': 'The token of this launch was fetched already: open the activity again from its course.',
          }
        : {'error-code': '2', 'error-text': 'There is no such launch.'},
    );
  };
}

const returnPolicy = "default-src 'none'; style-src data:; img-src data:; base-uri 'none'; form-action 'none'";

/** Where a unit goes at its end (`returnURL`): a page that any course may have in its frame, and that says nothing of anybody. */
export function launchPages(app: Hono<Env>): void {
  app.get('/v1/launches/:id/return', (c) => {
    const {
      language,
      words: {launch: words},
    } = pickWords(c, pageWords);
    const style = `data:text/css,${encodeURIComponent('body{font:1.1em/1.5 system-ui,sans-serif;margin:3em 1.5em;text-align:center}')}`;
    return respondHtml(c, {
      title: words.title,
      language,
      style,
      policy: returnPolicy,
      referrer: 'no-referrer',
      body: html`<main><h1>${words.title}</h1><p>${words.text}</p></main>`,
    });
  });
}

/** The refusal of a session that is not there, or not this person's. */
function launchUnknown(id: string | undefined) {
  return refuse(404, 'launch-unknown', `there is no launch ${id ?? ''} of yours`, 'Open the lesson again.');
}

async function stateOf({launches}: Pick<Services, 'launches'>, row: LaunchRow): Promise<LaunchStateAnswer> {
  const state =
    row.terminated !== null
      ? 'terminated'
      : row.abandoned !== null
        ? 'abandoned'
        : row.initialized !== null
          ? 'initialized'
          : 'launched';
  return {id: row.id, state, registration: row.registration, ...(await launches.standing(row))};
}
