import {pickText, type Question, type Response, type RightAnswer, type Text} from '@uggla/protocol';
import {LIST_DELIMITER, PAIR_DELIMITER} from '@uggla/protocol/delimiters.js';

/** Letters of a typed answer that tell it from others. */
const LONGEST = 200;

/** What `result.response` of a statement says, or an answer as it was graded; nothing where it is none to this question. */
export function readResponse(question: Question, given: unknown): Response | undefined {
  const list = () =>
    Array.isArray(given) ? given.map(String) : typeof given === 'string' ? given.split(LIST_DELIMITER) : [];
  const known = (ids: readonly string[]) => (one: string) => ids.includes(one);
  switch (question.type) {
    case 'single':
    case 'hotspot': {
      const [one, ...more] = list();
      return one !== undefined && more.length === 0 && known(idsOf(question))(one) ? one : undefined;
    }
    case 'multiple': {
      const ids = idsOf(question);
      const chosen = list();
      const those = ids.filter(known(chosen)); // in one order, whatever the person's was
      return those.length > 0 ? those : undefined;
    }
    case 'order': {
      const ids = idsOf(question);
      const order = list();
      return order.length === ids.length && ids.every(known(order)) ? order : undefined;
    }
    case 'truefalse':
      return given === true || given === 'true' ? true : given === false || given === 'false' ? false : undefined;
    case 'numeric': {
      const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
    }
    case 'fill': {
      const text = typeof given === 'string' ? given.trim() : '';
      return text === '' ? undefined : text;
    }
    case 'match': {
      const pairs =
        typeof given === 'object' && given !== null
          ? Object.entries(given as object)
          : list().map((one) => one.split(PAIR_DELIMITER));
      const right = question.right.map(({id}) => id);
      const those = question.left.flatMap(({id}): [string, string][] => {
        const other = pairs.find(([left]) => left === id)?.[1] as string | undefined;
        return other !== undefined && right.includes(other) ? [[id, other]] : [];
      });
      return those.length > 0 ? Object.fromEntries(those) : undefined;
    }
  }
}

/** What is counted of a response: each choice and each pair by itself, all else as a whole. */
export function partsOf(question: Question, response: Response): string[] {
  if (question.type === 'multiple') return [...(response as readonly string[])];
  if (question.type === 'match')
    return Object.entries(response as Readonly<Record<string, string>>).map((pair) => pair.join(PAIR_DELIMITER));
  return [wholeOf(question, response)];
}

/** A response as one word: the same for all who mean the same. */
export function wholeOf({type}: Question, response: Response): string {
  if (Array.isArray(response)) return response.join(LIST_DELIMITER);
  if (type === 'fill') return String(response).toLowerCase().replace(/\s+/g, ' ').slice(0, LONGEST);
  return String(response as string | number | boolean);
}

/** The parts that are shown whether anybody chose them or not. */
export function partsShown(question: Question, key: RightAnswer | undefined): string[] {
  switch (question.type) {
    case 'single':
    case 'multiple':
    case 'hotspot':
      return idsOf(question);
    case 'truefalse':
      return ['true', 'false'];
    case 'match':
      return question.left.flatMap(({id}) =>
        key?.pairs?.[id] === undefined ? [] : [`${id}${PAIR_DELIMITER}${key.pairs[id]}`],
      );
    default:
      return [];
  }
}

/** A part, or a whole, in words: of ids the texts behind them. */
export function textOf(question: Question, part: string, languages: readonly string[]): string {
  const {type} = question;
  if (type === 'fill' || type === 'numeric' || type === 'truefalse') return part;
  const named = (items: readonly Item[], id: string) =>
    pickText(items.find((one) => one.id === id)?.text, languages) || id;
  if (question.type === 'match') {
    const [left = '', right = ''] = part.split(PAIR_DELIMITER); // both sides may have the same ids
    return `${named(question.left, left)} → ${named(question.right, right)}`;
  }
  return part
    .split(LIST_DELIMITER)
    .map((id) => named(itemsOf(question), id))
    .join(type === 'order' ? ' → ' : ' + ');
}

interface Item {
  id: string;
  text: Text;
}

function idsOf(question: Question): string[] {
  return itemsOf(question).map(({id}) => id);
}

function itemsOf(question: Question): readonly Item[] {
  switch (question.type) {
    case 'single':
    case 'multiple':
    case 'hotspot':
      return question.choices;
    case 'order':
      return question.items;
    default:
      return [];
  }
}
