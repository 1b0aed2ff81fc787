import type {Course} from '@uggla/protocol';
import type {UgglaCourse} from '../course/course-element.js';
import {sample} from './support.test.js';

/** A text as a lesson: two short paragraphs, read within moments. */
export const article = (id: string, more: object = {}) => ({
  id,
  kind: 'article',
  title: {en: id, es: `${id} (es)`},
  content: {en: 'values.json'},
  ...more,
});

/** A block of lessons. */
export const block = (id: string, items: object[], more: object = {}) => ({
  id,
  kind: 'block',
  title: {en: id, es: `${id} (es)`},
  items,
  ...more,
});

/** A course of these items. */
export const courseOf = (...items: object[]): Course => sample({items} as unknown as Partial<Course>);

/** What was recorded, in its order: `completed one`; the course itself is `course`. */
export async function recorded(course: UgglaCourse): Promise<string[]> {
  await course.drained();
  return (await course.exportRecords()).map(({verb, object, context}) => {
    const {id} = object as {id: string};
    const whole = context?.contextActivities?.grouping?.[0]?.id ?? context?.contextActivities?.parent?.[0]?.id;
    const about = !whole || id === whole ? 'course' : id.slice(whole.length + 1);
    return `${verb.id.split('/').pop()} ${about}`;
  });
}
