import {grade, type AnswersTold, type Question, type Response, type RightAnswer} from '@uggla/protocol';
import {partsOf, partsShown, readResponse, textOf, wholeOf} from './responses.js';
import {smallestGroup} from './small-groups.js';

/** One answer of one person, as far as it is known. */
export interface Given {
  /** Nothing where it cannot be read: who gave it was erased, or the question was another one then. */
  response: Response | undefined;
  /** Nothing where nobody judged it. */
  right: boolean | undefined;
  /** Whether it was judged here, and not by the page. */
  isGraded: boolean;
}

/** So many answers are told that the author did not write down beforehand. */
const MOST_TOLD = 10;

/** The answers to one question. What is told is the first one of each person: whoever answers again knows the verdict. */
export class AnswersTally {
  readonly #question: Question;
  readonly #key: RightAnswer | undefined;
  readonly #parts = new Map<string, {people: number; right: boolean | undefined}>();
  readonly #wrong = new Map<string, number>();
  #people = 0;
  #answers = 0;
  #judged = 0;
  #right = 0;
  #unread = 0;

  /** @param key - The right answer, where this server has it: then it judges itself, whatever a page says. */
  constructor(question: Question, key: RightAnswer | undefined) {
    this.#question = question;
    this.#key = key;
  }

  /** All answers of one person, in their order. */
  take(answers: readonly Given[]): void {
    const [first] = answers;
    if (!first) return;
    const {response} = first;
    const right = this.#verdict(first);
    this.#people++;
    this.#answers += answers.length;
    if (right !== undefined) this.#judged++;
    if (right === true) this.#right++;
    if (response === undefined) {
      this.#unread++;
      return;
    }
    for (const part of partsOf(this.#question, response)) {
      const there = this.#parts.get(part);
      if (there) there.people++;
      else this.#parts.set(part, {people: 1, right: this.#isRight(part, right)});
    }
    if (right === false)
      for (const one of this.#wrongIn(response)) this.#wrong.set(one, (this.#wrong.get(one) ?? 0) + 1);
  }

  #verdict({response, right, isGraded}: Given): boolean | undefined {
    if (isGraded || !this.#key) return right;
    return response === undefined ? undefined : grade(this.#question, this.#key, response).right;
  }

  /** What came of it; of few people their number alone. */
  told(languages: readonly string[]): AnswersTold {
    const told: AnswersTold = {people: this.#people, answers: this.#answers};
    if (this.#people < smallestGroup) return told;
    const {type} = this.#question;
    const least = isTyped(type) ? smallestGroup : 0;
    const all = this.#all(languages);
    const shown = all
      .filter(({people}) => people >= least)
      .slice(0, isTyped(type) || type === 'order' ? MOST_TOLD : Infinity);
    const rest = all.filter((one) => !shown.includes(one)).reduce((sum, {people}) => sum + people, this.#unread);
    const [wrong] = [...this.#wrong].sort(([, one], [, other]) => other - one);
    return {
      ...told,
      ...(this.#judged > 0 ? {right: this.#right} : {}),
      options: shown,
      ...(rest > 0 ? {others: rest} : {}),
      ...(wrong && wrong[1] >= least
        ? {wrong: {text: textOf(this.#question, wrong[0], languages), people: wrong[1]}}
        : {}),
    };
  }

  #all(languages: readonly string[]): NonNullable<AnswersTold['options']> {
    const first = partsShown(this.#question, this.#key);
    const none = {people: 0, right: undefined};
    const parts = new Map([...first.map((part) => [part, none] as const), ...this.#parts]);
    const rank = (part: string) => first.indexOf(part) + 1 || first.length + 1;
    return [...parts]
      .sort(([one, {people}], [other, {people: fewer}]) => rank(one) - rank(other) || fewer - people)
      .map(([part, {people, right: said}]) => {
        const right = this.#isRight(part, said);
        return {text: textOf(this.#question, part, languages), ...(right === undefined ? {} : {right}), people};
      });
  }

  /** Whether a part is right; `said` is the verdict on the whole of which it is one. */
  #isRight(part: string, said: boolean | undefined): boolean | undefined {
    const {type} = this.#question;
    const key = this.#key;
    if (!key) return type === 'multiple' || type === 'match' ? undefined : said;
    if (type === 'multiple') return key.choices?.includes(part) ?? false;
    if (type === 'match') return partsShown(this.#question, key).includes(part);
    const response = readResponse(this.#question, part);
    return response === undefined ? said : grade(this.#question, key, response).right;
  }

  /** Of pairs those that are wrong, else the whole. */
  #wrongIn(response: Response): string[] {
    if (this.#question.type !== 'match') return [wholeOf(this.#question, response)];
    return partsOf(this.#question, response).filter((part) => this.#isRight(part, false) !== true);
  }
}

/** What a person wrote may tell who it was: it is told when several wrote the same. */
function isTyped(type: Question['type']): boolean {
  return type === 'fill' || type === 'numeric';
}
