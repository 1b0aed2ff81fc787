import {createHmac} from 'node:crypto';

/** Where something is handed on to. */
export interface Webhook {
  address: string;
  /** The secret of both sides, as Standard Webhooks has it: `whsec_` and base64, or any text. */
  secret: string | undefined;
}

const hookMs = 10_000;

/**
 * Hands something on, signed as standardwebhooks.com has it.
 *
 * @param id - The same at every try, so that the other side can tell a repetition.
 * @returns Why it was not taken; `undefined` when it was.
 */
export async function postWebhook(
  {address, secret}: Webhook,
  id: string,
  payload: {type: string; timestamp: string; data: unknown},
): Promise<string | undefined> {
  const body = JSON.stringify(payload);
  const seconds = String(Math.floor(Date.now() / 1000));
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': seconds,
  };
  if (secret !== undefined) headers['webhook-signature'] = signature(secret, id, seconds, body);
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(hookMs),
    });
    await answer.body?.cancel();
    return answer.ok ? undefined : `it answered ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** As standardwebhooks.com has it: HMAC-SHA256 over id, time and body. */
export function signature(secret: string, id: string, seconds: string, body: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}
