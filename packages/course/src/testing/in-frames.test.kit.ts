import {sendKeys} from '@web/test-runner-commands';
import {focusedElement} from '@uggla/core/tv/reachable.js';
import {waitUntil} from '@uggla/testing';

const withinOf = (element: Element | null | undefined): Document | null | undefined =>
  (element as HTMLIFrameElement | null | undefined)?.contentDocument;

/** What has the focus, in frames of this origin too. */
export function focusedWithin(): HTMLElement | undefined {
  let at = focusedElement();
  for (let inner: Element | null | undefined = at; inner?.localName === 'iframe';) {
    inner = withinOf(inner)?.activeElement;
    at = (inner as HTMLElement | null | undefined) ?? at;
  }
  return at;
}

/** The page of the innermost frame in this one. */
export function innermost(frame: Element | null): Document | undefined {
  const inner = withinOf(frame);
  return inner?.querySelector('iframe') ? innermost(inner.querySelector('iframe')) : (inner ?? undefined);
}

/** One stands there with the keys, and sees the ring around it. */
export function standsOn(selector: string): boolean {
  const at = focusedWithin();
  return at?.matches(selector) === true && at.ownerDocument.hasFocus() && getComputedStyle(at).outlineStyle === 'solid';
}

/** One press leads there, in a frame too. */
export async function pressTo(key: string, selector: string): Promise<void> {
  await sendKeys({press: key});
  await waitUntil(() => standsOn(selector), `${key} does not lead to ${selector}`);
}
