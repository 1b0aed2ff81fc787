import type {Question, Response} from '@uggla/protocol';
import {LIST_DELIMITER, PAIR_DELIMITER} from '@uggla/protocol/delimiters.js';

/** Whether enough was given to hand the answer in. */
export function isAnswered(question: Question, response: Response | undefined): boolean {
  if (response === undefined) return false;
  switch (question.type) {
    case 'fill':
      return typeof response === 'string' && response.trim() !== '';
    case 'numeric':
      return typeof response === 'number';
    case 'multiple':
      return Array.isArray(response) && response.length > 0;
    case 'match':
      return question.left.every(({id}) => typeof response === 'object' && (response as Record<string, string>)[id]);
    default:
      return true;
  }
}

/** An answer as xAPI's interactions write it. */
export function formatResponse(response: Response): string {
  if (Array.isArray(response)) return response.join(LIST_DELIMITER);
  if (typeof response === 'object')
    return Object.entries(response)
      .map((pair) => pair.join(PAIR_DELIMITER))
      .join(LIST_DELIMITER);
  return String(response);
}

/** A number as people write it, with a comma or a point; `undefined` when it is none. */
export function parseNumber(text: string): number | undefined {
  const plain = text.trim().replace(/\s/g, '').replace(',', '.').replace('−', '-');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}
