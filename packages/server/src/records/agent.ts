import type {Actor} from '@uggla/protocol';

/** One word for one person, whatever name the statement shows: what tells two agents apart in xAPI. */
export function agentKey(
  actor: Pick<Actor, 'account' | 'mbox'> & {mbox_sha1sum?: string | undefined; openid?: string | undefined},
): string {
  if (actor.account) return `account ${actor.account.homePage} ${actor.account.name}`;
  if (actor.mbox) return `mbox ${actor.mbox.toLowerCase()}`;
  if (actor.mbox_sha1sum) return `sha1 ${actor.mbox_sha1sum.toLowerCase()}`;
  return `openid ${actor.openid ?? ''}`;
}
