import {extensions, verbs, type ActivityObject, type Statement} from '@uggla/protocol';
import {LIST_DELIMITER, PAIR_DELIMITER} from '@uggla/protocol/delimiters.js';
import type {ScormVersion} from './find-api.js';

/** What an LMS is told of one answer, in the order in which it wants to hear it. */
export type Interaction = readonly (readonly [field: string, value: string])[];

/** A statement as an interaction: an answer, or a document that was acknowledged; `undefined` for all others. */
export function interactionOf(statement: Statement, version: ScormVersion): Interaction | undefined {
  const verb = statement.verb.id;
  if (verb === verbs.answered.id) return answer(statement, version);
  if (verb === verbs.acknowledged.id || verb === verbs.agreed.id) return acceptance(statement, version);
  return undefined;
}

function answer(statement: Statement, version: ScormVersion): Interaction {
  const type = (statement.object as ActivityObject).definition?.interactionType ?? 'other';
  const {success, response = ''} = statement.result ?? {};
  return fields(
    statement,
    version,
    type === 'other' && version === '1.2' ? 'fill-in' : type,
    responseOf(type, response, version),
    success,
  );
}

/** The whole proof in one line: who, which document, which version and fingerprint, which sentence. */
function acceptance(statement: Statement, version: ScormVersion): Interaction {
  const {signedName, documentVersion, documentSha256, document, acceptedText} = extensions;
  const more = statement.context?.extensions ?? {};
  const line = [signedName, documentVersion, documentSha256, document, acceptedText]
    .flatMap((key) => (typeof more[key] === 'string' ? [more[key]] : []))
    .join(' | ');
  return fields(
    statement,
    version,
    version === '1.2' ? 'fill-in' : 'other',
    line.slice(0, version === '1.2' ? 255 : 4000),
    true,
  );
}

function fields(
  statement: Statement,
  version: ScormVersion,
  type: string,
  response: string,
  success: boolean | undefined,
): Interaction {
  const {id, definition} = statement.object as ActivityObject;
  const time = new Date(statement.timestamp);
  const result =
    success === undefined ? [] : [['result', success ? 'correct' : version === '1.2' ? 'wrong' : 'incorrect'] as const];
  if (version === '1.2')
    return [['id', shortId(id)], ['time', clock(time)], ['type', type], ['student_response', response], ...result];
  const [language, name] = Object.entries(definition?.name ?? {})[0] ?? [];
  return [
    ['id', id.slice(0, 4000)],
    ['type', type],
    ['timestamp', `${time.toISOString().slice(0, 19)}Z`],
    ['learner_response', response],
    ...result,
    ...(language && name ? [['description', `{lang=${language}}${name.slice(0, 250)}`] as const] : []),
  ];
}

/** xAPI writes answers as SCORM 2004 does; 1.2 has shorter marks, and less room. */
function responseOf(type: string, response: string, version: ScormVersion): string {
  if (type === 'true-false') return version === '1.2' ? response.slice(0, 1) : response;
  const isList = type === 'choice' || type === 'sequencing' || type === 'matching';
  // What stands in an id is the author's; the marks between them are ours.
  const clean = isList
    ? response
        .split(LIST_DELIMITER)
        .map((one) => one.split(PAIR_DELIMITER).map(encode).join(PAIR_DELIMITER))
        .join(LIST_DELIMITER)
    : response;
  return version === '1.2'
    ? clean.replaceAll(LIST_DELIMITER, ',').replaceAll(PAIR_DELIMITER, '.').slice(0, 255)
    : clean.slice(0, 4000);
}

/** Half a letter of two code units cannot be written in an address. */
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

/** 1.2 takes letters and digits: the end of the address says the lesson and the question. */
function shortId(id: string): string {
  return id
    .split('/')
    .slice(-2)
    .join('_')
    .replace(/%[0-9a-f]{2}|[^\w.-]/gi, '_')
    .slice(-255);
}

function clock(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((one) => String(one).padStart(2, '0')).join(':');
}
