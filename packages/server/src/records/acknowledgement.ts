import {randomUUID} from 'node:crypto';
import type {Actor, Statement} from '@uggla/protocol';
import {CompactSign} from 'jose';
import type {KeyPair} from '../store/keys.js';
import {serverName} from '../people/person.js';
import {sha256} from './canonical.js';

/** Extension of the server's statement: sha256 of the learner's in its sealed form (`sealStatement`), in canonical JSON. */
export const statementDigest = 'https://uggla.dev/xapi/statement-sha256';
/** What the server says it did. */
export const countersigned = {
  id: 'https://uggla.dev/xapi/verbs/countersigned',
  display: {en: 'countersigned', es: 'refrendó'},
};

/** Whether a statement is the countersignature of the server that keeps it, and none that another server handed on. */
export function isCountersignature({verb, actor, authority}: Partial<Statement>): boolean {
  const [by, keeper] = [actor?.account, authority?.account];
  return (
    verb?.id === countersigned.id &&
    keeper?.name === serverName && // nobody else's statements are stored in that name
    by?.name === serverName &&
    by.homePage === keeper.homePage
  );
}

const signatureUsage = 'http://adlnet.gov/expapi/attachments/signature';

/** A signature, as an attachment is kept. */
export interface SignedBytes {
  sha2: string;
  type: string;
  bytes: Uint8Array;
}

/**
 * The server's own statement about one that a person made: its object refers to it, its signature (RS256, the one kind
 * that xAPI 2.6 allows) covers its digest. The person's statement stays as it was.
 */
export async function countersign(
  about: Statement,
  digest: string,
  server: Actor,
  key: KeyPair,
): Promise<{statement: Statement; bytes: SignedBytes}> {
  const stored = new Date().toISOString();
  const unsigned: Statement = {
    id: randomUUID(),
    actor: server,
    verb: countersigned,
    object: {objectType: 'StatementRef', id: about.id},
    context: {
      ...(about.context?.registration ? {registration: about.context.registration} : {}),
      ...(about.context?.contextActivities?.grouping
        ? {contextActivities: {grouping: about.context.contextActivities.grouping}}
        : {}),
      extensions: {[statementDigest]: digest},
    },
    timestamp: stored,
  };
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(unsigned)))
    .setProtectedHeader({alg: 'RS256', kid: key.id})
    .sign(key.privateKey);
  const bytes = new TextEncoder().encode(jws);
  const sha2 = sha256(bytes);
  const attachment = {
    usageType: signatureUsage,
    display: {en: 'Signature', es: 'Firma'},
    contentType: 'application/octet-stream',
    length: bytes.length,
    sha2,
  };
  return {
    statement: {...unsigned, stored, authority: server, version: '1.0.3', attachments: [attachment]},
    bytes: {sha2, type: 'application/octet-stream', bytes},
  };
}
