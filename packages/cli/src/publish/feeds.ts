import {createHash} from 'node:crypto';
import {pickText, type Campus, type Text} from '@uggla/protocol';
import {generateRssFeed} from 'feedsmith';
import type {AuthoredCampus, AuthoredItem, AuthoredLesson, LessonFields} from '../authored/model.js';
import {toJson} from '../files.js';
import type {Publishing} from './assets-of.js';
import {textOf} from './article.js';
import type {MadeCourse} from './course.js';
import {coversOf, coversOfBrand, publishCover} from './feed-cover.js';
import type {LessonTexts} from './lesson.js';

/**
 * Stages a feed for every podcast and every course that can be listened to, with transcripts and chapters (Podcasting 2.0),
 * and one of the whole campus where there are several. What a course locks (`unlock`) is in no feed.
 */
export async function publishFeeds(
  publishing: Publishing,
  source: AuthoredCampus,
  courses: readonly MadeCourse[],
): Promise<NonNullable<Campus['feeds']>> {
  const {address} = source.fields;
  if (!address) {
    if (courses.some((one) => one.source.format === 'podcast')) {
      publishing.problems.warn('address-missing', 'a podcast’s feed needs the address of the campus: none was made', {
        file: 'campus.yml',
        field: 'address',
        cure: 'Add `address: https://campus.acme.example/`.',
      });
    }
    return [];
  }
  const base = address.replace(/\/?$/, '/');
  const at = (to: string) => new URL(to, base).href;
  const feeds: NonNullable<Campus['feeds']> = [];
  const all: Item[] = [];
  const brand = await coversOfBrand(publishing, source);
  const covers = [...brand];
  for (const course of courses) {
    const isPodcast = course.source.format === 'podcast';
    const episodes = course.texts.filter(
      ({media, lesson}) => (media?.media.audio ?? media?.media.fallback) && !course.locked.has(lesson.id),
    );
    if (!isPodcast && (episodes.length === 0 || course.source.format === 'book')) continue;
    const pictures = coversOf(publishing, course, episodes);
    covers.push(...pictures);
    const language = course.texts[0]?.media?.source.language ?? course.course.languages[0]!;
    const say = (text: Text | undefined) => pickText(text, [language]);
    const author = say(
      course.source.fields.author ?? source.fields.author ?? source.fields.brand?.name ?? source.title,
    );
    const items = [...episodes]
      .reverse()
      .flatMap((lesson, back): Item[] =>
        makeItem(publishing, course, lesson, {at, say, language, number: episodes.length - back, author}),
      );
    const path = `feeds/${course.id}.xml`;
    publishing.stage.text(
      path,
      makeFeed(publishing, source, {
        path,
        at,
        author,
        language,
        items,
        title: say(course.course.title),
        description: say(course.course.summary),
        page: `courses/${course.id}/index.html`,
        image: await publishCover(publishing, [...pictures, ...brand]),
        category: ('category' in course.source.fields && course.source.fields.category) || 'Education',
        medium: isPodcast ? 'podcast' : 'course',
        type: isPodcast ? 'episodic' : 'serial',
      }),
    );
    feeds.push({title: course.course.title, src: path, language});
    all.push(...items);
  }
  if (feeds.length > 1) feeds.push(campusFeed(publishing, source, at, all, await publishCover(publishing, covers)));
  return feeds;
}

/** All that can be heard of a campus, the newest first; numbers of episodes would come twice. */
function campusFeed(
  publishing: Publishing,
  source: AuthoredCampus,
  at: (to: string) => string,
  all: readonly Item[],
  image: string | undefined,
): NonNullable<Campus['feeds']>[number] {
  const {stage, main: language} = publishing;
  const say = (text: Text | undefined) => pickText(text, [language]);
  const items = [...all]
    .sort((one, other) => other.pubDate.getTime() - one.pubDate.getTime())
    .map(({itunes: {episode: _, ...itunes}, podcast: {episode: __, ...podcast}, ...item}) => ({
      ...item,
      itunes,
      podcast,
    }));
  const path = 'feed.xml';
  stage.text(
    path,
    makeFeed(publishing, source, {
      path,
      at,
      language,
      items,
      author: say(source.fields.author ?? source.fields.brand?.name ?? source.title),
      title: say(source.title),
      description: say(source.fields.description),
      page: 'index.html',
      image,
      category: 'Education',
      medium: 'podcast',
      type: 'episodic',
    }),
  );
  return {title: source.title, src: path, language};
}

/** What all feeds' names are made in (podcast namespace, `podcast:guid`). */
const GUIDS = Buffer.from('ead4c236bf5858c6a2c6a6b28d128cb6', 'hex');

/** The first name of a feed: the UUID (RFC 9562, version 5) of its address without its scheme. It keeps that wherever it moves. */
export function feedGuid(address: string): string {
  const name = address.replace(/^\w+:\/\//, '').replace(/\/+$/, '');
  const bytes = createHash('sha1').update(GUIDS).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

interface FeedParts {
  /** Where the feed, its page and its picture lie in the published folder. */
  path: string;
  page: string;
  image: string | undefined;
  at: (path: string) => string;
  title: string;
  description: string;
  language: string;
  author: string;
  category: string;
  medium: 'podcast' | 'course';
  type: 'episodic' | 'serial';
  items: readonly (Omit<Item, 'itunes' | 'podcast'> & {
    itunes: Omit<Item['itunes'], 'episode'>;
    podcast: Omit<Item['podcast'], 'episode'>;
  })[];
}

function makeFeed(
  {lock}: Publishing,
  {fields}: AuthoredCampus,
  {path, page, image: picture, at, title, description, language, author, category, medium, type, items}: FeedParts,
): string {
  const image = picture && at(picture);
  const link = at(page);
  return wellFormed(
    generateRssFeed({
      title,
      link,
      language,
      description: description || title,
      ...(fields.license === undefined ? {} : {copyright: pickText(fields.license, [language])}),
      generator: 'Uggla',
      atom: {links: [{href: at(path), rel: 'self', type: 'application/rss+xml'}]},
      ...(image ? {image: {url: image, title, link}} : {}),
      itunes: {
        author,
        explicit: false,
        type,
        ...(image ? {image} : {}),
        categories: [{text: category}],
        owner: {name: author, ...(fields.email ? {email: fields.email} : {})},
      },
      podcast: {
        guid: lock.feedGuid(path, feedGuid(at(path))),
        // without an owner nobody could lift it
        ...(fields.email ? {locked: {value: true, owner: fields.email}} : {}),
        medium,
      },
      items: [...items],
    }),
  );
}

type Item = ReturnType<typeof makeItem>[number];

interface About {
  at: (path: string) => string;
  say: (text: Text | undefined) => string;
  language: string;
  number: number;
  author: string;
}

function makeItem(
  {stage}: Publishing,
  podcast: MadeCourse,
  {lesson, media, articles}: LessonTexts,
  {at, say, language, number, author}: About,
) {
  if (!media) return [];
  const folder = media.path.slice(0, -'media.json'.length);
  const sound = media.media.audio ?? media.media.fallback;
  if (!sound) return [];
  const notes = articles[language] ?? Object.values(articles)[0];
  const description =
    [say(lesson.summary), notes ? textOf(notes.tree).replace(/\s+/g, ' ').trim() : ''].filter(Boolean).join('\n\n') ||
    say(lesson.title);
  const {chapters} = media.media;
  if (chapters) {
    stage.text(
      `${folder}chapters.json`,
      toJson({
        version: '1.2.0',
        chapters: chapters.map(({start, end, title}) => ({startTime: start, endTime: end, title: say(title)})),
      }),
    );
  }
  const page = at(`courses/${podcast.id}/index.html`);
  const own = say(fieldsOf(podcast, lesson.id)?.author);
  return [
    {
      title: say(lesson.title),
      link: `${page}#${lesson.id}`,
      description,
      guid: {value: `${podcast.course.id}/${lesson.id}`, isPermaLink: false},
      pubDate: episodeDate(podcast, lesson.id),
      enclosures: [{url: new URL(sound.src, at(folder)).href, length: sound.bytes ?? 0, type: sound.type}],
      itunes: {
        duration: Math.round(media.media.duration),
        explicit: false,
        episode: number,
        episodeType: 'full',
        author: own || author,
      },
      podcast: {
        ...(media.media.captions
          ? {
              transcripts: media.media.captions.map(({src, language: spoken}) => ({
                url: at(folder + src),
                type: 'text/vtt',
                language: spoken,
                rel: 'captions',
              })),
            }
          : {}),
        ...(chapters ? {chapters: {url: at(`${folder}chapters.json`), type: 'application/json+chapters'}} : {}),
        episode: {number},
        ...(media.media.hls
          ? {
              alternateEnclosures: [
                {type: 'application/x-mpegURL', title: 'HLS', sources: [{uri: at(folder + media.media.hls)}]},
              ],
            }
          : {}),
      },
    },
  ];
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

/**
 * XML that every reader takes: without the signs that it may not hold (XML 1.0, 2.2), and without spaces around texts. Apple
 * asks for `true` or `false` where it once took yes and no.
 */
function wellFormed(xml: string): string {
  return xml
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/^( *<itunes:explicit>)no(?=<\/itunes:explicit>$)/gm, '$1false')
    .replace(/>\s+<!\[CDATA\[/g, '><![CDATA[')
    .replace(/\]\]>\s+<\//g, ']]></');
}
