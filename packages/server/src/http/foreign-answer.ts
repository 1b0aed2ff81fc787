/** Bytes of an error's body that are read: nobody needs more words for what went wrong. */
const mostOfError = 65_536;

/** The begin of what another server answered, as text; empty when it breaks off. */
export async function beginOf({body}: Response, most = mostOfError): Promise<string> {
  const parts: Uint8Array[] = [];
  let read = 0;
  try {
    for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
      parts.push(part);
      read += part.length;
      if (read >= most) break; // which lets the connection go
    }
  } catch {
    return '';
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The begin of what another server wrote, without our secrets, should it quote them. */
export function redact(text: string, ...secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>((left, secret) => (secret ? left.replaceAll(secret, '…') : left), text).slice(0, 300);
}

/** Answers that are no no, but a “later”, or a key that was too old. */
export const laters: readonly number[] = [401, 408, 425, 429];

/** Whether an answer is a no. */
export function isNo(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && !laters.includes(status);
}

/** How long another server asks us to stay away (RFC 9110, 10.2.3): milliseconds, a day at most; 0 where it says nothing. */
export function retryAfterMs(header: string | null, now = Date.now()): number {
  if (header === null) return 0;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), 86_400_000);
}
