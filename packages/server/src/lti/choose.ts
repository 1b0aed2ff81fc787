import {randomBytes} from 'node:crypto';
import {z} from '@hono/zod-openapi';
import {pickText} from '@uggla/protocol';
import type {Context} from 'hono';
import {SignJWT} from 'jose';
import type {Env} from '../env.js';
import {check, readJson, refuse} from '../http/refuse.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import {claim} from './claims.js';
import type {Lti} from './lti.js';
import {teachersOnly} from './members.js';

/** What `POST /lti/deep-link` takes. */
export const choiceRequest = z
  .object({
    id: z.string().min(1).max(100),
    key: z.string().min(1).max(100),
    /** Ids of courses; an empty one stands for the whole campus. */
    courses: z.array(z.string().max(2000)).min(1).max(50),
    /** Whether each gets a column in the gradebook. */
    graded: z.boolean().default(true),
  })
  .openapi('LtiChoiceRequest');

/** `POST /lti/deep-link`: what a teacher chose, signed, and where the page takes it (Deep Linking 2.0). */
export function choiceHandler({settings, campus, keys}: Services, lti: Lti) {
  return async (c: Context<Env>): Promise<Response> => {
    const asked = check(choiceRequest, await readJson(c, 200_000), 'body-invalid', 'the choice');
    const launch = await lti.visits.find(asked.id, asked.key);
    const {choice, issuer, clientId, deployment, locale} = launch;
    if (!launch.teaches || !choice) throw teachersOnly();
    if (asked.courses.length > 1 && !choice.several)
      throw refuse(400, 'body-invalid', 'the LMS takes one course at a time', undefined, 'courses');
    const url = `${publicBase(c, settings.publicUrl)}/lti/launch`;
    const items: object[] = [];
    for (const id of new Set(asked.courses)) {
      const found = id === '' ? undefined : await campus?.course(id);
      if (id !== '' && !found) throw courseUnknown(id);
      const shown = found?.course ?? (await campus?.campus());
      const title = pickText(shown?.title, locale === undefined ? [] : [locale]) || 'Uggla';
      const text = pickText((shown as {summary?: string})?.summary, locale === undefined ? [] : [locale]);
      items.push({
        type: 'ltiResourceLink',
        title,
        ...(text ? {text} : {}),
        url,
        ...(found ? {custom: {course: id}} : {}),
        ...(found && choice.graded && asked.graded
          ? {lineItem: {scoreMaximum: 100, label: title, resourceId: id}}
          : {}),
      });
    }
    const jwt = await new SignJWT({
      nonce: randomBytes(16).toString('base64url'),
      [claim.deployment]: deployment,
      [claim.messageType]: 'LtiDeepLinkingResponse',
      [claim.version]: '1.3.0',
      [claim.contentItems]: items,
      ...(choice.data === undefined ? {} : {[claim.data]: choice.data}),
    })
      .setProtectedHeader({alg: 'RS256', kid: keys.rsa.id, typ: 'JWT'})
      .setIssuer(clientId)
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(keys.rsa.privateKey);
    return c.json({to: choice.returnUrl, jwt});
  };
}

/** The refusal of a course that the campus does not have. */
export function courseUnknown(id: string) {
  return refuse(
    404,
    'course-unavailable',
    `the campus has no course ${id.slice(0, 200)}`,
    'Choose the course again in the LMS, or name it by its id in the link’s custom parameter `course`.',
    'course',
  );
}
