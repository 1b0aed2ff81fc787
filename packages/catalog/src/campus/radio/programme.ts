import {safeUrl} from '@uggla/core/safe-url.js';
import type {CampusItem, Picture, Text} from '@uggla/protocol';

/** One thing to hear. */
export interface Track {
  readonly item: CampusItem;
  readonly lesson: string;
  readonly title: Text;
  /** Whole address of its media.json, or of a file. */
  readonly media: string;
}

/** A file of sound alone. */
export interface Sound {
  readonly src: string;
  readonly poster?: string | undefined;
}

interface Item {
  id?: unknown;
  kind?: unknown;
  title?: unknown;
  media?: unknown;
  unlock?: unknown;
  items?: unknown;
}

/**
 * What can be heard of a course, in its order; what waits for something (`unlock`) is no broadcast.
 *
 * @throws where course.json cannot be had or is none.
 */
export async function loadProgramme(item: CampusItem, url: string, signal: AbortSignal): Promise<Track[]> {
  const course = (await (await fetch(url, {signal})).json()) as Item;
  const tracks: Track[] = [];
  const look = (items: unknown): void => {
    for (const {id, kind, title, media, unlock, items: inner} of Array.isArray(items)
      ? (items as (Item | null)[]).map((one) => one ?? {})
      : []) {
      if (unlock !== undefined) continue;
      if (kind === 'block') look(inner);
      const address = kind === 'audio' || kind === 'video' ? safeUrl(media, url, 'fetch') : undefined;
      if (address !== undefined && typeof id === 'string')
        tracks.push({item, lesson: id, title: (title ?? '') as Text, media: address});
    }
  };
  look(course.items);
  return tracks;
}

/**
 * The sound of a media.json by itself; `undefined` where a film was published without one: its picture would come along.
 *
 * @throws where the file cannot be had or is none.
 */
export async function findSound(media: string, signal: AbortSignal): Promise<Sound | undefined> {
  if (!/\.json$/.test(new URL(media).pathname))
    return /\.(mp3|m4a|ogg|opus|wav|flac|aac)$/i.test(new URL(media).pathname) ? {src: media} : undefined;
  const {kind, audio, fallback, poster} = (await (await fetch(media, {signal})).json()) as {
    kind?: unknown;
    audio?: {src?: unknown};
    fallback?: {src?: unknown};
    poster?: Picture;
  };
  const src =
    safeUrl(audio?.src, media, 'media') ?? (kind === 'audio' ? safeUrl(fallback?.src, media, 'media') : undefined);
  return src === undefined ? undefined : {src, poster: safeUrl(poster?.src, media, 'image')};
}
