import {findItem, isolate, type Course, type CourseItem, type Lock, type Text} from '@uggla/protocol';
import type {Words} from './words.js';

/** Quotation marks of the languages that do not write «these». */
const QUOTES: Readonly<Record<string, [string, string]>> = {
  en: ['“', '”'],
  de: ['„', '“'],
  fr: ['«\u00a0', '\u00a0»'],
};

/** Why an item is closed, as a sentence. Days far away are dates; today's openings have a time. */
export function lockWords(
  lock: Lock,
  course: Course,
  words: Words,
  text: (text: Text | undefined) => string,
  now = new Date(),
): string {
  switch (lock.kind) {
    case 'after':
    case 'passed':
      return words.term(lock.kind === 'after' ? 'lockAfter' : 'lockPassed', titles(lock, course, words, text));
    case 'at':
      return lock.date ? words.term('lockAt', dateWords(lock.date, words, now)) : words.term('lessonLocked');
    case 'until':
      return lock.date ? words.term('lockUntil', dateWords(lock.date, words, now)) : words.term('lessonClosed');
    case 'group':
      return words.term('lockGroup', lock.group ?? '');
  }
}

/** The items that a lock waits for. */
export function lockItems(lock: Lock, course: Course): CourseItem[] {
  return (lock.ids ?? []).map((id) => findItem(course, id)).filter((item) => item !== undefined);
}

/** A day; with the hour when it is within a day of now. */
export function dateWords(date: Date | undefined, words: Words, now = new Date()): string {
  if (!date || Number.isNaN(date.getTime())) return '';
  const isNear = Math.abs(date.getTime() - now.getTime()) < 86_400_000;
  return words.date(date, isNear ? {dateStyle: 'long', timeStyle: 'short'} : {dateStyle: 'long'});
}

function titles(lock: Lock, course: Course, words: Words, text: (text: Text | undefined) => string): string {
  const [open, close] = QUOTES[words.language] ?? ['«', '»'];
  const quoted = lockItems(lock, course).map(
    ({title}) => `${open}${isolate(text(title), words.term('locked'))}${close}`,
  );
  return new Intl.ListFormat(words.locale, {type: 'conjunction'}).format(quoted);
}
