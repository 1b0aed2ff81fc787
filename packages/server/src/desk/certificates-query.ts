import {z} from '@hono/zod-openapi';
import type {Kysely} from 'kysely';
import {stateOf} from '../certificates/certificates.js';
import {accountOf} from '../learning/standings.js';
import type {CertificateRow, Tables} from '../store/tables.js';
import {optional} from './empty-field.js';

/** The desk's filter of certificates, from an address. */
export const certificatesFilter = z.object({
  q: optional(z.string().trim().max(200)),
  course: optional(z.string().max(2000)),
  state: optional(z.enum(['valid', 'expired', 'revoked'])),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

/** Why one is withdrawn: whoever looks it up reads so. */
export const revokeForm = z.object({reason: z.string().trim().min(1).max(500)});

/** What certificates are shown by. */
export type CertificatesFilter = z.output<typeof certificatesFilter>;

/** A certificate without its signed text, and whose it is. */
export type FoundCertificate = Omit<CertificateRow, 'jwt'> & {
  name: string | null;
  email: string | null;
  account: string;
};

/** Certificates that fit, newest first. Text is compared here: no two databases agree on what is one letter in two cases. */
export async function findCertificates(
  db: Kysely<Tables>,
  {q, course, state}: Omit<CertificatesFilter, 'page'>,
  now = new Date(),
): Promise<FoundCertificate[]> {
  let query = db.selectFrom('certificates').leftJoin('people', 'people.actor', 'certificates.actor');
  if (course !== undefined) query = query.where('certificates.course', '=', course);
  const rows = await query
    .select([
      'certificates.id',
      'certificates.actor',
      'certificates.course',
      'completed',
      'issued',
      'expires',
      'revoked',
      'reason',
      'people.name',
      'people.email',
      'people.agent',
    ])
    .orderBy('completed', 'desc')
    .orderBy('certificates.id')
    .execute();
  const wanted = q?.toLowerCase();
  return rows
    .map(({agent, ...row}) => ({...row, account: agent === null ? '' : accountOf({agent})}))
    .filter((row) => state === undefined || stateOf(row, now) === state)
    .filter(
      ({name, email, account, id}) =>
        wanted === undefined || [name, email, account, id].some((one) => one?.toLowerCase().includes(wanted)),
    );
}
