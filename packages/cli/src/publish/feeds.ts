import {pickText, type Campus, type Text} from '@uggla/protocol';
import {generateRssFeed} from 'feedsmith';
import type {AuthoredCampus, AuthoredItem, AuthoredLesson, LessonFields} from '../authored/model.js';
import {toJson} from '../files.js';
import type {Publishing} from './assets-of.js';
import {textOf} from './article.js';
import type {LessonTexts, MadeCourse} from './course.js';

/** Stages a feed for every podcast, with transcripts and chapters (Podcasting 2.0). */
export function publishFeeds(publishing: Publishing, source: AuthoredCampus, courses: readonly MadeCourse[]): NonNullable<Campus['feeds']> {
  const podcasts = courses.filter((one) => one.source.format === 'podcast');
  const {address} = source.fields;
  if (podcasts.length > 0 && !address) {
    publishing.problems.warn('address-missing', 'a podcast’s feed needs the address of the campus: none was made', {file: 'campus.yml', field: 'address', cure: 'Add `address: https://campus.acme.example/`.'});
    return [];
  }
  return podcasts.map((podcast) => {
    const path = `feeds/${podcast.id}.xml`;
    publishing.stage.text(path, makeFeed(publishing, source, podcast, path));
    return {title: podcast.course.title, src: path, language: podcast.course.languages[0]!};
  });
}

function makeFeed(publishing: Publishing, campus: AuthoredCampus, podcast: MadeCourse, path: string): string {
  const {course, source, cover, id} = podcast;
  const base = campus.fields.address!.replace(/\/?$/, '/');
  const at = (to: string) => new URL(to, base).href;
  const language = podcast.texts[0]?.media?.source.language ?? course.languages[0]!;
  const say = (text: Text | undefined) => pickText(text, [language]);
  const author = say(source.fields.author ?? campus.fields.author ?? campus.fields.brand?.name ?? campus.title);
  const image = cover && at(`courses/${id}/${cover.src}`);
  const page = at(`courses/${id}/index.html`);
  const episodes = podcast.texts.filter(({media}) => media?.media.audio ?? media?.media.fallback);
  return wellFormed(generateRssFeed({
    title: say(course.title),
    link: page,
    description: say(course.summary) || say(course.title),
    language,
    ...(campus.fields.license === undefined ? {} : {copyright: say(campus.fields.license)}),
    generator: 'Uggla',
    atom: {links: [{href: at(path), rel: 'self', type: 'application/rss+xml'}]},
    ...(image ? {image: {url: image, title: say(course.title), link: page}} : {}),
    itunes: {
      author, explicit: false, type: 'episodic',
      ...(image ? {image} : {}),
      categories: [{text: source.fields.category ?? 'Education'}],
      owner: {name: author, ...(campus.fields.email ? {email: campus.fields.email} : {})},
    },
    podcast: {locked: {value: true, ...(campus.fields.email ? {owner: campus.fields.email} : {})}, medium: 'podcast'},
    items: [...episodes].reverse().flatMap((lesson, back) => makeItem(publishing, podcast, lesson, {at, say, language, number: episodes.length - back, author})),
  }));
}

interface About {
  at: (path: string) => string;
  say: (text: Text | undefined) => string;
  language: string;
  number: number;
  author: string;
}

function makeItem({stage}: Publishing, podcast: MadeCourse, {lesson, media, articles}: LessonTexts, {at, say, language, number, author}: About) {
  if (!media) return [];
  const folder = media.path.slice(0, -'media.json'.length);
  const sound = media.media.audio ?? media.media.fallback;
  if (!sound) return [];
  const notes = articles[language] ?? Object.values(articles)[0];
  const description = [say(lesson.summary), notes ? textOf(notes.tree).replace(/\s+/g, ' ').trim() : ''].filter(Boolean).join('\n\n') || say(lesson.title);
  const {chapters} = media.media;
  if (chapters) {
    stage.text(`${folder}chapters.json`, toJson({version: '1.2.0', chapters: chapters.map(({start, end, title}) => ({startTime: start, endTime: end, title: say(title)}))}));
  }
  const page = at(`courses/${podcast.id}/index.html`);
  const own = say(fieldsOf(podcast, lesson.id)?.author);
  return [{
    title: say(lesson.title),
    link: `${page}#${lesson.id}`,
    description,
    guid: {value: `${podcast.course.id}/${lesson.id}`, isPermaLink: false},
    pubDate: episodeDate(podcast, lesson.id),
    enclosures: [{url: at(folder + sound.src), length: sound.bytes ?? 0, type: sound.type}],
    itunes: {duration: Math.round(media.media.duration), explicit: false, episode: number, episodeType: 'full', author: own || author},
    podcast: {
      ...(media.media.captions ? {transcripts: media.media.captions.map(({src, language: spoken}) => ({url: at(folder + src), type: 'text/vtt', language: spoken, rel: 'captions'}))} : {}),
      ...(chapters ? {chapters: {url: at(`${folder}chapters.json`), type: 'application/json+chapters'}} : {}),
      episode: {number},
      ...(media.media.hls ? {alternateEnclosures: [{type: 'application/x-mpegURL', title: 'HLS', sources: [{uri: at(folder + media.media.hls)}]}]} : {}),
    },
  }];
}

/** The author's date; else that of the day on which the podcast was first built, an hour apart in their order. */
function episodeDate(podcast: MadeCourse, id: string): Date {
  const written = fieldsOf(podcast, id)?.date;
  if (written) return new Date(written);
  const at = podcast.texts.findIndex(({lesson}) => lesson.id === id);
  return new Date(Date.parse(`${podcast.source.added}T06:00:00Z`) + at * 3_600_000);
}

function fieldsOf({source}: MadeCourse, id: string): LessonFields | undefined {
  return lessonsOf(source.items).find((one) => one.id === id)?.fields;
}

/** The lessons of a podcast: its seasons may be folders of their own. */
function lessonsOf(items: readonly AuthoredItem[]): AuthoredLesson[] {
  return items.flatMap((one) => (one.type === 'lesson' ? [one] : lessonsOf(one.items)));
}

/** XML that every reader takes: without the signs that it may not hold (XML 1.0, 2.2), and without spaces around texts. */
function wellFormed(xml: string): string {
  return xml
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/>\s+<!\[CDATA\[/g, '><![CDATA[')
    .replace(/\]\]>\s+<\//g, ']]></');
}
