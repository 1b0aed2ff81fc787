import {findFor} from '@uggla/core/find-for.js';
import {OpenRequestEvent} from '@uggla/core/events.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {ChatPlace, Citation} from '@uggla/protocol';

/** What the element that `for` names may be: a course, a player, a catalog. */
interface Target extends HTMLElement {
  src?: string;
  lesson?: string;
  item?: string;
  currentTime?: number;
  /** Rejects, or resolves with `false`, when it has no such lesson. */
  goTo?(id: string, options?: {time?: number}): unknown;
}

/** Where the person stands, as the element that `for` names knows it. */
export function placeOf(host: Element, forId: string, language: string | undefined): ChatPlace {
  const target = findFor(host, forId) as Target | undefined;
  const course = itemOf(target);
  const lesson = typeof target?.lesson === 'string' && target.lesson !== '' ? target.lesson : undefined;
  return {
    ...(course === undefined ? {} : {course}),
    ...(lesson === undefined ? {} : {lesson}),
    ...(language ? {language} : {}),
  };
}

/** The element that can show a citation; `undefined` when there is none, and its address is the way. */
export function targetOf(host: Element, forId: string, citation: Citation): HTMLElement | undefined {
  const target = findFor(host, forId) as Target | undefined;
  if (!target || citation.document !== undefined) return undefined;
  if (typeof target.goTo === 'function') {
    const shown = itemOf(target);
    const isCampus = typeof target.item === 'string'; // has them all
    const elsewhere = !isCampus && shown !== undefined && citation.item !== undefined && shown !== citation.item;
    return citation.lesson === undefined || elsewhere ? undefined : target;
  }
  if (!('currentTime' in target)) return undefined;
  return isOtherMedia(target.src, citation.media) ? undefined : target;
}

/**
 * Opens a citation where it belongs: asks whoever owns the page first (`uggla-open-request`), then goes to the lesson of
 * a course or the second of a player. `false`: nobody here can show it, so its address is to be followed.
 *
 * @param otherwise - Called when a course or a campus turns out not to have the lesson.
 */
export function openCitation(host: HTMLElement, forId: string, citation: Citation, otherwise: () => void): boolean {
  const {item, lesson, media, start: time} = citation;
  if (!host.dispatchEvent(new OpenRequestEvent({item, lesson, media, time}))) return true;
  const target = targetOf(host, forId, citation) as Target | undefined;
  if (!target) return false;
  if (target.goTo) void goTo(target, lesson!, time, otherwise);
  else target.currentTime = time ?? 0;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  target.scrollIntoView({block: 'nearest', behavior: calm ? 'auto' : 'smooth'});
  return true;
}

async function goTo(target: Target, lesson: string, time: number | undefined, otherwise: () => void): Promise<void> {
  try {
    if ((await target.goTo!(lesson, time === undefined ? {} : {time})) === false) otherwise();
  } catch {
    otherwise(); // the course has no such lesson
  }
}

/** The address of a citation: relative ones begin at the campus, which lies beside the API (`…/v1`). */
export function citationUrl(citation: Citation, endpoint: string, base: string): string | undefined {
  const api = safeUrl(endpoint, base, 'fetch');
  const campus = api === undefined ? base : new URL('.', api.replace(/[?#].*$/, '').replace(/\/+$/, '')).href;
  return safeUrl(citation.url, campus, 'link');
}

/** The campus item that is shown: a campus says so, a course has it in the folder of its course.json. */
function itemOf(target: Target | undefined): string | undefined {
  if (typeof target?.item === 'string') return target.item || undefined;
  return /([^/]+)\/course\.json(?:[?#]|$)/.exec(target?.src ?? '')?.[1];
}

/** Whether a player plays another film than the cited one: known only when both name a media.json. */
function isOtherMedia(src: string | undefined, media: string | undefined): boolean {
  const folder = (address: string | undefined) => /([^/]+)\/media\.json(?:[?#]|$)/.exec(address ?? '')?.[1];
  const shown = folder(src);
  const cited = folder(media);
  return shown !== undefined && cited !== undefined && shown !== cited;
}
