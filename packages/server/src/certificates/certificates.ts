import {randomUUID} from 'node:crypto';
import {calendarOf, pickText, UgglaError, type Actor, type Text} from '@uggla/protocol';
import {findPairs, readStandings, type Standing} from '../learning/standings.js';
import type {Services} from '../services.js';
import type {CertificateRow} from '../store/tables.js';
import {credentialOf, signCredential, type Credential} from './credential.js';

/** A certificate, as it is told of. */
export interface Certificate {
  id: string;
  /** IRI of the course. */
  course: string;
  title: Text;
  /** What the person is called, when it is known. */
  name?: string;
  completed: string;
  issued: string;
  expires?: string;
  /** From when on doing the course again makes a new one. */
  renewFrom?: string;
  revoked?: string;
  reason?: string;
  state: 'valid' | 'expired' | 'revoked';
  /** Address of the page to print, and of the signed credential. */
  page: string;
  credential: string;
}

/** Certificates of those who completed a course that gives one; who has earned one and has none yet is given it. */
export async function certificatesOf(
  services: Services,
  base: string,
  {actor, course}: {actor?: string | undefined; course?: string | undefined} = {},
  now = new Date(),
): Promise<(Certificate & {person: Actor})[]> {
  const pairs = (await findPairs(services, {course})).filter(
    ({row, found}) => found.course.certificate !== undefined && (actor === undefined || row.actor === actor),
  );
  const told: (Certificate & {person: Actor})[] = [];
  for await (const standing of readStandings(services, pairs, now)) {
    await issueDue(services, standing, base, now);
    const rows = await services.store.db
      .selectFrom('certificates')
      .selectAll()
      .where('actor', '=', standing.key)
      .where('course', '=', standing.found.course.id)
      .orderBy('completed', 'desc')
      .execute();
    told.push(...rows.map((row) => ({...toCertificate(row, base, standing, now), person: standing.person})));
  }
  return told;
}

/** A certificate is given once a completion: the first time, and again when the course is complete anew in the time for it. */
async function issueDue(
  services: Services,
  {key: actor, person, found, complete, completed, renewing, timeZone}: Standing,
  base: string,
  now: Date,
): Promise<void> {
  const {store, keys, campus, homePage} = services;
  const {course} = found;
  if (!complete || renewing || completed === undefined || !course.certificate) return;
  const latest = await store.db
    .selectFrom('certificates')
    .selectAll()
    .where('actor', '=', actor)
    .where('course', '=', course.id)
    .orderBy('completed', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (
    latest &&
    (completed <= latest.completed || completed < (renewalOf(latest, course.certificate.renewFrom, timeZone) ?? ''))
  )
    return;
  const calendar = calendarOf(timeZone ?? 'UTC');
  const {expires: lasts} = course.certificate;
  const expires = lasts === undefined ? undefined : calendar.add(new Date(completed), lasts).toISOString();
  const id = randomUUID();
  const name = await campus?.campus().then(
    (one) => pickText(one.title, course.languages),
    () => undefined,
  );
  const credential = credentialOf({
    id: `${base}/v1/certificates/${id}`,
    person,
    course,
    completed,
    expires,
    issuer: {id: homePage, name: name || 'Uggla', ...(/^https?:/.test(base) ? {url: base} : {})},
    revocations: `${base}/v1/certificates/revoked`,
  });
  const row: CertificateRow = {
    id,
    actor,
    course: course.id,
    completed,
    issued: now.toISOString(),
    expires: expires ?? null,
    revoked: null,
    reason: null,
    jwt: await signCredential(credential, keys.rsa),
  };
  await store.db
    .insertInto('certificates')
    .values(row)
    .onConflict((conflict) => conflict.columns(['actor', 'course', 'completed']).doNothing())
    .execute();
}

/** From when on a new completion is a renewal and not a lesson more: as the course says, else when it ends; withdrawn, at once after. */
function renewalOf(
  {completed, expires, revoked}: CertificateRow,
  renewFrom: string | undefined,
  timeZone: string | undefined,
): string | undefined {
  if (revoked !== null) return revoked;
  if (expires === null) return '9999'; // it never ends: there is nothing to renew
  return renewFrom === undefined
    ? expires
    : calendarOf(timeZone ?? 'UTC')
        .add(new Date(completed), renewFrom)
        .toISOString();
}

function toCertificate(
  row: CertificateRow,
  base: string,
  {found: {course}, person, timeZone}: Pick<Standing, 'found' | 'person' | 'timeZone'>,
  now: Date,
): Certificate {
  const {id, completed, issued, expires, revoked, reason} = row;
  const {renewFrom} = course.certificate ?? {};
  return {
    id,
    course: course.id,
    title: course.title,
    completed,
    issued,
    state: stateOf(row, now),
    ...(person.name === undefined ? {} : {name: person.name}),
    ...(expires === null ? {} : {expires}),
    ...(expires === null || renewFrom === undefined
      ? {}
      : {renewFrom: renewalOf({...row, revoked: null}, renewFrom, timeZone)!}),
    ...(revoked === null ? {} : {revoked, ...(reason === null ? {} : {reason})}),
    page: `${base}/certificates/${id}`,
    credential: `${base}/v1/certificates/${id}`,
  };
}

/** Whether it counts. */
export function stateOf(
  {revoked, expires}: Pick<CertificateRow, 'revoked' | 'expires'>,
  now = new Date(),
): Certificate['state'] {
  if (revoked !== null) return 'revoked';
  return expires !== null && expires <= now.toISOString() ? 'expired' : 'valid';
}

/** One certificate, and what it says. Who knows its id may see it: it was given to be shown. */
export async function findCertificate(
  {store}: Pick<Services, 'store'>,
  id: string,
): Promise<{row: CertificateRow; credential: Credential}> {
  const row = await store.db.selectFrom('certificates').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row)
    throw new UgglaError('certificate-unknown', 'there is no certificate of this number', {
      status: 404,
      cure: 'It may have been erased with the person: ask them, or the issuer.',
    });
  return {row, credential: JSON.parse(Buffer.from(row.jwt.split('.')[1]!, 'base64url').toString()) as Credential};
}

/** Withdraws one; whoever looks it up sees so. */
export async function revokeCertificate(
  services: Pick<Services, 'store'>,
  id: string,
  reason: string | undefined,
): Promise<void> {
  await findCertificate(services, id);
  await services.store.db
    .updateTable('certificates')
    .set({revoked: new Date().toISOString(), reason: reason ?? null})
    .where('id', '=', id)
    .where('revoked', 'is', null)
    .execute();
}

/** Addresses of those withdrawn, as an Open Badges 3.0 revocation list. */
export async function revocationList(
  {store, homePage}: Pick<Services, 'store' | 'homePage'>,
  base: string,
): Promise<object> {
  const rows = await store.db
    .selectFrom('certificates')
    .selectAll()
    .where('revoked', 'is not', null)
    .orderBy('revoked')
    .execute();
  const withdrawn = rows.map(({jwt, reason}) => ({
    id: (JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Credential).id,
    revoked: true,
    ...(reason === null ? {} : {revocationReason: reason}),
  }));
  return {
    '@context': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    id: `${base}/v1/certificates/revoked`,
    type: '1EdTechRevocationList',
    issuer: homePage,
    revokedCredential: withdrawn,
  };
}
