import {html, nothing, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {keyed} from 'lit/directives/keyed.js';
import {ref} from 'lit/directives/ref.js';
import {needElement, type Family} from '@uggla/core/families.js';
import type {CampusItem, CourseProgress} from '@uggla/protocol';
import {isCourse} from './campus-data.js';

/** The parts of the public APIs of course, guide and portfolio that a campus uses. */
export interface ShownElement extends HTMLElement {
  readonly status: string;
  /** A course's lesson. */
  readonly lesson?: string;
  /** A guide's step. */
  readonly step?: string;
  readonly progress?: CourseProgress | undefined;
  /** How many of a guide's steps are checked off, 0 to 1. */
  readonly share?: number;
  /** Course and guide: goes to a lesson or step, at a second of its media. */
  goTo?(id: string, options?: {time?: number | undefined}): unknown;
  /** Portfolio: opens a product, its video at a second. */
  open?(item: string, options?: {time?: number | undefined}): void;
}

/** What an open item is shown with. */
export interface ItemViewOptions {
  readonly item: CampusItem;
  /** Whole address of the item's file. */
  readonly src: string | undefined;
  readonly lesson: string;
  readonly theme: string;
  readonly language: string;
  readonly records: string;
  readonly endpoint: string;
  readonly learner: unknown;
  readonly authorization: unknown;
  readonly leads: string;
  /** Hears which element shows the item; `undefined` when it goes. */
  readonly shown: (element: Element | undefined) => void;
  readonly lessonChanged: (event: Event) => void;
  readonly lessonCompleted: (event: Event) => void;
  readonly stepChanged: (event: Event) => void;
  readonly productOpened: (event: Event) => void;
  readonly forward: (event: Event) => void;
}

/** The tag that shows an item, and the family that it comes with. */
function elementOf(item: CampusItem): {tag: string; family: Family} {
  if (isCourse(item)) return {tag: 'uggla-course', family: 'course'};
  return item.kind === 'guide' ? {tag: 'uggla-guide', family: 'course'} : {tag: 'uggla-portfolio', family: 'catalog'};
}

/** Fetches the code of the element that shows `item`. Throws `family-unavailable`. */
export function needElementOf(item: CampusItem): Promise<void> {
  const {tag, family} = elementOf(item);
  return needElement(tag, family);
}

/** The element that shows an item. A new item gets a new element: nothing of the one before can linger. */
export function renderItem(options: ItemViewOptions): TemplateResult {
  return html`${keyed(options.item.id, renderByKind(options))}`;
}

function renderByKind(options: ItemViewOptions): TemplateResult {
  const {item, src, lesson, theme, language, shown} = options;
  const address = ifDefined(src);
  if (item.kind === 'guide') {
    return html`<uggla-guide
      ${ref(shown)}
      src=${address}
      lang=${language}
      theme=${theme}
      step=${lesson || nothing}
      records=${options.records || nothing}
      endpoint=${options.endpoint || nothing}
      .learner=${options.learner}
      .authorization=${options.authorization}
      @uggla-step-change=${options.stepChanged}
      @uggla-step-check=${options.lessonCompleted}
    ></uggla-guide>`;
  }
  if (item.kind === 'product') {
    return html`<uggla-portfolio
      ${ref(shown)}
      src=${address}
      lang=${language}
      theme=${theme}
      layout="single"
      item=${item.id}
      leads=${options.leads || nothing}
      endpoint=${options.endpoint || nothing}
      @uggla-item-open=${options.productOpened}
      @uggla-action=${options.forward}
      @uggla-lead=${options.forward}
    ></uggla-portfolio>`;
  }
  return html`<uggla-course
    ${ref(shown)}
    src=${address}
    lang=${language}
    theme=${theme}
    lesson=${lesson || nothing}
    records=${options.records || nothing}
    endpoint=${options.endpoint || nothing}
    .learner=${options.learner}
    .authorization=${options.authorization}
    @uggla-lesson-change=${options.lessonChanged}
    @uggla-lesson-complete=${options.lessonCompleted}
  ></uggla-course>`;
}
