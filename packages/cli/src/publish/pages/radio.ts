import {posix} from 'node:path';
import type {Campus} from '@uggla/protocol';
import type {AuthoredCampus} from '../../authored/model.js';
import type {Publishing} from '../assets-of.js';
import type {MadeCourse} from '../course.js';
import {page, say, show} from './frame.js';
import {markup} from './html.js';
import {word} from './words.js';

/** Path of the page for those who only listen. */
const radioPath = 'radio/index.html';

/**
 * Stages the radio: all that can be heard, one after the other. Without JavaScript each has the browser's own player. What a
 * course locks (`unlock`) is not in it.
 *
 * @returns Its path, where there is anything to hear.
 */
export function publishRadio(
  {stage, main: language}: Publishing,
  campus: AuthoredCampus,
  {brand, feeds = []}: Campus,
  courses: readonly MadeCourse[],
): string[] {
  const programmes = courses.flatMap(({course, locked, texts}) => {
    const tracks = texts.flatMap(({lesson, media}) => {
      const sound = media && (media.media.audio ?? (media.media.kind === 'audio' ? media.media.fallback : undefined));
      return sound && !locked.has(lesson.id)
        ? [{title: lesson.title, src: posix.join('..', posix.dirname(media.path), sound.src)}]
        : [];
    });
    return tracks.length > 0 ? [{title: course.title, tracks}] : [];
  });
  if (programmes.length === 0) return [];
  const logo = brand?.logo;
  const title = word('radio', language);
  const body = markup`<uggla-campus src="../campus.json" layout="radio">
<a slot="header" href="../index.html">${show(campus.title, language)}</a>
<main>
<h1>${title}</h1>
${programmes.map(
  (one) => markup`<section>
<h2>${show(one.title, language)}</h2>
${one.tracks.map(
  (track) => markup`<p>${show(track.title, language)}</p>
<audio controls preload="none" src="${track.src}"></audio>
`,
)}</section>
`,
)}${
    feeds.length > 0 &&
    markup`<h2>${word('feed', language)}</h2>
<ul>${feeds.map((feed) => markup`<li><a href="../${feed.src}">${show(feed.title, language)}</a></li>`)}</ul>
`
  }</main>
</uggla-campus>`;
  stage.text(
    radioPath,
    page({
      campus,
      up: '../',
      path: radioPath,
      title: `${title} · ${say(campus.title, language)}`,
      description: '',
      language,
      icon: logo,
      scripts: ['assets/uggla/uggla.js'],
      body,
    }),
  );
  return [radioPath];
}
