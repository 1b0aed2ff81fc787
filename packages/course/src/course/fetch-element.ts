import {needElement, type Family} from '@uggla/core/families.js';
import type {LessonContext} from './lesson-view.js';

/** Fetches the element by which a lesson is shown, unless it is there, and has the lesson drawn anew once it is. */
export async function fetchElement(
  {host, fail}: Pick<LessonContext, 'host' | 'fail'>,
  tag: string,
  family: Family,
): Promise<void> {
  if (customElements.get(tag)) return;
  try {
    await needElement(tag, family);
    host.requestUpdate();
  } catch (error) {
    fail(error);
  }
}
