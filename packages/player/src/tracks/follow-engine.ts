import type {MediaEngine} from '../engine/media-engine.js';
import {fill, tell} from './fill-list.js';
import type {Rendition, RenditionList, SoundTrack, SoundTrackList} from './media-list.js';

/** The lists of an element, and what its `quality` says. */
export interface Listed {
  readonly audioTracks: SoundTrackList;
  readonly videoRenditions: RenditionList;
  quality: string;
}

/** Keeps an element's lists true to what its engine has to choose among; the answer empties them. */
export function followEngine(engine: MediaEngine, host: Listed): () => void {
  const {audioTracks, videoRenditions} = host;
  const pictures = () =>
    engine.levels
      .filter(({height, width}) => height > 0 || (width ?? 0) > 0)
      .sort((a, b) => a.height - b.height || a.bitrate - b.bitrate);
  const chosen = () => pictures().findIndex(({id}) => id === engine.level);

  const select = (index: number): void => {
    const {[index]: level, [index + 1]: next} = pictures();
    if (!level) host.quality = 'auto';
    // Of two with as many lines `quality` means the better one.
    else if (next?.height !== level.height) host.quality = String(level.height);
    else engine.setLevel(level.id);
  };
  Object.defineProperty(videoRenditions, 'selectedIndex', {
    configurable: true,
    enumerable: true,
    get: chosen,
    set: select,
  });

  let heard = engine.audioTrack;
  let asked = chosen();
  const follow = (): void => {
    const wasHeard = heard;
    const wasAsked = asked;
    heard = engine.audioTrack;
    asked = chosen();
    const tracks = engine.audioTracks.map((track): SoundTrack => ({
      id: String(track.id),
      kind: track.kind ?? '',
      label: track.label,
      language: track.language,
      get enabled() {
        return engine.audioTrack === track.id;
      },
      set enabled(on) {
        if (on && engine.audioTrack !== track.id) engine.setAudioTrack(track.id);
      },
    }));
    const renditions = pictures().map(({id, width = 0, height, bitrate, frameRate, codec = ''}, at): Rendition => ({
      id: String(id),
      width,
      height,
      bitrate,
      frameRate,
      codec,
      get selected() {
        return engine.level === id;
      },
      set selected(on) {
        if (on !== (engine.level === id)) select(on ? at : -1);
      },
    }));
    if (!fill(audioTracks, tracks, 'track') && heard !== wasHeard) tell(audioTracks, 'change');
    if (!fill(videoRenditions, renditions, 'rendition') && asked !== wasAsked) tell(videoRenditions, 'change');
  };
  engine.on((event) => event.type === 'change' && follow());
  follow();

  return () => {
    fill(audioTracks, [], 'track');
    fill(videoRenditions, [], 'rendition');
    Object.defineProperty(videoRenditions, 'selectedIndex', {
      configurable: true,
      enumerable: true,
      writable: true,
      value: -1,
    });
  };
}
