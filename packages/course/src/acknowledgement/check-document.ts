import {UgglaError} from '@uggla/protocol';

/**
 * The SHA-256 of the bytes as lower-case hex; `undefined` on a page without a secure context, where browsers give no
 * means to make it.
 */
export async function sha256(bytes: ArrayBuffer): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Whether the bytes are those of the document that was published: `true`, or `undefined` when this page cannot tell.
 *
 * @throws {@link UgglaError} `document-mismatch` when they are others.
 */
export async function checkDocument(bytes: ArrayBuffer, wanted: string, file: string): Promise<true | undefined> {
  const found = await sha256(bytes);
  if (found === undefined) return undefined;
  if (found === wanted.toLowerCase()) return true;
  throw new UgglaError(
    'document-mismatch',
    `${file} is not the document that was published: its SHA-256 is ${found}, not ${wanted}`,
    {
      file,
      field: 'sha256',
      cure: 'Publish the course again, so that the document and its fingerprint belong together.',
    },
  );
}
