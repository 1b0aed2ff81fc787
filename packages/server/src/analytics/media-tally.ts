import {coveredShare, lessonsOf, pickText, type Course, type Lesson, type MediaAnalytics} from '@uggla/protocol';
import {saidIn, type Cue} from './cues.js';
import {gapsOf, heatOf, peaksOf, type Watcher} from './heat.js';
import type {Learner} from './learner.js';
import {median, smallestGroup} from './small-groups.js';

interface Film {
  lesson: Lesson;
  watchers: Watcher[];
  /** Lengths that pages told, where nobody else knows it. */
  told: number[];
}

/** Counts how films and sounds are watched. */
export class MediaTally {
  readonly #films: readonly Film[];
  readonly #lengths: ReadonlyMap<string, number>;

  /** @param lengths - In seconds, by lesson, where the lesson does not tell it. */
  constructor(course: Course, lengths: ReadonlyMap<string, number>) {
    this.#lengths = lengths;
    this.#films = lessonsOf(course)
      .filter(({kind}) => kind === 'video' || kind === 'audio')
      .map((lesson) => ({lesson, watchers: [], told: []}));
  }

  take({films}: Learner): void {
    for (const {lesson, watchers, told} of this.#films) {
      const watched = films.get(lesson.id);
      if (!watched) continue;
      watchers.push(watched);
      if (watched.told !== undefined) told.push(watched.told);
    }
  }

  /** @param cuesOf - The captions of a lesson's film; asked for where something is watched again. */
  async told(
    languages: readonly string[],
    cuesOf: (lesson: Lesson) => Promise<readonly Cue[]>,
  ): Promise<MediaAnalytics[]> {
    const films: MediaAnalytics[] = [];
    for (const {lesson, watchers, told} of this.#films) {
      const duration = lesson.duration ?? this.#lengths.get(lesson.id) ?? (told.length > 0 ? median(told) : 0);
      if (watchers.length === 0 || !(duration > 0)) continue;
      const film: MediaAnalytics = {
        lesson: lesson.id,
        title: pickText(lesson.title, languages),
        duration,
        people: watchers.length,
      };
      films.push(film);
      if (watchers.length < smallestGroup) continue;
      const {step, people, again} = heatOf(watchers, duration);
      const heat = {step, people, again};
      const peaks = peaksOf(heat, duration);
      const cues = peaks.length > 0 ? await cuesOf(lesson) : [];
      const parts = watchers.reduce((sum, {played}) => sum + coveredShare(played, duration), 0);
      Object.assign(film, {
        part: Math.round((parts / watchers.length) * 1000) / 1000,
        step,
        heat: {people, again},
        peaks: peaks.map(({start, end, count}) => {
          const text = saidIn(cues, start, end);
          return {start, end, again: count, ...(text === '' ? {} : {text})};
        }),
        gaps: gapsOf(heat, duration, watchers.length).map(({start, end, count}) => ({start, end, people: count})),
      } satisfies Partial<MediaAnalytics>);
    }
    return films;
  }
}
