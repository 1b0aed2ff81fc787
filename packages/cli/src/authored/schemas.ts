import {isDuration, parseMoment} from '@uggla/protocol';
import {z} from 'zod';
import {fontField} from './font-field.js';

const oneLanguage = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as es, en or pt-BR was expected');

/** Text: one string, or one a language. Numbers are taken as text, since YAML reads `title: 2026` as one. */
const text = z.union([z.string(), z.number().transform(String), z.record(oneLanguage, z.string())], {
  error: 'text was expected, or a map from language to text (a text with a comma in {…} needs quotes)',
});
const word = z.union([z.string(), z.number().transform(String)], {error: 'a text was expected'});
const words = z.union([z.array(word), word.transform((one) => [one])], {error: 'a list was expected: [one, two]'});
const file = z.string({error: 'the name of a file was expected'}).min(1);
const id = z
  .string({error: 'an id was expected: letters, digits, “-”, “_”, “.”'})
  .regex(
    /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/,
    'an id begins with a letter or digit and has only letters, digits, “-”, “_” and single dots',
  );
const seconds = z.number({error: 'seconds were expected: 42 or 42.5'}).nonnegative('seconds were expected: 42 or 42.5');
const flag = z.boolean({error: 'true or false was expected'});
const share = z
  .number({error: 'a share from 0 to 1 was expected'})
  .min(0, 'a share from 0 to 1 was expected')
  .max(1, 'a share from 0 to 1 was expected: 0.9 for 90 %');
const duration = z
  .string({error: 'a duration was expected: P1Y, P30D, PT10M'})
  .regex(
    /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
    'a duration was expected: P1Y, P30D, PT10M',
  );
/** A day, or a day and a time. */
const date = z
  .string({error: 'a date was expected: 2026-10-01'})
  .refine(
    (one) => parseMoment(one) !== undefined,
    'a date was expected, with a day that there is: 2026-10-01 or 2026-10-01T09:00',
  );
/** A date, or how long after the enrolment, as the published course.json has it. */
const moment = z
  .string({error: 'a date (2026-10-01) or a duration from enrolment (P30D) was expected'})
  .refine(
    (one) => isDuration(one) || parseMoment(one) !== undefined,
    'a date (2026-10-01) or a duration from enrolment (P30D) was expected',
  );
const title = text.refine(
  (one) => (typeof one === 'string' ? one.trim() !== '' : Object.keys(one).length > 0),
  'it is empty',
);
const color = z
  .string()
  .regex(
    /^(#[0-9a-f]{3,8}|[a-z]+|(rgb|hsl|hwb|oklch|oklab|lab|lch|color)\([0-9a-z.,%/ +-]+\))$/i,
    "a CSS color was expected, in quotes: '#1f5d4c'",
  );
const email = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'an e-mail address was expected');
const webAddress = z.string().regex(/^https?:\/\/[^\s]+$/, 'a web address was expected: https://…');

/** Fields that every item may have. */
const common = {
  title: title.optional(),
  summary: text.optional(),
  id: id.optional(),
  draft: flag.optional(),
  tags: words.optional(),
  date: date.optional(),
};

const cover = {cover: file.optional(), coverAlt: text.optional()};

/** `campus.yml`. */
export const campusFields = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'an IRI was expected: https://acme.example/campus')
    .optional(),
  title: title.optional(),
  description: text.optional(),
  languages: z
    .array(oneLanguage, {error: 'a list of languages was expected: [es, en]'})
    .min(1, 'one language or more was expected: [es, en]')
    .transform((all) => [...new Set(all.map(canonical))])
    .optional(),
  address: webAddress.optional(),
  brand: z
    .strictObject({
      name: text.optional(),
      logo: file.optional(),
      cover: file.optional(),
      coverAlt: text.optional(),
      accent: color.optional(),
      accentText: color.optional(),
      font: fontField.optional(),
    })
    .optional(),
  author: text.optional(),
  email: email.optional(),
  license: text.optional(),
  packs: z
    .array(
      z.strictObject({
        id: id.optional(),
        title: text,
        summary: text.optional(),
        path: flag.optional(),
        items: z.array(word),
      }),
    )
    .optional(),
  chat: z.strictObject({greeting: text.optional(), suggestions: z.array(text).optional()}).optional(),
  /** Whether visited pages work without a network, by a service worker: they do unless this is `false`. */
  offline: flag.optional(),
  /** Names of the facets of products in other languages: `Uso: {es: Uso, en: Use}`. */
  facets: z.record(z.string(), text).optional(),
});

const unlock = z.strictObject({
  after: words.optional(),
  passed: words.optional(),
  at: moment.optional(),
  until: moment.optional(),
  group: z.string().optional(),
});

const complete = z.strictObject({
  watched: share.optional(),
  listened: share.optional(),
  read: share.optional(),
  passed: flag.optional(),
  signed: flag.optional(),
  checked: flag.optional(),
  viewed: flag.optional(),
  minTime: seconds.optional(),
  noSkip: z.enum(['first-view', 'always'], {error: 'first-view or always was expected'}).optional(),
});

/** `course.md`. */
export const courseFields = z.strictObject({
  ...common,
  ...cover,
  level: text.optional(),
  audience: text.optional(),
  format: z.enum(['course', 'micro'], {error: 'course or micro was expected'}).optional(),
  version: word.optional(),
  certificate: z.strictObject({expires: duration.optional(), renewFrom: duration.optional()}).optional(),
  complete: z.strictObject({all: words}).optional(),
});

/** The name of a voice, as its engine has it; none that a command could take for an option. */
const voice = text.refine(
  (one) =>
    (typeof one === 'string' ? [one] : Object.values(one)).every((name) => /^[^-\p{Cc}][^\p{Cc}]{0,99}$/u.test(name)),
  'the name of a voice was expected: en-gb',
);

/** How `uggla produce` makes a film of a lesson's text. */
const film = z.strictObject({
  voice: voice.optional(),
  speed: z
    .number({error: 'a number from 0.5 to 2 was expected'})
    .min(0.5, 'a number from 0.5 to 2 was expected')
    .max(2, 'a number from 0.5 to 2 was expected')
    .optional(),
  pause: seconds.max(60, 'a minute at most was expected').optional(),
  theme: z.enum(['light', 'dark'], {error: 'light or dark was expected'}).optional(),
});

/** `<lesson>.md`. */
export const lessonFields = z.strictObject({
  ...common,
  kind: z
    .enum(['video', 'audio', 'article', 'book', 'quiz', 'acknowledgement', 'guide', 'embed', 'live'], {
      error: 'acknowledgement, guide, embed or live was expected (the rest follows from the files)',
    })
    .optional(),
  unlock: unlock.optional(),
  complete: complete.optional(),
  renew: duration.optional(),
  duration: z.union([duration, seconds]).optional(),
  alt: text.optional(),
  documentVersion: word.optional(),
  statement: text.optional(),
  verb: z.enum(['acknowledge', 'agree']).optional(),
  guide: id.optional(),
  src: z.string().optional(),
  standard: z.enum(['page', 'scorm12', 'scorm2004', 'cmi5', 'h5p']).optional(),
  author: text.optional(),
  film: film.optional(),
});

/** `block.md`. */
export const blockFields = z.strictObject({...common, unlock: unlock.optional(), complete: complete.optional()});

/** `podcast.md`. */
export const podcastFields = z.strictObject({
  ...common,
  ...cover,
  author: text.optional(),
  category: word.optional(),
  version: word.optional(),
  level: text.optional(),
  audience: text.optional(),
});

/** `<book>.md`. */
export const bookFields = z.strictObject({
  ...common,
  alt: text.optional(),
  author: text.optional(),
  version: word.optional(),
  level: text.optional(),
  audience: text.optional(),
});

const action = z.strictObject({
  kind: z.enum(['link', 'mail', 'form', 'phone'], {error: 'link, mail, form or phone was expected'}),
  label: text,
  href: z.string().optional(),
});
const facetValue = z.union([text, z.array(text)], {error: 'a value or a list of values was expected'});

const percent = z
  .number({error: 'a number from 0 to 100 was expected'})
  .min(0, 'it must not be below 0')
  .max(100, 'it must not be above 100');
const hotspot = z.strictObject({
  start: seconds,
  end: seconds.optional(),
  x: percent,
  y: percent,
  label: text,
  text: text.optional(),
  product: word.optional(),
});

const price = z.number({error: 'a number was expected: 389 or 389.50'}).nonnegative('it must not be negative');

/** `product.md`. */
export const productFields = z.strictObject({
  ...common,
  sku: word.optional(),
  gtin: word.optional(),
  brand: word.optional(),
  category: text.optional(),
  price: price.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capitals were expected: EUR')
    .optional(),
  availability: z.enum(['in-stock', 'out-of-stock', 'preorder', 'backorder']).optional(),
  availableFrom: date.optional(),
  facets: z.record(z.string(), facetValue).optional(),
  access: word.optional(),
  actions: z.array(action).optional(),
  documents: z.array(z.strictObject({title: text, src: file})).optional(),
  images: z.array(z.strictObject({src: file, alt: text.optional()})).optional(),
  /** A GLB file. */
  model: file.optional(),
  modelAlt: text.optional(),
  related: words.optional(),
  /** Places in the film's picture. */
  hotspots: z.array(hotspot).optional(),
  alt: text.optional(),
});

/** `guide.md`. */
export const guideFields = z.strictObject({
  ...common,
  ...cover,
  type: z.enum(['repair', 'how'], {error: 'repair or how was expected'}).optional(),
  version: word.optional(),
  thing: text.optional(),
  machines: words.optional(),
  fault: text.optional(),
  symptoms: z.array(text).optional(),
  codes: words.optional(),
  tools: z.array(text).optional(),
  parts: z.array(text).optional(),
  time: duration.optional(),
  difficulty: z.enum(['easy', 'medium', 'hard'], {error: 'easy, medium or hard was expected'}).optional(),
  warnings: z.array(text).optional(),
  alt: text.optional(),
  steps: z
    .array(
      z.strictObject({
        id: id.optional(),
        title: text,
        text: text.optional(),
        media: file.optional(),
        start: seconds.optional(),
        end: seconds.optional(),
        image: file.optional(),
        alt: text.optional(),
        warning: text.optional(),
      }),
    )
    .optional(),
});

/** `campaigns/*.yml`. */
export const campaignFields = z.strictObject({
  id: id.optional(),
  draft: common.draft,
  title: text,
  summary: text.optional(),
  from: date.optional(),
  until: date.optional(),
  timezone: z.string().refine(isTimeZone, 'a time zone was expected: Europe/Madrid').optional(),
  priority: z.number({error: 'a number was expected'}).optional(),
  badge: text.optional(),
  action: action.optional(),
  products: words,
  prices: z.record(z.string(), price).optional(),
});

const choice = z.strictObject({id, text, image: file.optional(), alt: text.optional()});
const question = {
  id: id.optional(),
  text,
  at: seconds.optional(),
  image: file.optional(),
  alt: text.optional(),
  points: z.number({error: 'a number was expected'}).positive('a number above 0 was expected').optional(),
  feedback: z.strictObject({right: text.optional(), wrong: text.optional()}).optional(),
};
const two = 'two or more were expected';
const marked = z.strictObject({...choice.shape, right: flag.optional()});

/** One question, with its right answer. */
export const questionFields = z.discriminatedUnion(
  'type',
  [
    z.strictObject({...question, type: z.literal('single'), choices: z.array(marked).min(2, two)}),
    z.strictObject({...question, type: z.literal('multiple'), choices: z.array(marked).min(2, two)}),
    z.strictObject({...question, type: z.literal('truefalse'), answer: flag}),
    z.strictObject({
      ...question,
      type: z.literal('match'),
      pairs: z.array(z.strictObject({id, left: text, right: text})).min(2, two),
    }),
    z.strictObject({...question, type: z.literal('order'), items: z.array(choice).min(2, two)}),
    z.strictObject({
      ...question,
      type: z.literal('fill'),
      answers: z.union([z.array(word), z.record(oneLanguage, z.array(word))]),
    }),
    z.strictObject({
      ...question,
      type: z.literal('numeric'),
      answer: z.number({error: 'a number was expected'}),
      tolerance: z.number({error: 'a number was expected'}).nonnegative('it must not be negative').optional(),
      unit: text.optional(),
    }),
    z.strictObject({
      ...question,
      type: z.literal('hotspot'),
      image: file,
      choices: z
        .array(
          z.strictObject({
            id,
            text,
            x: share,
            y: share,
            width: share,
            height: share,
            right: flag.optional(),
          }),
        )
        .min(2, two),
    }),
  ],
  {error: 'type must be single, multiple, truefalse, match, order, fill, numeric or hotspot'},
);

/** `*.quiz.yml`. */
export const quizFields = z.strictObject({
  title: text.optional(),
  summary: text.optional(),
  mastery: share.optional(),
  attempts: z
    .int({error: 'a whole number was expected; 0: no limit'})
    .nonnegative('a whole number was expected; 0: no limit')
    .optional(),
  draw: z
    .int({error: 'a whole number was expected: how many are asked'})
    .positive('a whole number was expected: how many are asked')
    .optional(),
  questions: z.array(questionFields, {error: 'a list of questions was expected'}),
});

/** The authored schemas by the name under which they are published: `authored-<name>.schema.json`. */
export const authoredSchemas = {
  campus: campusFields,
  course: courseFields,
  lesson: lessonFields,
  block: blockFields,
  podcast: podcastFields,
  book: bookFields,
  product: productFields,
  guide: guideFields,
  campaign: campaignFields,
  quiz: quizFields,
} as const;

/** `pt-br` as `pt-BR`, so that it is the same as in the names of files. */
function canonical(language: string): string {
  return Intl.getCanonicalLocales(language)[0]!;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', {timeZone: name});
    return true;
  } catch {
    return false;
  }
}
