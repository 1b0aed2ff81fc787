import {z} from 'zod';
import {address, documentFile, id, isoDuration, language, moment, picture, seconds, share, text} from './common.js';

const choice = z.looseObject({id, text, image: picture.optional()});

const questionBase = {
  id,
  text,
  /** Only in a video: the second at which it is asked. */
  at: seconds.optional(),
  image: picture.optional(),
  points: z.number().positive().optional(),
};

/** A question without its right answer: that stands in `answers.json`. */
export const question = z.discriminatedUnion('type', [
  z.looseObject({...questionBase, type: z.literal('single'), choices: z.array(choice).min(2)}),
  z.looseObject({...questionBase, type: z.literal('multiple'), choices: z.array(choice).min(2)}),
  z.looseObject({...questionBase, type: z.literal('truefalse')}),
  z.looseObject({
    ...questionBase,
    type: z.literal('match'),
    left: z.array(choice).min(2),
    right: z.array(choice).min(2),
  }),
  z.looseObject({...questionBase, type: z.literal('order'), items: z.array(choice).min(2)}),
  z.looseObject({...questionBase, type: z.literal('fill')}),
  z.looseObject({...questionBase, type: z.literal('numeric'), unit: text.optional()}),
  z.looseObject({
    ...questionBase,
    type: z.literal('hotspot'),
    image: picture,
    choices: z
      .array(
        z.looseObject({
          id,
          text,
          x: share,
          y: share,
          width: share,
          height: share,
        }),
      )
      .min(2),
  }),
]);

/** A question asked at a second of a film: written here, or named by `ref` (an id in the course's `questions` or in a quiz). */
const cueQuestion = z.union([question, z.looseObject({at: seconds, ref: id})]);

/** When an item opens. All that is named must hold. */
export const unlock = z.looseObject({
  /** Ids that must be complete. */
  after: z.array(id).optional(),
  /** Ids that must be passed. */
  passed: z.array(id).optional(),
  /** A date, or a duration from enrolment. */
  at: moment.optional(),
  /** A date (or a duration from enrolment) after which it is closed; a day without a time is open to its end. */
  until: moment.optional(),
  group: z.string().optional(),
});

/** What completes a lesson. All that is named must hold. */
export const complete = z.looseObject({
  watched: share.optional(),
  listened: share.optional(),
  read: share.optional(),
  passed: z.boolean().optional(),
  signed: z.boolean().optional(),
  checked: z.boolean().optional(),
  viewed: z.boolean().optional(),
  /** Seconds. */
  minTime: seconds.optional(),
  /** `first-view`: no skipping forward before it was seen once. */
  noSkip: z.enum(['first-view', 'always']).optional(),
});

const lessonBase = {
  id,
  title: text,
  summary: text.optional(),
  tags: z.array(z.string()).optional(),
  unlock: unlock.optional(),
  complete: complete.optional(),
  /** After this time it is due again. */
  renew: isoDuration.optional(),
  /** How long it takes. */
  duration: seconds.optional(),
  poster: picture.optional(),
  /** Notes beside the lesson: a tree file a language. */
  notes: z.record(z.string(), address).optional(),
};

const perLanguage = z.record(z.string(), documentFile);

const acknowledged = z.looseObject({
  src: address,
  type: z.string().optional(),
  /** Of the file's bytes, lower-case hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  version: z.string().min(1),
  title: text.optional(),
});

const lesson = z.discriminatedUnion('kind', [
  z.looseObject({...lessonBase, kind: z.literal('video'), media: address, questions: z.array(cueQuestion).optional()}),
  z.looseObject({...lessonBase, kind: z.literal('audio'), media: address, questions: z.array(cueQuestion).optional()}),
  /** `content`: address of a tree file (see `article`), one a language. */
  z.looseObject({...lessonBase, kind: z.literal('article'), content: z.record(z.string(), address)}),
  z.looseObject({...lessonBase, kind: z.literal('book'), book: perLanguage}),
  z.looseObject({
    ...lessonBase,
    kind: z.literal('quiz'),
    mastery: share.optional(),
    /** 0: as often as wanted. */
    attempts: z.number().int().nonnegative().optional(),
    draw: z.number().int().positive().optional(),
    questions: z.array(question),
  }),
  z.looseObject({
    ...lessonBase,
    kind: z.literal('acknowledgement'),
    document: z.record(z.string(), acknowledged),
    /** The sentence that the person accepts. */
    statement: text.optional(),
    /** `acknowledge`: has read it; `agree`: accepts it. */
    verb: z.enum(['acknowledge', 'agree']).optional(),
  }),
  z.looseObject({...lessonBase, kind: z.literal('guide'), guide: address}),
  z.looseObject({
    ...lessonBase,
    kind: z.literal('embed'),
    /** The page that is shown; of H5P its `h5p.json`. */
    src: address,
    standard: z.enum(['page', 'scorm12', 'scorm2004', 'cmi5', 'h5p']).optional(),
    /** The score from which its package counts it as passed. */
    mastery: share.optional(),
    /** What its package wants to be told at its launch (`cmi.launch_data`, cmi5's `launchParameters`). */
    data: z.string().optional(),
    /** cmi5: the id that its publisher gave to the assignable unit. */
    activity: z.string().min(1).optional(),
    /** cmi5: what the unit must report before one goes on. */
    moveOn: z.enum(['Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable']).optional(),
    /** cmi5: `OwnWindow` when the unit wants a window for itself. */
    launchMethod: z.enum(['OwnWindow', 'AnyWindow']).optional(),
    /** cmi5: by which the unit knows that whoever launches it may. Whoever can read course.json can read it. */
    entitlementKey: z.string().min(1).optional(),
  }),
  z.looseObject({...lessonBase, kind: z.literal('live'), media: address}),
]);

const block = z.looseObject({
  id,
  kind: z.literal('block'),
  title: text,
  summary: text.optional(),
  unlock: unlock.optional(),
  complete: complete.optional(),
  get items(): z.ZodArray<z.ZodUnion<readonly [typeof block, typeof lesson]>> {
    return z.array(z.union([block, lesson]));
  },
});

/** `courses/<id>/course.json`: a tree of blocks and lessons. Podcasts, books and micro-lessons have a `format`. */
export const course = z.looseObject({
  $schema: z.string().optional(),
  /** An IRI; an activity's IRI is this, `/` and the item's id. */
  id,
  version: z.string(),
  format: z.enum(['course', 'podcast', 'book', 'micro']).optional(),
  languages: z.array(language).min(1),
  title: text,
  summary: text.optional(),
  cover: picture.optional(),
  level: text.optional(),
  audience: text.optional(),
  tags: z.array(z.string()).optional(),
  /** Description: a tree file a language. */
  content: z.record(z.string(), address).optional(),
  certificate: z.looseObject({expires: isoDuration.optional(), renewFrom: isoDuration.optional()}).optional(),
  /** Questions that films name by `ref`. */
  questions: z.array(question).optional(),
  items: z.array(z.union([block, lesson])),
  /** Ids (of lessons or blocks) that make the course complete; without it: all lessons. */
  complete: z.looseObject({all: z.array(id)}).optional(),
  /** What an LMS is told at its end: `passed` where nothing has to be passed too, or `completed` and no more, whatever the tests say. */
  status: z.enum(['passed', 'completed']).optional(),
  /** Where the course can be searched: the campus's index of each language, and the course's id in it. */
  search: z
    .looseObject({
      item: id,
      files: z.record(z.string(), address),
      /** What is in its locked lessons, by language: for whom they are open. */
      locked: z.record(z.string(), address).optional(),
    })
    .optional(),
  /** Address of the right answers, where they are published (a server keeps them to itself). */
  answers: address.optional(),
});

const answer = z.looseObject({
  /** Ids of the right choices (single, multiple, hotspot). */
  choices: z.array(id).optional(),
  /** truefalse. */
  value: z.boolean().optional(),
  /** numeric. */
  number: z.number().optional(),
  tolerance: z.number().nonnegative().optional(),
  /** fill: accepted words a language; case, accents and outer spaces do not count. */
  accepted: z.record(z.string(), z.array(z.string())).optional(),
  /** order: ids in the right order. */
  order: z.array(id).optional(),
  /** match: left id → right id. */
  pairs: z.record(z.string(), id).optional(),
  feedback: z.looseObject({right: text.optional(), wrong: text.optional()}).optional(),
});

/** `courses/<id>/answers.json`: the right answers. Keys: `<item id>/<question id>`, or `/<question id>` for the course's own. */
export const answers = z.looseObject({course: id, version: z.string(), answers: z.record(z.string(), answer)});
