import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import {UgglaError} from '@uggla/protocol';
import type {Env} from '../env.js';
import {check, readJson, refuse} from '../http/refuse.js';
import {enrolKnown, type KnownNewcomer} from '../learning/enrolment.js';
import type {Services} from '../services.js';
import {scopes, type Launch} from './claims.js';
import {some, text} from './fields.js';
import type {Lti} from './lti.js';
import {findPlatform, type Platform} from './platforms.js';

/** What `POST /lti/members` takes. */
export const membersRequest = z
  .object({id: z.string().min(1).max(100), key: z.string().min(1).max(100)})
  .openapi('LtiMembersRequest');

const mostPages = 100;
const enrolledAtOnce = 200;

const container = z.object({
  members: z
    .array(
      z.object({
        user_id: z.string().min(1).max(255),
        status: some(z.string()),
        roles: z.array(z.string()).catch([]),
        name: text,
        given_name: text,
        family_name: text,
        email: some(z.email().max(200)),
      }),
    )
    .max(20_000),
});

/** `POST /lti/members`: a teacher has the learners of the class enrolled in the course that the link opens (NRPS 2.0). */
export function membersHandler(services: Services, lti: Lti) {
  const {campus, server, settings} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const {id, key} = check(membersRequest, await readJson(c, 8192), 'body-invalid', 'the request');
    const launch = await lti.visits.find(id, key);
    if (!launch.teaches) throw teachersOnly();
    const platform = findPlatform(lti.platforms, launch.issuer, launch.clientId);
    const found = launch.course === undefined ? undefined : await campus?.course(launch.course);
    if (!platform || !found || launch.members === undefined)
      throw refuse(409, 'lti-members-unavailable', 'this link opens no course, or the LMS tells no members for it');
    const learners = await readLearners(lti, platform, launch.members).catch((cause: unknown) => {
      settings.log(`lti: members of ${launch.issuer}: ${cause instanceof Error ? cause.message : String(cause)}`);
      throw new UgglaError('lti-members-unavailable', `${platform.name} did not tell the members`, {
        status: 502,
        cause,
        cure: 'See that the tool may use “Names and Role Provisioning Services” in the LMS.',
      });
    });
    let fresh = 0;
    for (let at = 0; at < learners.length; at += enrolledAtOnce)
      fresh += (await enrolKnown(services, found.course, learners.slice(at, at + enrolledAtOnce), server)).fresh;
    return c.json({members: learners.length, enrolled: fresh});
  };
}

/** The learners of a class who are in it now. */
async function readLearners(
  {service}: Lti,
  platform: Platform,
  first: NonNullable<Launch['members']>,
): Promise<KnownNewcomer[]> {
  const learners: KnownNewcomer[] = [];
  let address: string | undefined = first;
  for (let page = 0; address !== undefined && page < mostPages; page++) {
    const {status, headers, body} = await service.ask(platform, scopes.members, address, {
      method: 'GET',
      headers: {Accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json'},
    });
    if (status !== 200) throw new Error(`${address} answered ${status}`);
    for (const one of container.parse(JSON.parse(body)).members) {
      if ((one.status ?? 'Active') !== 'Active' || !one.roles.some((role) => /(^|#)Learner$/.test(role))) continue;
      const name = one.name ?? ([one.given_name, one.family_name].filter(Boolean).join(' ') || undefined);
      learners.push({account: {homePage: platform.issuer, name: one.user_id}, name, email: one.email});
    }
    address = nextOf(headers.get('Link'), address, first);
  }
  return learners;
}

/** The next page of the list, where it is of the same host as the first. */
function nextOf(link: string | null, address: string, first: string): string | undefined {
  const next = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(link ?? '')?.[1];
  if (next === undefined || !URL.canParse(next, address)) return undefined;
  const url = new URL(next, address);
  if (url.origin !== new URL(first).origin) throw new Error(`the next page lies elsewhere: ${url.origin}`);
  return url.href;
}

/** The refusal of what learners do not do. */
export function teachersOnly(): UgglaError {
  return refuse(403, 'lti-role-insufficient', 'this is for those who teach the class or make its content');
}
