/**
 * `<uggla-player>` and its companions. Importing this has no side effects; `define.js` registers the tags.
 *
 * @module
 */
export {UgglaPlayer} from './player/player-element.js';
export {UgglaTranscript} from './transcript/transcript-element.js';
export type {Paragraph} from './transcript/paragraphs.js';
export {UgglaChapters} from './chapters/chapters-element.js';
export {MediaHost} from './player/media-host.js';
export type {Chapter} from './chapters/chapters-controller.js';
export {MediaList} from './tracks/media-list.js';
export type {Rendition, RenditionList, SoundTrack, SoundTrackList} from './tracks/media-list.js';
export type {Places} from './memory/shared-places.js';
export type {KeptPlace} from './memory/memory.js';
export type {Drm} from './engine/drm.js';
export type {EngineListener, EngineStart, EngineTrack, Level, MediaEngine, Source} from './engine/media-engine.js';
export {AutoplayBlockedEvent} from './autoplay/autoplay-events.js';
export {UgglaCue} from './cues/cue-element.js';
export type {CuedMedia, CuePoint} from './cues/cue-points.js';
export {CueEnterEvent, CueExitEvent} from './cues/cue-events.js';
export {UgglaNotes} from './notes/notes-element.js';
export {NoteChangeEvent} from './notes/note-events.js';
export type {Note} from './notes/notes.js';
export {ChapterChangeEvent, NextRequestEvent, PreviousRequestEvent} from './events.js';
