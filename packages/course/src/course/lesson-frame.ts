import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {formatLength} from '@uggla/core/time.js';
import {defaultComplete, findItem, type Lesson, type Text} from '@uggla/protocol';
import type {CourseController} from './course-controller.js';
import {lessonShare} from './lesson-state.js';
import {lockItems, lockWords} from './lock-words.js';
import {standingWords} from './outline.js';
import type {Words} from './words.js';

/** What the frame around a lesson needs of the course. */
interface Owner {
  readonly words: Words;
  textOf(text: Text | undefined): string;
  languageOf(text: Text | undefined): string | undefined;
  show(id: string): Promise<void>;
}

/** The lesson on the screen: its heading, its body, its notes, and the ways on. */
export function renderLesson(controller: CourseController, owner: Owner): TemplateResult | typeof nothing {
  const {course, current, open} = controller;
  const lesson = course && current !== undefined ? (findItem(course, current) as Lesson | undefined) : undefined;
  if (!course || !lesson) return nothing;
  const {words} = owner;
  const {standing, lock = open?.lock} = controller.standing(lesson);
  return html`<section part="lesson" class="lesson" data-lesson=${lesson.id} aria-labelledby="lesson-title">
    <div class="lesson-head">
      <div class="quiet facts">
        <span>${words.term(lesson.kind)}${lesson.duration ? html` · ${formatLength(lesson.duration, words.locale)}` : nothing}</span>
        ${
          standing === 'done' || standing === 'due'
            ? html`<span class="badge ${standing}">${icon(standing === 'done' ? 'check' : 'retry')} ${standingWords(standing, words)}</span>`
            : nothing
        }
      </div>
      <h3 id="lesson-title" tabindex="-1" lang=${owner.languageOf(lesson.title) ?? nothing}>${owner.textOf(lesson.title)}</h3>
      ${lesson.summary ? html`<p class="quiet" lang=${owner.languageOf(lesson.summary) ?? nothing}>${owner.textOf(lesson.summary)}</p>` : nothing}
    </div>
    ${
      lock
        ? html`<div class="closed">
          ${icon('lock')}
          <h4>${words.term(lock.kind === 'until' ? 'lessonClosed' : 'lessonLocked')}</h4>
          <p>${lockWords(lock, course, words, (text) => owner.textOf(text))}</p>
          ${lockItems(lock, course).map(
            ({id, title}) => html`<button type="button" class="secondary" @click=${() => void owner.show(id)}>
              ${words.term('goTo', owner.textOf(title))}
            </button>`,
          )}
        </div>`
        : open?.error
          ? renderTrouble(controller, owner)
          : html`<div class="lesson-body">
              ${open?.view ? open.view.render() : html`<p class="quiet" aria-busy="true">${words.term('loadingLesson')}</p>`}
            </div>
            ${renderMeasure(controller, lesson, words)} ${controller.tools?.below()}
            ${
              open?.notes
                ? html`<section class="notes" aria-labelledby="notes"><h4 id="notes">${words.term('notes')}</h4>${open.notes}</section>`
                : nothing
            }
            <slot name="discussion"></slot>`
    }
    ${renderPager(controller, owner, standing === 'done')}
  </section>`;
}

/** How far the lesson is by its own measure, for those that are measured bit by bit. */
function renderMeasure(controller: CourseController, lesson: Lesson, words: Words): TemplateResult | typeof nothing {
  const rule = lesson.complete ?? defaultComplete(lesson);
  const key =
    rule.watched !== undefined
      ? 'watched'
      : rule.listened !== undefined
        ? 'listened'
        : rule.read !== undefined && rule.signed === undefined && lesson.kind !== 'embed'
          ? 'read'
          : undefined;
  if (!key) return nothing;
  const share = lessonShare(lesson, controller.session?.done(lesson.id));
  return html`<div class="measure">
    <span class="quiet">${words.term(key, words.number(share, {style: 'percent', maximumFractionDigits: 0}))}</span>
    <progress class="bar" max="1" value=${share} aria-label=${words.term('lessonProgress')}></progress>
  </div>`;
}

function renderTrouble(controller: CourseController, {words}: Owner): TemplateResult {
  const error = controller.open!.error!;
  const again = () => controller.reopen();
  return html`<div class="trouble" part="error" role="alert">
    ${icon('warning')}
    <h4>${words.term(error.code === 'document-mismatch' ? 'documentTampered' : 'lessonFailed')}</h4>
    <p class="quiet">${words.term('errorCode', error.code)}</p>
    <p class="quiet" lang="en" dir="ltr">${error.message}. ${error.cure}</p>
    <button type="button" class="secondary" @click=${again}>${icon('retry')} ${words.term('tryAgain')}</button>
  </div>`;
}

function renderPager(controller: CourseController, owner: Owner, isDone: boolean): TemplateResult {
  const {previous, next} = controller.neighbours;
  const {words} = owner;
  return html`<div class="pager">
    ${
      previous
        ? html`<button type="button" part="previous" class="secondary" aria-label=${words.term('previousIs', owner.textOf(previous.title))} @click=${() => void owner.show(previous.id)}>
          ${icon('previous')} ${words.term('previous')}
        </button>`
        : nothing
    }
    ${
      next
        ? html`<button type="button" part="next" class=${isDone ? 'primary' : 'secondary'} aria-label=${words.term('nextIs', owner.textOf(next.title))} @click=${() => void owner.show(next.id)}>
          ${words.term('next')} ${icon('next')}
        </button>`
        : nothing
    }
  </div>`;
}
