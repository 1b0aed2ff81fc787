import {z} from '@hono/zod-openapi';
import {isDuration} from '@uggla/protocol';

/** A version 1 to 8 UUID of RFC 9562. */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i, 'a UUID');
/** An absolute IRI. */
export const iri = z
  .string()
  .max(2000)
  .regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i, 'an absolute IRI');
const languageTag = z.string().regex(/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i, 'a language tag');
const languageMap = z.record(languageTag, z.string());
const extensions = z.record(iri, z.unknown());
/** ISO 8601 with a time; `-00:00` says nothing of the zone and is refused by xAPI. */
const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/, 'an ISO 8601 time')
  .refine((one) => !Number.isNaN(Date.parse(one)) && !/-00:?00$/.test(one), 'an ISO 8601 time');
/** A time in a query, as the store writes times: they are compared as texts. */
export const moment = z
  .string()
  .refine((one) => !Number.isNaN(Date.parse(one)), 'an ISO 8601 time')
  .transform((one) => new Date(one).toISOString());
const duration = z.string().refine((one) => isDuration(one) && !/\dW./.test(one), 'an ISO 8601 duration');

const account = z.strictObject({homePage: iri, name: z.string().min(1)});
const identifiers = {
  name: z.string().optional(),
  account: account.optional(),
  mbox: z
    .string()
    .regex(/^mailto:[^\s@]+@[^\s@]+$/, 'mailto:…')
    .optional(),
  mbox_sha1sum: z
    .string()
    .regex(/^[0-9a-f]{40}$/i)
    .optional(),
  openid: iri.optional(),
};
const countIds = (one: Record<string, unknown>) =>
  ['account', 'mbox', 'mbox_sha1sum', 'openid'].filter((key) => one[key] !== undefined).length;

/** One person (or system), named in exactly one way. */
export const agent = z
  .strictObject({objectType: z.literal('Agent').optional(), ...identifiers})
  .refine((one) => countIds(one) === 1, 'one way to tell who it is');
const group = z
  .strictObject({objectType: z.literal('Group'), ...identifiers, member: z.array(agent).optional()})
  .refine(
    (one) => countIds(one) === 1 || (countIds(one) === 0 && one.member !== undefined),
    'members, or one way to tell who it is',
  );
const actor = z.union([agent, group]);

const interactionParts = ['correctResponsesPattern', 'choices', 'scale', 'source', 'target', 'steps'] as const;
const verb = z.strictObject({id: iri, display: languageMap.optional()});
const component = z.array(z.strictObject({id: z.string(), description: languageMap.optional()})).optional();
const activity = z.strictObject({
  objectType: z.literal('Activity').optional(),
  id: iri,
  definition: z
    .strictObject({
      name: languageMap.optional(),
      description: languageMap.optional(),
      type: iri.optional(),
      moreInfo: iri.optional(),
      interactionType: z
        .enum([
          'true-false',
          'choice',
          'fill-in',
          'long-fill-in',
          'matching',
          'performance',
          'sequencing',
          'likert',
          'numeric',
          'other',
        ])
        .optional(),
      correctResponsesPattern: z.array(z.string()).optional(),
      choices: component,
      scale: component,
      source: component,
      target: component,
      steps: component,
      extensions: extensions.optional(),
    })
    .refine(
      (one) => one.interactionType !== undefined || !interactionParts.some((part) => one[part] !== undefined),
      'an interactionType beside the parts of an interaction',
    )
    .optional(),
});
const reference = z.strictObject({objectType: z.literal('StatementRef'), id: uuid});

const score = z
  .strictObject({
    scaled: z.number().min(-1).max(1).optional(),
    raw: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine(
    ({raw, min, max}) =>
      (min === undefined || max === undefined || min < max) &&
      (raw === undefined || ((min === undefined || raw >= min) && (max === undefined || raw <= max))),
    'raw between min and max',
  );
const result = z.strictObject({
  score: score.optional(),
  success: z.boolean().optional(),
  completion: z.boolean().optional(),
  response: z.string().optional(),
  duration: duration.optional(),
  extensions: extensions.optional(),
});

const around = z.union([activity.transform((one) => [one]), z.array(activity)]);
const context = z.strictObject({
  registration: uuid.optional(),
  instructor: actor.optional(),
  team: group.optional(),
  contextActivities: z
    .strictObject({
      parent: around.optional(),
      grouping: around.optional(),
      category: around.optional(),
      other: around.optional(),
    })
    .optional(),
  contextAgents: z.array(z.looseObject({objectType: z.literal('contextAgent'), agent})).optional(),
  contextGroups: z.array(z.looseObject({objectType: z.literal('contextGroup'), group})).optional(),
  revision: z.string().optional(),
  platform: z.string().optional(),
  language: languageTag.optional(),
  statement: reference.optional(),
  extensions: extensions.optional(),
});
const attachment = z.strictObject({
  usageType: iri,
  display: languageMap,
  description: languageMap.optional(),
  contentType: z.string(),
  length: z.number().int().nonnegative(),
  sha2: z.string().regex(/^[0-9a-f]{64}$/i),
  fileUrl: iri.optional(),
});

/** Revision and platform are an activity's (xAPI 1.0.3, part 2, 2.4.6). */
const ofActivity = ({
  object,
  context: around,
}: {
  object: {objectType?: string | undefined};
  context?: {revision?: string | undefined; platform?: string | undefined} | undefined;
}) =>
  (object.objectType ?? 'Activity') === 'Activity' ||
  (around?.revision === undefined && around?.platform === undefined);
/** An agent, or the two of OAuth: an application and its user (2.4.9). */
const authority = z.union([
  agent,
  z.strictObject({objectType: z.literal('Group'), name: z.string().optional(), member: z.array(agent).length(2)}),
]);

const subStatement = z
  .strictObject({
    objectType: z.literal('SubStatement'),
    actor,
    verb,
    object: z.union([activity, reference, agent, group]),
    result: result.optional(),
    context: context.optional(),
    timestamp: time.optional(),
    attachments: z.array(attachment).optional(),
  })
  .refine(ofActivity, 'revision and platform only about an activity');

/** A statement as it comes in. Strict, as xAPI wants: a field that it does not know is a mistake. */
export const incomingStatement = z
  .strictObject({
    id: uuid.optional(),
    actor,
    verb,
    object: z.union([
      activity,
      reference,
      subStatement,
      agent.refine((one) => one.objectType === 'Agent', 'an activity'),
      group,
    ]),
    result: result.optional(),
    context: context.optional(),
    timestamp: time.optional(),
    stored: time.optional(),
    authority: authority.optional(),
    version: z
      .string()
      .regex(/^(1\.0(\.\d+)?|2\.0(\.\d+)?)$/)
      .optional(),
    attachments: z.array(attachment).optional(),
  })
  .refine(ofActivity, 'revision and platform only about an activity')
  .openapi('Statement');

/** A statement that came in and is as it should be. */
export type IncomingStatement = z.output<typeof incomingStatement>;
