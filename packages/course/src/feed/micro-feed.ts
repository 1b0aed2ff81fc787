import {html, nothing, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '@uggla/core/more-icons.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {lessonsOf, type Lesson} from '@uggla/protocol';
import type {CourseController} from '../course/course-controller.js';
import type {CourseHost} from '../course/course-host.js';
import {renderLesson} from '../course/lesson-frame.js';
import {phrases} from '../course/words.js';
import {goingOn} from '../media/going-on.js';
import {feedStyles} from './feed-styles.js';
import {en} from './locales/en.js';
import {es} from './locales/es.js';
import {Repetitions} from './repetitions.js';

const say = phrases('feed', {en, es});

/** The styles of the feed. */
export const styles = feedStyles;

/** So long (milliseconds) a swipe must rest on a lesson before that is opened: what is passed by leaves no records. */
const RESTS_MS = 150;

/**
 * Micro-lessons one above the other, each as large as the feed: swiped, scrolled, by Page Up and Page Down, or by the buttons
 * of each. The one that is seen is the course's open lesson, as in any other layout, with its records; no other has a player.
 */
export class MicroFeed {
  readonly #host: CourseHost;
  readonly #controller: CourseController;
  #scroller: HTMLElement | undefined;
  /** The lesson to which it was scrolled last. */
  #at = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where nothing is recorded, nothing is repeated. */
  readonly #repetitions: Repetitions | undefined;

  constructor(host: CourseHost, controller: CourseController) {
    this.#host = host;
    this.#controller = controller;
    const {session} = controller;
    if (session?.records && controller.mode === 'normal')
      this.#repetitions = new Repetitions(session, () => host.requestUpdate());
  }

  render(): TemplateResult {
    const {words} = this.#host;
    const course = this.#controller.course!;
    const lessons = lessonsOf(course);
    const current = lessons.findIndex(({id}) => id === this.#controller.current);
    if (current !== this.#at) void this.#follow(current);
    const due = this.#due;
    return html`<section class="feed" part="feed" aria-label=${this.#host.textOf(course.title)} @keydown=${this.#onKey}>
      ${
        due.length === 0
          ? nothing
          : html`<p class="due">
            ${say(words, 'due', words.number(due.length))}
            <button type="button" class="secondary" part="repeat" @click=${() => this.#show(due[0]!)}>${icon('retry')} ${say(words, 'repeat')}</button>
          </p>`
      }
      <ol class="slides" ${ref(this.#take)} @scroll=${this.#onScroll}>
        ${repeat(
          lessons,
          ({id}) => id,
          (
            lesson,
            at,
          ) => html`<li class="slide" part="slide" data-slide=${lesson.id} aria-label=${say(words, 'place', words.number(at + 1), words.number(lessons.length))}>
            ${at === current && due.includes(lesson) ? this.#renderRecall(lesson) : nothing}
            ${at === current ? renderLesson(this.#controller, this.#host) : Math.abs(at - current) > 2 ? nothing : this.#renderCover(lesson)}
          </li>`,
        )}
      </ol>
    </section>`;
  }

  /** Ends what waits. */
  close(): void {
    clearTimeout(this.#timer);
    this.#repetitions?.close();
  }

  /** What is due to be repeated today. */
  get #due(): readonly Lesson[] {
    return (
      this.#repetitions?.due(
        this.#controller.course!,
        (lesson) => this.#controller.standing(lesson).standing === 'done',
      ) ?? []
    );
  }

  #renderRecall(lesson: Lesson): TemplateResult {
    const {words} = this.#host;
    return html`<div class="recall" part="recall" role="group" aria-labelledby="recall">
      <span id="recall">${say(words, 'ask')}</span>
      <button type="button" class="primary" part="recall-yes" @click=${() => this.#tell(lesson, true)}>${say(words, 'yes')}</button>
      <button type="button" class="secondary" part="recall-no" @click=${() => this.#tell(lesson, false)}>${say(words, 'no')}</button>
    </div>`;
  }

  /** Keeps what was remembered, says when it comes again, and goes on with what else is due. */
  #tell(lesson: Lesson, isRemembered: boolean): void {
    const {words} = this.#host;
    const again = this.#repetitions!.tell(lesson.id, isRemembered);
    this.#host.announce(again ? say(words, 'again', words.date(again)) : say(words, 'known'));
    this.#show(this.#due[0] ?? lesson);
  }

  #show({id}: Lesson): void {
    this.#host.show(id).catch((error: unknown) => this.#host.tell(error));
  }

  #renderCover(lesson: Lesson): TemplateResult {
    const picture = safeUrl((lesson as {poster?: {src?: string}}).poster?.src, this.#controller.base, 'image');
    const {standing} = this.#controller.standing(lesson);
    return html`<div class="cover">
      ${picture ? html`<img src=${picture} alt="" loading="lazy" />` : nothing}
      <p>${standing === 'locked' ? icon('lock') : standing === 'done' ? icon('check') : nothing} ${this.#host.textOf(lesson.title)}</p>
    </div>`;
  }

  readonly #take = (element?: Element): void => {
    this.#scroller = element as HTMLElement | undefined;
    this.#at = -1; // a new list stands at its start
    if (element) queueMicrotask(() => this.#host.requestUpdate());
  };

  /** Brings the open lesson into view: it may have been chosen elsewhere. */
  async #follow(at: number): Promise<void> {
    this.#at = at;
    await this.#host.updateComplete;
    const scroller = this.#scroller;
    if (!scroller || at < 0 || at !== this.#at || at === this.#seen) return;
    // At once: the heading that gets the focus is brought into view, which would end a movement under way.
    scroller.scrollTo({top: at * scroller.clientHeight, behavior: 'instant'});
  }

  get #seen(): number {
    const scroller = this.#scroller;
    return scroller && scroller.clientHeight > 0 ? Math.round(scroller.scrollTop / scroller.clientHeight) : this.#at;
  }

  readonly #onScroll = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(this.#seen), RESTS_MS);
  };

  #open(at: number): void {
    const {course} = this.#controller;
    const lesson = course && lessonsOf(course)[at]; // it may be gone when the swipe has come to rest
    if (!lesson || at === this.#at) return;
    this.#at = at;
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches && lesson.kind === 'video') goingOn.add(this.#host);
    this.#controller.goTo(lesson.id).catch((error: unknown) => this.#host.tell(error));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const {key, target} = event;
    if (target instanceof Element && target.matches('input, textarea, select, iframe')) return;
    const lessons = lessonsOf(this.#controller.course!);
    const at = lessons.findIndex(({id}) => id === this.#controller.current);
    const steps: Record<string, number> = {PageDown: at + 1, PageUp: at - 1, Home: 0, End: lessons.length - 1};
    const to = Object.hasOwn(steps, key) ? lessons[steps[key]!] : undefined;
    if (!to || to.id === this.#controller.current) return; // at an end the page goes on
    event.preventDefault();
    this.#show(to);
  };
}
