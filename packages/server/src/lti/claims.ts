import {isTimeZone, UgglaError} from '@uggla/protocol';
import {errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey} from 'jose';
import {z} from 'zod';
import {isSafeAddress} from '../http/address.js';
import {refuse} from '../http/refuse.js';
import {isServiceAddress} from './addresses.js';
import {some, text} from './fields.js';
import type {Platform} from './platforms.js';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim';

/** Names of the claims that are sent and read (LTI 1.3, Deep Linking 2, AGS 2, NRPS 2). */
export const claim = {
  messageType: `${lti}/message_type`,
  version: `${lti}/version`,
  deployment: `${lti}/deployment_id`,
  target: `${lti}/target_link_uri`,
  resourceLink: `${lti}/resource_link`,
  roles: `${lti}/roles`,
  custom: `${lti}/custom`,
  presentation: `${lti}/launch_presentation`,
  settings: `${deepLinking}/deep_linking_settings`,
  contentItems: `${deepLinking}/content_items`,
  data: `${deepLinking}/data`,
  scores: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
} as const;

/** Rights that a token for the platform's services is asked for. */
export const scopes = {
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

/** What is believed of a launch. All of it was written by somebody else. */
export interface Launch {
  kind: 'course' | 'picker';
  issuer: string;
  clientId: string;
  deployment: string;
  /** Who it is, among the people of the platform. */
  user: string;
  name?: string | undefined;
  email?: string | undefined;
  timeZone?: string | undefined;
  /** What the platform shows them its pages in (BCP 47). */
  locale?: string | undefined;
  /** May choose courses and see members. */
  teaches: boolean;
  /** Has a place in the gradebook. */
  learns: boolean;
  /** Id of the course, as the link has it; the whole campus without it. */
  course?: string | undefined;
  /** Where this link's score goes. */
  lineItem?: string | undefined;
  /** Where the members of its class are listed. */
  members?: string | undefined;
  /** Where what was chosen goes, and how. */
  choice?: {returnUrl: string; data?: string | undefined; several: boolean; graded: boolean} | undefined;
}

/** What a launch must fit. */
export interface Expected {
  nonce: string;
  /** Whether it is the address that the login was for. */
  isTarget: (address: string) => boolean;
}

/** A token older than this was kept back; most platforms give theirs a minute. */
const oldest = '10m';
/** Clocks differ. */
const seconds = 60;

/**
 * The launch of a platform's token.
 *
 * @throws {@link UgglaError} a code for each way in which it does not count.
 */
export async function readLaunch(
  platform: Platform,
  token: string,
  keys: JWTVerifyGetKey,
  expected: Expected,
): Promise<Launch> {
  const claims = await verify(platform, token, keys);
  if (claims.iss !== platform.issuer)
    throw refuse(403, 'lti-issuer-wrong', `the token is of ${quoted(claims.iss)}, the login was at ${platform.issuer}`);
  checkAudience(claims, platform);
  if (claims['nonce'] !== expected.nonce)
    throw refuse(403, 'lti-nonce-wrong', 'the token belongs to another login', openAgain);
  const version = claims[claim.version];
  if (version !== '1.3.0')
    throw refuse(400, 'lti-version-unsupported', `the launch is of LTI ${quoted(version)}, 1.3.0 is understood`);
  const deployment = claims[claim.deployment];
  if (typeof deployment !== 'string' || !platform.deploymentIds.includes(deployment))
    throw deploymentUnknown(deployment, platform);
  const target = claims[claim.target];
  if (typeof target !== 'string' || !expected.isTarget(target)) throw targetForeign(target);
  const messageType = claims[claim.messageType];
  const kind =
    messageType === 'LtiResourceLinkRequest'
      ? 'course'
      : messageType === 'LtiDeepLinkingRequest'
        ? 'picker'
        : undefined;
  if (kind === undefined)
    throw refuse(
      400,
      'lti-message-unsupported',
      `a message ${quoted(messageType)} came; courses are opened and chosen`,
    );
  return toLaunch(platform, claims, kind, deployment);
}

async function verify(platform: Platform, token: string, keys: JWTVerifyGetKey): Promise<JWTPayload> {
  try {
    const {payload} = await jwtVerify(token, keys, {
      algorithms: ['RS256'], // the one of LTI (1EdTech Security Framework 1.0, 5.1.3); never one whose key is no secret
      requiredClaims: ['exp', 'iat'],
      clockTolerance: seconds,
      maxTokenAge: oldest,
    });
    return payload;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (!isOfToken(cause))
      throw new UgglaError('lti-keys-unavailable', `${platform.name} gives no keys at ${platform.jwksUri}: ${why}`, {
        status: 503,
        cause,
        cure: 'See that the server can reach that address; then open it again.',
      });
    const late =
      cause instanceof errors.JWTExpired ||
      (cause instanceof errors.JWTClaimValidationFailed && ['exp', 'iat', 'nbf'].includes(cause.claim));
    throw late
      ? refuse(403, 'lti-token-expired', `the token is too old, too young or of no time: ${why}`, openAgain)
      : refuse(403, 'lti-token-invalid', `the token does not count: ${why}`);
  }
}

/** Whether the token is at fault, or whoever has the keys. */
function isOfToken(cause: unknown): boolean {
  const ofPlatform = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code];
  return cause instanceof errors.JOSEError && !ofPlatform.includes(cause.code);
}

/** OpenID Connect Core, 3.1.3.7: it is for us, and where it is for others too, says that it was made for us. */
function checkAudience({aud, azp}: JWTPayload, {clientId}: Platform): void {
  const audience = [aud ?? []].flat();
  const isOurs = audience.includes(clientId) && (azp === undefined ? audience.length === 1 : azp === clientId);
  if (!isOurs)
    throw refuse(
      403,
      'lti-audience-wrong',
      `the token is for ${quoted(audience.join(', '))}${azp === undefined ? '' : ` (azp ${quoted(azp)})`}, not for ${clientId}`,
    );
}

const person = z.object({
  sub: z.string().min(1).max(255),
  name: text,
  given_name: text,
  family_name: text,
  email: some(z.email().max(200)),
  zoneinfo: some(z.string().max(60).refine(isTimeZone)),
  locale: some(z.string()),
  [claim.presentation]: some(z.object({locale: some(z.string())})),
  [claim.roles]: z.array(z.string().max(500)).max(100).default([]),
  [claim.custom]: some(z.object({course: some(z.string().max(2000))})),
});
const scoreService = z.object({scope: z.array(z.string()), lineitem: z.string().max(2000).optional()});
const memberService = z.object({context_memberships_url: z.string().max(2000)});
const choiceSettings = z.object({
  deep_link_return_url: z.string().max(4000),
  accept_types: z.array(z.string()),
  accept_multiple: some(z.boolean()),
  accept_lineitem: some(z.boolean()),
  data: z.string().max(20_000).optional(),
});

function toLaunch(platform: Platform, claims: JWTPayload, kind: Launch['kind'], deployment: string): Launch {
  const told = parse(person, claims, '');
  const roles = told[claim.roles] as readonly string[];
  const {issuer, clientId} = platform;
  const name = told.name ?? (told.given_name && [told.given_name, told.family_name].filter(Boolean).join(' '));
  return {
    kind,
    issuer,
    clientId,
    deployment,
    user: told.sub,
    name,
    email: told.email,
    timeZone: told.zoneinfo,
    locale: toTag((told[claim.presentation] as {locale?: string} | undefined)?.locale ?? told.locale),
    teaches: roles.some(isTeacher),
    learns: roles.some((role) => /(^|#)Learner$/.test(role)),
    course: (told[claim.custom] as {course?: string} | undefined)?.course,
    lineItem: readLineItem(platform, claims),
    members: readMembers(platform, claims),
    ...(kind === 'picker' ? {choice: readChoice(claims)} : {}),
  };
}

function readLineItem(platform: Platform, claims: JWTPayload): string | undefined {
  if (claims[claim.scores] === undefined) return undefined;
  const {scope, lineitem} = parse(scoreService, claims[claim.scores], claim.scores);
  if (lineitem === undefined || !scope.includes(scopes.score)) return undefined;
  return checkService(platform, lineitem, `${claim.scores}.lineitem`);
}

function readMembers(platform: Platform, claims: JWTPayload): string | undefined {
  if (claims[claim.members] === undefined) return undefined;
  const {context_memberships_url: address} = parse(memberService, claims[claim.members], claim.members);
  return checkService(platform, address, `${claim.members}.context_memberships_url`);
}

function readChoice(claims: JWTPayload): NonNullable<Launch['choice']> {
  const {deep_link_return_url: returnUrl, ...asked} = parse(choiceSettings, claims[claim.settings], claim.settings);
  if (!asked.accept_types.includes('ltiResourceLink'))
    throw invalid(`${claim.settings}.accept_types`, 'no links to tools are taken');
  if (!isSafeAddress(returnUrl)) throw invalid(`${claim.settings}.deep_link_return_url`, 'no address of https');
  return {
    returnUrl,
    data: asked.data,
    several: asked.accept_multiple ?? false,
    graded: asked.accept_lineitem ?? true,
  };
}

function checkService(platform: Platform, address: string, field: string): string {
  if (isServiceAddress(address, platform)) return address;
  throw invalid(field, `${quoted(address)} is not asked: no https, or a machine that is named by its number`);
}

/** Of the class, of the institution, or of one who makes content; their sub-roles too (LTI 1.3, A.2). */
function isTeacher(role: string): boolean {
  return (
    /^(Instructor|ContentDeveloper|Administrator)$/.test(role) ||
    /\/membership(#|\/)(Instructor|ContentDeveloper|Administrator)\b/.test(role) ||
    /\/(institution|system)\/person#(Instructor|Faculty|Administrator|SysAdmin|AccountAdmin)$/.test(role)
  );
}

/** `es_ES` of the platforms is `es-ES`. */
function toTag(locale: string | undefined): string | undefined {
  const tag = locale?.replaceAll('_', '-');
  return tag !== undefined && /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag) ? tag : undefined;
}

function parse<S extends z.ZodType>(schema: S, value: unknown, within: string): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw invalid([within, ...(issue?.path ?? [])].filter((one) => one !== '').join('.'), issue?.message ?? '');
}

function invalid(field: string, why: string): UgglaError {
  return refuse(400, 'lti-claim-invalid', `${field || 'the token'} is not as it should be (${why})`, undefined, field);
}

/** The refusal of a place that the tool was not put in. */
export function deploymentUnknown(deployment: unknown, {name}: Platform): UgglaError {
  return refuse(
    403,
    'lti-deployment-unknown',
    `${name} launches from deployment ${quoted(deployment)}, which is none of those registered`,
    'Add it to deploymentIds, if the tool was put there on purpose.',
  );
}

/** The refusal of an address that is not ours, or not the one that the login was for. */
export function targetForeign(target: unknown): UgglaError {
  return refuse(
    403,
    'lti-target-foreign',
    `${quoted(target)} is no address of this server, or not the one of the login`,
    'Let the tool’s address in the LMS be …/lti/launch of this server; --public-url says under which name it is reached.',
  );
}

/** What to do where another launch will do. */
export const openAgain = 'Open it again from the LMS.';

/** A stranger's word in a sentence of ours. */
export function quoted(value: unknown): string {
  return typeof value === 'string'
    ? JSON.stringify(value.slice(0, 200))
    : value === undefined
      ? 'nothing'
      : typeof value;
}
