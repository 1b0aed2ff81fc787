import type {FramePackage, PackageResult} from '@uggla/protocol/frame.js';
import type {FramedContent} from './frame.js';
import {pageFrame} from './page-frame.js';
import type {Talk} from './talk.js';
import {needOwnOrigin, Tracker, withLastWords} from './tracked.js';

/** A run-time as SCORM names it, and what it holds. */
export interface Runtime {
  /** Where packages look for it. */
  name: 'API' | 'API_1484_11';
  api: {on(events: string, heard: () => void): void};
  /** What is kept for the next visit. */
  kept(): object;
  result(): PackageResult;
  /** Its calls that change what is kept, and those after which it must be safe. */
  changes: string;
  commits: string;
}

/**
 * A SCORM package, with the run-time that it looks for in the windows around it. It has to lie on this frame's own origin:
 * no browser lets it look into another.
 */
export async function showScorm(root: HTMLElement, given: FramePackage, talk: Talk): Promise<FramedContent> {
  needOwnOrigin(given.src);
  const content = withLastWords(given, talk);
  const runtime =
    content.standard === 'scorm12'
      ? (await import('./scorm12.js')).runtime12(content)
      : (await import('./scorm2004.js')).runtime2004(content);
  Object.assign(globalThis, {[runtime.name]: runtime.api});
  const tracker = new Tracker(talk, content, () => ({kept: runtime.kept(), result: runtime.result()}));
  runtime.api.on(runtime.changes, () => tracker.soon());
  // At once: in a window that goes nothing runs later. And once more, when the run-time has settled what it tells of.
  runtime.api.on(runtime.commits, () => {
    tracker.now();
    queueMicrotask(() => tracker.now());
  });
  addEventListener('pagehide', () => {
    if (!hasUnload()) sayUnload(window);
    tracker.going();
  });
  talk.tell({type: 'opened', direction: 'ltr', contents: []});
  await pageFrame(root, content, ['allow-same-origin', 'allow-modals', 'allow-downloads']);
  return {go: () => undefined, look: () => undefined};
}

interface Policy {
  features(): string[];
  allowsFeature(name: string): boolean;
}

/** Whether this browser still tells windows of `unload`, where packages say goodbye: Chromium is withdrawing it, by a policy. */
function hasUnload(): boolean {
  const {featurePolicy} = document as {featurePolicy?: Policy};
  return !featurePolicy?.features().includes('unload') || featurePolicy.allowsFeature('unload');
}

/** Tells the windows within, innermost first, that they go. */
function sayUnload(within: Window): void {
  for (let at = 0; at < within.frames.length; at++) {
    const inner = within.frames[at]!;
    try {
      sayUnload(inner);
      for (const type of ['beforeunload', 'unload']) inner.dispatchEvent(new Event(type, {cancelable: true}));
    } catch {
      // A page of another origin, within the package: it is no part of the talk.
    }
  }
}
