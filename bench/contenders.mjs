// How each peer's own documentation says to use it, one string each.

/** Players: what to import, and the body that plays `src`. */
export const PLAYERS = {
  'plyr + hls.js': {
    code: `import Plyr from 'plyr'; import 'plyr/dist/plyr.css'; import Hls from 'hls.js/light';
globalThis.start = (src, type) => {
  const video = document.querySelector('video');
  new Plyr(video, {blankVideo: '', loadSprite: false, iconUrl: ''});
  if (type === 'hls') { const hls = new Hls({enableWorker: false}); hls.loadSource(src); hls.attachMedia(video); } else video.src = src;
};`,
    body: '<video muted autoplay playsinline controls></video>',
  },
  vidstack: {
    code: `import 'vidstack/player/styles/default/theme.css'; import 'vidstack/player/styles/default/layouts/video.css';
import 'vidstack/player'; import 'vidstack/player/layouts/default'; import 'vidstack/player/ui';
globalThis.start = (src, type) => {
  const player = document.querySelector('media-player');
  player.addEventListener('provider-change', ({detail}) => { if (detail?.type === 'hls') { detail.library = () => import('hls.js/light'); detail.config = {enableWorker: false}; } });
  player.src = {src, type: type === 'hls' ? 'application/x-mpegurl' : 'video/mp4'};
};`,
    body: '<media-player muted autoplay playsinline load="eager"><media-provider></media-provider><media-video-layout></media-video-layout></media-player>',
  },
  'video.js 8': {
    code: `import videojs from 'video.js'; import 'video.js/dist/video-js.css';
globalThis.start = (src, type) => videojs(document.querySelector('video'), {html5: {vhs: {overrideNative: true}}}).src({src, type: type === 'hls' ? 'application/x-mpegurl' : 'video/mp4'});`,
    body: '<video class="video-js" muted autoplay playsinline controls></video>',
  },
  'media-chrome + hls-video': {
    code: `import 'media-chrome'; import 'hls-video-element';
globalThis.start = (src) => { document.querySelector('hls-video').src = src; };`,
    body: '<media-controller><hls-video slot="media" muted autoplay playsinline></hls-video><media-control-bar><media-play-button></media-play-button><media-mute-button></media-mute-button><media-time-range></media-time-range><media-time-display></media-time-display><media-fullscreen-button></media-fullscreen-button></media-control-bar></media-controller>',
  },
};

/** No controls, no anything: what the browser and the engine cost by themselves. */
export const BARE = {
  code: `globalThis.start = async (src, type) => {
  const video = document.querySelector('video');
  if (type !== 'hls') { video.src = src; return; }
  const {default: Hls} = await import('hls.js/light');
  const hls = new Hls({enableWorker: false}); hls.loadSource(src); hls.attachMedia(video);
};`,
  body: '<video muted autoplay playsinline></video>',
};

export const DEEP_CHAT = `import 'deep-chat';`;
