import type {Question, RightAnswer} from './types.js';

/**
 * What a person answered: ids of choices (single, multiple, hotspot, order), yes or no (truefalse), a number (numeric),
 * words (fill), or left id → right id (match).
 */
export type Response = boolean | number | string | readonly string[] | Readonly<Record<string, string>>;

/** The verdict on one answer. */
export interface Grade {
  right: boolean;
  /** 0 to 1: part of a match, an order or a multiple choice may be right. */
  score: number;
}

/** Judges `response` by the right answer. An answer of the wrong shape is wrong, never an error. */
export function grade(question: Pick<Question, 'type'>, answer: RightAnswer, response: Response | undefined): Grade {
  const score = response === undefined ? 0 : scoreOf(question.type, answer, response);
  return {right: score === 1, score};
}

function scoreOf(type: Question['type'], answer: RightAnswer, response: Response): number {
  switch (type) {
    case 'single':
    case 'hotspot':
      return oneOf(answer.choices ?? [], response);
    case 'multiple':
      return shareOfChoices(answer.choices ?? [], response);
    case 'truefalse':
      return response === answer.value ? 1 : 0;
    case 'numeric':
      return typeof response === 'number' && isNear(response, answer.number ?? Number.NaN, answer.tolerance ?? 0)
        ? 1
        : 0;
    case 'fill':
      return typeof response === 'string' && accepts(answer, response) ? 1 : 0;
    case 'order':
      return shareOfOrder(answer.order ?? [], response);
    case 'match':
      return shareOfPairs(answer.pairs ?? {}, response);
  }
}

function oneOf(right: readonly string[], response: Response): number {
  const chosen = typeof response === 'string' ? [response] : Array.isArray(response) ? response : [];
  return chosen.length === 1 && right.includes(chosen[0] as string) ? 1 : 0;
}

/** The edge of the tolerance is right: 0.4 is within 0.1 of 0.3, although the computer's difference is a hair more. */
function isNear(given: number, right: number, tolerance: number): boolean {
  const hair = 4 * Number.EPSILON * Math.max(Math.abs(given), Math.abs(right));
  return Number.isFinite(given) && Math.abs(given - right) <= tolerance + hair;
}

/** Right choices less wrong ones, over all that are right; never below 0. */
function shareOfChoices(right: readonly string[], response: Response): number {
  if (!Array.isArray(response) || right.length === 0) return 0;
  const chosen = new Set(response as readonly string[]);
  const good = right.filter((one) => chosen.has(one)).length;
  return Math.max(0, (good - (chosen.size - good)) / right.length);
}

function shareOfOrder(right: readonly string[], response: Response): number {
  if (!Array.isArray(response) || right.length === 0) return 0;
  return right.filter((one, at) => response[at] === one).length / right.length;
}

function shareOfPairs(pairs: Readonly<Record<string, string>>, response: Response): number {
  const keys = Object.keys(pairs);
  if (typeof response !== 'object' || Array.isArray(response) || keys.length === 0) return 0;
  const given = response as Readonly<Record<string, string>>;
  return keys.filter((key) => given[key] === pairs[key]).length / keys.length;
}

/** Any language's words count: a Spaniard may answer the English version. */
function accepts(answer: RightAnswer, response: string): boolean {
  const given = fold(response);
  return Object.values(answer.accepted ?? {}).some((words) => words.some((word) => fold(word) === given));
}

/**
 * Telephones write ’ for ' and put invisible marks between scripts: neither is the writer's. Accents are those of Latin,
 * Greek and Cyrillic letters and the points of Arabic and Hebrew; the marks of other scripts are letters.
 */
function fold(text: string): string {
  return text
    .replace(/[‘’ʼ`´]/g, "'")
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\p{Cf}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
