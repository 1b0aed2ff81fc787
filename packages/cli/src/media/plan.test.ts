import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {MediaSource} from '../authored/model.js';
import {planMedia} from './plan.js';
import type {Probe} from './probe.js';

const source = (more: Partial<MediaSource> = {}): MediaSource => ({
  id: 'a',
  kind: 'video',
  file: {path: '/a.mp4', name: 'a.mp4'},
  title: 'A',
  language: 'es',
  sounds: [],
  captions: [],
  chapters: [],
  ...more,
});
const audio = {codec: 'aac', channels: 2, sampleRate: 48_000};
const probe = (video: Partial<NonNullable<Probe['video']>> = {}): Probe => ({
  duration: 60,
  container: 'mp4',
  audio,
  video: {
    codec: 'h264',
    width: 1280,
    height: 720,
    frameRate: 25,
    pixels: 'yuv420p',
    keyEvery: 2,
    rotated: false,
    ...video,
  },
});
const MB = 1_000_000;
const names = (found: Probe, bytes = 5 * MB) =>
  planMedia(source(), found, [], bytes).renditions.map(({name, copy}) => (copy ? `${name} as it is` : name));

describe('planMedia', () => {
  it('takes what browsers play as it is, with smaller ones below it', () => {
    assert.deepEqual(names(probe({width: 1920, height: 1080})), ['1080p as it is', '720p', '360p']);
    assert.deepEqual(names(probe()), ['720p as it is', '360p']);
    assert.deepEqual(names(probe({width: 640, height: 360})), ['360p as it is']);
    assert.deepEqual(names(probe({width: 160, height: 90})), ['90p as it is']);
  });

  it('converts what they do not play, or not well', () => {
    assert.deepEqual(names(probe({codec: 'hevc'})), ['720p', '360p']);
    assert.deepEqual(names(probe({pixels: 'yuv422p10le'})), ['720p', '360p']);
    assert.deepEqual(names(probe({width: 3840, height: 2160})), ['1080p', '720p', '360p']);
    assert.deepEqual(names(probe({keyEvery: 30})), ['720p', '360p']);
    assert.deepEqual(names(probe({rotated: true})), ['720p', '360p']);
    assert.deepEqual(names(probe(), 400 * MB), ['720p', '360p'], '53 Mbit/s');
  });

  it('counts the shorter side of upright films', () => {
    assert.deepEqual(names(probe({width: 720, height: 1280})), ['720p as it is', '360p']);
  });

  it('makes an even number of lines', () => {
    assert.deepEqual(names(probe({codec: 'vp9', width: 321, height: 181})), ['180p']);
  });

  it('gives each language a track of its own as soon as there are two', () => {
    assert.equal(planMedia(source(), probe(), [], MB).split, false);
    const english = {language: 'en', file: {path: '/a.en.mp3', name: 'a.en.mp3'}};
    const plan = planMedia(
      source({sounds: [english]}),
      probe(),
      [{duration: 60, container: 'mp3', audio: {codec: 'mp3', channels: 2, sampleRate: 44_100}}],
      MB,
    );
    assert.equal(plan.split, true);
    assert.deepEqual(
      plan.sounds.map(({name, language, copy}) => [name, language, copy]),
      [
        ['audio', 'es', true],
        ['audio-en', 'en', false],
      ],
    );
  });

  it('leaves a sound that browsers play in its file', () => {
    const sound = (codec: string) =>
      planMedia(source({kind: 'audio'}), {duration: 60, container: 'x', audio: {...audio, codec}}, [], MB);
    assert.deepEqual([sound('mp3').plainCopy, sound('aac').plainCopy, sound('flac').plainCopy], [true, true, false]);
    assert.deepEqual(sound('mp3').renditions, []);
  });

  it('takes as it is what lies on the edge of what browsers bear, and converts what lies behind it', () => {
    assert.deepEqual(names(probe({keyEvery: 10})), ['720p as it is', '360p']);
    assert.deepEqual(names(probe({keyEvery: 10.1}))[0], '720p');
    assert.deepEqual(names(probe(), 75 * MB)[0], '720p as it is', '10 Mbit/s');
    assert.deepEqual(names(probe({pixels: 'yuvj420p'}))[0], '720p as it is');
    assert.deepEqual(names(probe({width: 2560, height: 1080}))[0], '1080p', 'wider than a screen');
    assert.deepEqual(names(probe({width: 1080, height: 1920})), ['1080p as it is', '720p', '360p']);
  });

  it('makes nothing smaller that would hardly be smaller', () => {
    assert.deepEqual(names(probe({width: 854, height: 480})), ['480p as it is']);
    assert.deepEqual(names(probe({width: 856, height: 482})), ['482p as it is', '360p']);
    assert.deepEqual(names(probe({width: 1280, height: 800, codec: 'vp9'})), ['800p', '360p']);
  });

  it('never makes a picture bigger than it was', () => {
    for (const [width, height] of [
      [160, 90],
      [90, 160],
      [320, 240],
      [2, 2],
    ] as const) {
      for (const codec of ['h264', 'vp9']) {
        for (const {short} of planMedia(source(), probe({width, height, codec}), [], 1000).renditions)
          assert.ok(short <= Math.min(width, height), `${width}x${height} ${codec}`);
      }
    }
  });

  it('encodes the sound of a film whose picture is taken as it is', () => {
    const other = planMedia(source(), {...probe(), audio: {codec: 'mp3', channels: 2, sampleRate: 44_100}}, [], MB);
    assert.deepEqual([other.renditions[0]?.copy, other.sounds[0]?.copy, other.plainCopy], [true, false, false]);
    const surround = planMedia(source(), {...probe(), audio: {codec: 'aac', channels: 6, sampleRate: 48_000}}, [], MB);
    assert.equal(surround.sounds[0]?.copy, false);
  });

  it('plans a film without sound, and gives it the tracks that lie beside it', () => {
    const {audio: _, ...silent} = probe();
    assert.deepEqual(planMedia(source(), silent, [], MB).sounds, []);
    assert.equal(planMedia(source(), silent, [], MB).plainCopy, true);
    const beside = ['en', 'pt-BR'].map((language) => ({
      language,
      file: {path: `/a.${language}.m4a`, name: `a.${language}.m4a`},
    }));
    const sound = {duration: 60, container: 'mp4', audio};
    const plan = planMedia(source({sounds: beside}), silent, [sound, sound], MB);
    assert.deepEqual(
      [plan.split, plan.sounds.map(({name, input}) => [name, input])],
      [
        true,
        [
          ['audio-en', 1],
          ['audio-pt-br', 2],
        ],
      ],
    );
  });

  it('takes no poster out of a film that has one', () => {
    assert.equal(planMedia(source({picture: {path: '/a.jpg', name: 'a.jpg'}}), probe(), [], MB).poster, false);
    assert.equal(planMedia(source(), probe(), [], MB).poster, true);
  });
});
