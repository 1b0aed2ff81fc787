import {randomBytes, scrypt, timingSafeEqual} from 'node:crypto';

/** OWASP's choice for scrypt: N=2^15, r=8, p=3 (Password Storage Cheat Sheet), with the memory that it takes. */
const cost = {N: 32_768, r: 8, p: 3, maxmem: 64 * 1024 * 1024};

/** What is kept of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
}

/** Whether a password is the one that was kept. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [kind, salt = '', hash = ''] = kept.split('$');
  const wanted = Buffer.from(hash, 'base64url');
  if (kind !== 'scrypt' || wanted.length === 0) return false;
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url')), wanted);
}

/** The same letters may come composed or not, by the keyboard that they were typed on. */
function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
