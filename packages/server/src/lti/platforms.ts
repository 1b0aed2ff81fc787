import {readFileSync} from 'node:fs';
import {UgglaError} from '@uggla/protocol';
import {z} from 'zod';
import {isSafeAddress} from '../http/address.js';

const address = z
  .string()
  .max(2000)
  .refine(isSafeAddress, 'an address that begins with https:// (http:// only on this machine)');
const word = z.string().trim().min(1).max(255);

const platformSchema = z.strictObject({
  name: word,
  issuer: address,
  clientId: word,
  deploymentIds: z.array(word).min(1),
  authorizationEndpoint: address,
  tokenEndpoint: address,
  jwksUri: address,
  tokenAudience: word.optional(),
  origins: z.array(address).optional(),
});
const fileSchema = z.strictObject({$schema: z.string().optional(), platforms: z.array(platformSchema).min(1)});

/** An LMS in which this server is registered as an LTI 1.3 tool. */
export interface LtiPlatform {
  /** What it is called in what people read. */
  name: string;
  /** `iss` of its tokens, and `homePage` of the accounts of its people. */
  issuer: string;
  /** What it calls this tool. */
  clientId: string;
  /** Where the tool was put; launches of others are refused. */
  deploymentIds: readonly string[];
  /** Where people are sent to say who they are (OpenID Connect). */
  authorizationEndpoint: string;
  /** Where the server asks for tokens, to send scores and to read members. */
  tokenEndpoint: string;
  /** Where its public keys lie. */
  jwksUri: string;
  /** Audience that it wants in requests for tokens, where that is not `tokenEndpoint`. */
  tokenAudience?: string | undefined;
  /** Origins of its pages, where they are not those of `issuer` and `authorizationEndpoint`: only these may frame ours. */
  origins?: readonly string[] | undefined;
}

/** A platform whose origins are known. */
export interface Platform extends LtiPlatform {
  origins: readonly string[];
}

/**
 * The platforms of a file, or of a list.
 *
 * @throws {@link UgglaError} `lti-platforms-invalid`, with file and field.
 */
export function readPlatforms(given: string | readonly LtiPlatform[]): Platform[] {
  const file = typeof given === 'string' ? given : undefined;
  const read = fileSchema.safeParse(typeof given === 'string' ? readJsonFile(given) : {platforms: given});
  if (!read.success) {
    const [issue] = read.error.issues;
    const field = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
    throw invalid(
      `${field.join('.') || 'the whole'} is not as it should be (${issue?.message ?? ''})`,
      file,
      field.join('.'),
    );
  }
  const {platforms} = read.data;
  for (const [at, one] of platforms.entries()) {
    if (platforms.findIndex((other) => other.issuer === one.issuer && other.clientId === one.clientId) < at)
      throw invalid(`${one.issuer} has ${one.clientId} twice`, file, `platforms.${at}.clientId`);
  }
  return platforms.map((one) => ({
    ...one,
    origins: [
      ...new Set([one.issuer, one.authorizationEndpoint, ...(one.origins ?? [])].map((each) => new URL(each).origin)),
    ],
  }));
}

/** The registration of a platform; by its issuer alone where that has only one. */
export function findPlatform(
  platforms: readonly Platform[],
  issuer: string,
  clientId: string | undefined,
): Platform | undefined {
  const fitting = platforms.filter(
    (one) => one.issuer === issuer && (clientId === undefined || one.clientId === clientId),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw invalid(`it cannot be read as JSON: ${cause instanceof Error ? cause.message : ''}`, file, undefined, cause);
  }
}

function invalid(message: string, file: string | undefined, field: string | undefined, cause?: unknown): UgglaError {
  return new UgglaError('lti-platforms-invalid', `${file ?? 'the platforms of LTI'}: ${message}`, {
    cure: 'docs/lms/lti.md shows such a file, and where each LMS tells its addresses.',
    ...(file === undefined ? {} : {file}),
    ...(field === undefined || field === '' ? {} : {field}),
    ...(cause === undefined ? {} : {cause}),
  });
}
