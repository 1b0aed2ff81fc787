import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core';
import {courseShare, type Course, type CourseProgress, type Lesson, type UgglaError} from '@uggla/protocol';
import type {CourseController} from './course-controller.js';
import type {CourseHost} from './course-host.js';
import {renderLesson} from './lesson-frame.js';
import {closingDate} from './lesson-state.js';
import {renderOutline} from './outline.js';

/** What the frame of a course needs of the element, beside what its lessons need. */
interface Owner extends CourseHost {
  readonly status: string;
  readonly failure: UgglaError | undefined;
  exit(): Promise<void>;
}

/** All that is seen of a course: its title and progress, the lesson on the screen, the outline; or why there is none. */
export function renderCourse(
  controller: CourseController,
  owner: Owner,
  isOffline: boolean,
): TemplateResult | typeof nothing {
  const {words} = owner;
  const {course, session} = controller;
  if (owner.status === 'failed') return renderFailure(controller, owner);
  if (!course) {
    if (owner.status !== 'loading') return nothing;
    return html`<div class="skeleton" aria-busy="true" lang=${words.locale}><p class="quiet">${words.term('loading')}</p></div>`;
  }
  const {progress} = session!;
  return html`<div class="course ${words.direction}" lang=${words.locale}>
    ${renderTop(controller, owner, course, progress)} ${renderBanners(controller, owner, progress, isOffline)}
    ${controller.tools?.render()}
    ${
      courseShare(course, progress).total === 0
        ? html`<p class="quiet">${words.term('empty')}</p>`
        : html`<button type="button" class="secondary to-contents" @click=${() => toContents(owner)}>${icon('menu')} ${words.term('contents')}</button>
          <div class="body">
            ${controller.tools?.feed ?? renderLesson(controller, owner)}
            <nav part="nav" aria-labelledby="contents">
              <div class="nav-title" id="contents" tabindex="-1">${words.term('contents')}</div>
              ${renderOutline({
                course,
                words,
                current: controller.current,
                text: (text) => owner.textOf(text),
                languageOf: (text) => owner.languageOf(text),
                standing: (lesson) => controller.standing(lesson),
                closes: (lesson) => closingDate(lesson, progress, session!.calendar),
                choose: (lesson) => choose(controller, owner, lesson),
                left: controller.drawn,
              })}
            </nav>
          </div>`
    }
  </div>`;
}

function renderTop(controller: CourseController, owner: Owner, course: Course, progress: CourseProgress) {
  const {words} = owner;
  const {done, total, complete} = courseShare(course, progress);
  return html`<div class="top">
    <h2 lang=${owner.languageOf(course.title) ?? nothing}>${owner.textOf(course.title)}</h2>
    <div class="overall">
      <span class="quiet" id="overall">${words.term('progressOf', words.number(done), words.number(total))}</span>
      <progress
        part="progress"
        class="bar ${complete ? 'complete' : ''}"
        max=${Math.max(1, total)}
        value=${done}
        aria-label=${words.term('courseProgress')}
        aria-describedby="overall"
      ></progress>
    </div>
    ${
      controller.session!.records?.exit
        ? html`<button type="button" class="secondary" part="exit" @click=${() => owner.exit()}>${words.term('exit')}</button>`
        : nothing
    }
  </div>`;
}

function renderBanners({mode}: CourseController, {words}: Owner, {completed}: CourseProgress, isOffline: boolean) {
  return html`
    ${mode === 'normal' ? nothing : html`<p class="banner">${words.term(mode === 'browse' ? 'modeBrowse' : 'modeReview')}</p>`}
    ${
      completed
        ? html`<p class="banner success">${icon('check')} <strong>${words.term('courseCompleteOn', words.date(new Date(completed)))}</strong></p>`
        : nothing
    }
    ${isOffline ? html`<p class="note" part="note">${icon('retry')} ${words.term('waiting')}</p>` : nothing}
  `;
}

function renderFailure(controller: CourseController, {words, failure}: Owner) {
  return html`<div class="course" lang=${words.locale}>
    <div class="trouble" part="error" role="alert">
      ${icon('warning')}
      <h2>${words.term('failed')}</h2>
      <p class="quiet">${words.term('errorCode', failure?.code ?? '')}</p>
      <p class="quiet" lang="en" dir="ltr">${failure?.message}. ${failure?.cure}</p>
      <button type="button" class="secondary" @click=${() => controller.reload()}>${icon('retry')} ${words.term('tryAgain')}</button>
    </div>
  </div>`;
}

function toContents({renderRoot}: Owner): void {
  const title = renderRoot.querySelector<HTMLElement>('#contents');
  title?.focus();
  title?.scrollIntoView({block: 'start'});
}

function choose(controller: CourseController, owner: Owner, lesson: Lesson): void {
  if (controller.standing(lesson).standing === 'locked') {
    const reason = owner.renderRoot.querySelector(`[data-lesson="${CSS.escape(lesson.id)}"] .reason`)?.textContent;
    owner.announce(`${owner.words.term('lessonLocked')}. ${reason ?? ''}`);
    return;
  }
  void owner.show(lesson.id);
}
