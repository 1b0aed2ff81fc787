import {lessonsOf, pickText, type Course, type Text} from '@uggla/protocol';
import {escapeHtml} from '@uggla/protocol/escape-html.js';
import {hashOf} from '../files.js';

export const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * What an LMS may judge by itself: the score of a course whose one quiz has a mastery. With several it is for the course to
 * say; and nobody is to judge what is only to be completed.
 */
export function masteryOf(course: Course): number | undefined {
  if (course.status === 'completed') return undefined;
  const quizzes = lessonsOf(course).flatMap((lesson) => (lesson.kind === 'quiz' ? [lesson.mastery] : []));
  return quizzes.length === 1 && quizzes[0] !== undefined ? Math.round(quizzes[0] * 10_000) / 10_000 : undefined;
}

/** What a unit of cmi5 must say before one goes on. */
export function moveOnOf(course: Course): 'Completed' | 'CompletedAndPassed' {
  const isJudged = lessonsOf(course).some((lesson) => lesson.kind === 'quiz' && lesson.mastery !== undefined);
  const {status = isJudged ? 'passed' : 'completed'} = course;
  return status === 'passed' ? 'CompletedAndPassed' : 'Completed';
}

/** A name as XML has it, the same for every version of the course. */
export const idOf = ({id}: Course): string => `uggla-${hashOf(id).slice(0, 24)}`;

/** A text in the language in which an LMS lists it. */
export const titleIn = (text: Text, language: string): string => xml(pickText(text, [language]));

/** A text of cmi5, in all its languages. */
export function strings(text: Text, language: string): string {
  return (typeof text === 'string' ? [[language, text]] : Object.entries(text))
    .map(([tag, one]) => `\n      <langstring lang="${xml(tag!)}">${xml(one!)}</langstring>`)
    .join('');
}

/** The path of a file as an address. */
export const hrefOf = (file: string): string => xml(file.split('/').map(encodeURIComponent).join('/'));

export function listed(files: readonly string[]): string {
  return files.map((file) => `      <file href="${hrefOf(file)}"/>`).join('\n');
}

/** Text that XML can hold: what it has no letters for is left out. */
export function xml(text: string): string {
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, ''));
}
