import {html, nothing, type TemplateResult} from 'lit';
import {icon, type IconName} from '@uggla/core/more-icons.js';
import {formatLength} from '@uggla/core/time.js';
import type {Block, Course, CourseItem, Lesson, LessonKind, Lock, Text} from '@uggla/protocol';
import type {LessonStanding} from './lesson-state.js';
import {dateWords, lockWords} from './lock-words.js';
import type {Words} from './words.js';

/** What the outline needs to know. */
export interface OutlineState {
  course: Course;
  current: string | undefined;
  words: Words;
  text(text: Text | undefined): string;
  /** The language of a text, where it is another than that of the words around it. */
  languageOf(text: Text | undefined): string | undefined;
  standing(lesson: Lesson): {standing: LessonStanding; lock?: Lock};
  /** When the lesson closes, if it does. */
  closes(lesson: Lesson): Date | undefined;
  choose(lesson: Lesson): void;
  /** So many lessons are still drawn; counted down. */
  left: number;
}

const kindIcons: Readonly<Record<LessonKind, IconName>> = {
  video: 'video',
  audio: 'audio',
  article: 'article',
  book: 'book',
  quiz: 'quiz',
  acknowledgement: 'sign',
  guide: 'guide',
  embed: 'external',
  live: 'video',
};

/** The sections and lessons of a course as a list of lists; each lesson says where one stands with it. */
export function renderOutline(state: OutlineState): TemplateResult {
  return renderItems(state.course.items, state, 3);
}

function renderItems(items: readonly CourseItem[], state: OutlineState, level: number): TemplateResult {
  const drawn: TemplateResult[] = [];
  for (const item of items) {
    if (state.left <= 0) break;
    drawn.push(item.kind === 'block' ? renderBlock(item as Block, state, level) : renderLesson(item as Lesson, state));
  }
  return html`<ol class="items">
    ${drawn}
  </ol>`;
}

function renderBlock(block: Block, state: OutlineState, level: number): TemplateResult {
  const title = state.text(block.title);
  return html`<li class="block">
    <div class="block-title" role="heading" aria-level=${level} lang=${state.languageOf(block.title) ?? nothing}>${title}</div>
    ${renderItems(block.items, state, Math.min(6, level + 1))}
  </li>`;
}

function renderLesson(lesson: Lesson, state: OutlineState): TemplateResult {
  const {current, words, text} = state;
  state.left -= 1;
  const {standing, lock} = state.standing(lesson);
  const isCurrent = lesson.id === current;
  const closes = standing === 'locked' || standing === 'done' ? undefined : state.closes(lesson);
  const choose = () => state.choose(lesson);
  const kind = words.term(lesson.kind);
  const facts = lesson.duration ? `${kind} · ${formatLength(lesson.duration, words.locale)}` : kind;
  return html`<li>
    <button
      type="button"
      part="lesson-link"
      class="lesson-link ${standing}"
      data-lesson=${lesson.id}
      data-state=${standing}
      aria-current=${isCurrent ? 'true' : nothing}
      aria-disabled=${standing === 'locked' ? 'true' : nothing}
      @click=${choose}
    >
      <span class="mark" aria-hidden="true">${renderMark(lesson, standing)}</span>
      <span class="words">
        <span class="name" lang=${state.languageOf(lesson.title) ?? nothing}>${text(lesson.title)}</span>
        <span class="quiet facts">
          <span>${facts}</span>
          ${renderStanding(state, standing, lock, closes)}
        </span>
      </span>
    </button>
  </li>`;
}

/** Of a lesson that is open, nothing: so are most of a long course, and each place in a template costs. */
function renderStanding(
  {course, words, text}: OutlineState,
  standing: LessonStanding,
  lock: Lock | undefined,
  closes: Date | undefined,
): TemplateResult | typeof nothing {
  if (standing === 'open' && !lock && !closes) return nothing;
  return html`${standing === 'open' ? nothing : html`<span class="standing">${standingWords(standing, words)}</span>`}
    ${lock ? html`<span class="reason">${lockWords(lock, course, words, text)}</span>` : nothing}
    ${closes ? html`<span class="reason">${words.term('untilDate', dateWords(closes, words))}</span>` : nothing}`;
}

function renderMark(lesson: Lesson, standing: LessonStanding): TemplateResult {
  switch (standing) {
    case 'done':
      return icon('check');
    case 'locked':
      return icon('lock');
    case 'due':
      return icon('retry');
    default:
      return icon(kindIcons[lesson.kind]);
  }
}

/** Where one stands, in a word. */
export function standingWords(standing: LessonStanding, words: Words): string {
  switch (standing) {
    case 'done':
      return words.term('done');
    case 'started':
      return words.term('inProgress');
    case 'locked':
      return words.term('locked');
    case 'due':
      return words.term('due');
    case 'open':
      return '';
  }
}
