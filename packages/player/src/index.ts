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
export type {EngineListener, EngineStart, EngineTrack, Level, MediaEngine, Source} from './engine/media-engine.js';
export {NextRequestEvent, PreviousRequestEvent} from './events.js';
