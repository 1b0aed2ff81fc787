import {fixture, html} from '@open-wc/testing';
import {fixtureSite, nextEvent, waitUntil} from '@uggla/testing';
import type {FixtureSite, SiteOptions} from '@uggla/testing';
import type {UgglaPlayer} from './player/player-element.js';

/** How long a film may take to come on a machine with much else to do. */
export const PATIENCE_MS = 30_000;

/** The generated film, as `uggla build` would describe it. */
export const film = {
  id: 'urn:film',
  kind: 'video',
  title: {es: 'La película', en: 'The film'},
  duration: 10,
  width: 320,
  height: 180,
  hls: 'hls/master.m3u8',
  fallback: {src: 'clip.mp4', type: 'video/mp4'},
  captions: [
    {language: 'es', src: 'captions.es.vtt'},
    {language: 'en', src: 'captions.en.vtt'},
  ],
  chapters: [
    {start: 0, end: 3, title: {es: 'Principio', en: 'Start'}},
    {start: 3, end: 7, title: {es: 'Medio', en: 'Middle'}},
    {start: 7, end: 10, title: {es: 'Final', en: 'End'}},
  ],
  storyboard: 'storyboard.vtt',
  poster: {src: 'poster.jpg'},
};

/** The generated sound. */
export const song = {
  id: 'urn:song',
  kind: 'audio',
  title: 'Song',
  duration: 8,
  hls: 'hls/master.m3u8',
  fallback: {src: 'audio.mp3', type: 'audio/mpeg'},
};

/** A site with both: `film.json` and `song.json` lie beside the media. */
export function mediaSite({files = {}, ...options}: SiteOptions = {}): Promise<FixtureSite> {
  return fixtureSite({
    files: {'fixtures/media/film.json': film, 'fixtures/media/song.json': song, ...files},
    ...options,
  });
}

/** Address of a generated medium inside a site. */
export function media(site: FixtureSite, name: string): string {
  return site.url(`fixtures/media/${name}`);
}

/** An element with these attributes. */
export function node(name: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

/** A muted player with these attributes and children, in the page. */
export function player(
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Node[] = [],
): Promise<UgglaPlayer> {
  const element = node('uggla-player', {muted: '', ...attributes});
  element.append(...children);
  return fixture<UgglaPlayer>(html`${element}`);
}

/** A player that knows what it would play, in sight or not; nothing of the media is loaded. */
export async function known(
  src: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Node[] = [],
): Promise<UgglaPlayer> {
  const element = await player({loading: 'eager', preload: 'none', ...attributes}, children);
  element.src = src;
  await nextEvent(element, 'uggla-ready');
  return element;
}

/** Resolves when it plays and stands beyond that second. */
export function playsBeyond(player: UgglaPlayer, seconds = 0.2): Promise<void> {
  return waitUntil(
    () => !player.paused && player.currentTime > seconds && player.readyState > 1,
    `it never played beyond ${seconds} s`,
    {timeout: PATIENCE_MS},
  );
}

/** A part of the player by its CSS part. */
export function part<T extends HTMLElement = HTMLElement>(player: HTMLElement, name: string): T | null {
  return player.shadowRoot!.querySelector<T>(`[part~="${name}"]`);
}

/** Presses a key where the focus would be: on that element inside the player, or on its stage. */
export function press(
  player: UgglaPlayer,
  key: string,
  on: Element = player.shadowRoot!.querySelector('.stage')!,
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true});
  on.dispatchEvent(event);
  return event;
}

/** How many media or engine files the page has fetched since that mark. */
export function engineRequests(): number {
  return performance.getEntriesByType('resource').filter(({name}) => /hls[.\-/]/.test(name) && !name.includes('m3u8'))
    .length;
}
