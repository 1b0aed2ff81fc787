import {randomUUID} from 'node:crypto';
import {chmodSync, existsSync, linkSync, readFileSync, renameSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject} from 'node:crypto';
import {UgglaError} from '@uggla/protocol';
import {calculateJwkThumbprint, type JWK} from 'jose';

/** A key pair and the name it goes by. */
export interface KeyPair {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** The server's own keys: Ed25519 for tokens and the audit chain, RSA for signed statements (xAPI allows no other). */
export interface Keys {
  readonly ed25519: KeyPair;
  readonly rsa: KeyPair;
  /** Public halves of keys that were replaced: what they signed goes on counting. */
  readonly former: readonly JWK[];
  /** The public halves, former ones too, as `/.well-known/jwks.json` has them. */
  readonly jwks: {keys: JWK[]};
}

/** Name of the keys' file in the data folder. */
export const keysFile = 'keys.json';

/**
 * Reads the keys of `dataDir`, or makes them at the first start.
 *
 * @throws {@link UgglaError} `keys-unavailable` when the file is there but cannot be used: new keys in its place would
 * make every signature so far worthless.
 */
export async function openKeys(dataDir: string): Promise<Keys> {
  if (dataDir === ':memory:') return toKeys(makeKeys());
  const file = join(dataDir, keysFile);
  if (!existsSync(file)) {
    const part = `${file}.${randomUUID()}`;
    writeFileSync(part, JSON.stringify(makeKeys()), {mode: 0o600, flush: true});
    keepFirst(part, file);
  }
  try {
    chmodSync(file, 0o600);
    return await toKeys(JSON.parse(readFileSync(file, 'utf8')) as KeyFile);
  } catch (cause) {
    throw new UgglaError('keys-unavailable', `the keys in ${file} cannot be read`, {
      cause,
      file,
      cure: `Put ${keysFile} back from a backup.`,
    });
  }
}

/** Two servers may start at the same moment on a new folder: one makes the keys, both use them. */
function keepFirst(part: string, file: string): void {
  try {
    linkSync(part, file); // unlike a renaming, never in place of a file that is there
    unlinkSync(part);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') unlinkSync(part);
    else renameSync(part, file); // a file system without links
  }
}

/**
 * Makes new keys for `dataDir`; of the old ones only the public halves stay, by which what they signed is checked. A server
 * that runs goes on with the old ones until it is started anew, so stop it first. Tokens of the old keys count no longer.
 *
 * @throws {@link UgglaError} `keys-unavailable` when there are none, or they cannot be written.
 */
export async function rotateKeys(dataDir: string): Promise<Keys> {
  const file = join(dataDir, keysFile);
  if (!existsSync(file))
    throw new UgglaError('keys-unavailable', `there are no keys in ${dataDir}`, {
      file,
      cure: 'Name the data folder of the server.',
    });
  const {jwks} = await openKeys(dataDir);
  const next: KeyFile = {...makeKeys(), former: jwks.keys};
  const part = `${file}.${randomUUID()}`;
  writeFileSync(part, JSON.stringify(next), {mode: 0o600, flush: true});
  renameSync(part, file);
  return toKeys(next);
}

interface KeyFile {
  ed25519: JsonWebKey;
  rsa: JsonWebKey;
  former?: JWK[];
}

function makeKeys(): KeyFile {
  return {
    ed25519: generateKeyPairSync('ed25519').privateKey.export({format: 'jwk'}),
    rsa: generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey.export({format: 'jwk'}),
  };
}

async function toKeys(file: KeyFile): Promise<Keys> {
  const ed25519 = await toPair(file.ed25519);
  const rsa = await toPair(file.rsa);
  const former = file.former ?? [];
  return {
    ed25519,
    rsa,
    former,
    jwks: {keys: [toPublic(ed25519, 'EdDSA'), toPublic(rsa, 'RS256'), ...former]},
  };
}

async function toPair(jwk: JsonWebKey): Promise<KeyPair> {
  const privateKey = createPrivateKey({key: jwk, format: 'jwk'});
  const publicKey = createPublicKey(privateKey);
  return {id: await calculateJwkThumbprint(publicKey.export({format: 'jwk'}) as JWK), privateKey, publicKey};
}

function toPublic({id, publicKey}: KeyPair, alg: string): JWK {
  return {...(publicKey.export({format: 'jwk'}) as JWK), kid: id, alg, use: 'sig'};
}
