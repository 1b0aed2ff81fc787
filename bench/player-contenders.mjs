// How each peer's own documentation says to use it for HLS, one string each. `mark` is one player; `code` sees to all that
// are in the page; `ready` finds, for the player `at` that place, what shows that its controls are there.
const MUTED = (autoplay) => (autoplay ? 'muted autoplay preload="auto"' : 'muted preload="metadata"');

const bare = (build) => ({
  code: `import Hls from '${build}';
for (const video of document.querySelectorAll('video')) {
  const hls = new Hls({autoStartLoad: video.autoplay}); hls.loadSource(video.dataset.src); hls.attachMedia(video);
}`,
  mark: (src, autoplay) => `<video class="frame" controls playsinline ${MUTED(autoplay)} data-src="${src}"></video>`,
  ready: (at) => document.querySelectorAll('video')[at],
});

export const BARE = {'bare, hls.js light': bare('hls.js/light'), 'bare, hls.js': bare('hls.js')};

export const PEERS = {
  'plyr + hls.js': {
    code: `import Plyr from 'plyr'; import 'plyr/dist/plyr.css'; import Hls from 'hls.js';
for (const video of document.querySelectorAll('video')) {
  const hls = new Hls({autoStartLoad: video.autoplay}); hls.loadSource(video.dataset.src); hls.attachMedia(video);
  new Plyr(video, {blankVideo: '', loadSprite: false, iconUrl: ''});
}`,
    mark: (src, autoplay) =>
      `<div class="frame"><video playsinline ${MUTED(autoplay)} data-src="${src}"></video></div>`,
    ready: (at) => document.querySelectorAll('.frame')[at]?.querySelector('.plyr__controls [data-plyr=play]'),
  },
  vidstack: {
    code: `import 'vidstack/player/styles/default/theme.css'; import 'vidstack/player/styles/default/layouts/video.css';
import 'vidstack/player'; import 'vidstack/player/layouts/default'; import 'vidstack/player/ui';
for (const player of document.querySelectorAll('media-player')) {
  player.addEventListener('provider-change', ({detail}) => { if (detail?.type === 'hls') detail.library = () => import('hls.js'); });
  player.src = {src: player.dataset.src, type: 'application/x-mpegurl'};
}`,
    mark: (src, autoplay) =>
      `<media-player class="frame" playsinline ${autoplay ? 'muted autoplay' : 'muted'} load="visible" data-src="${src}"><media-provider></media-provider><media-video-layout></media-video-layout></media-player>`,
    ready: (at) => document.querySelectorAll('media-player')[at]?.querySelector('media-video-layout .vds-play-button'),
  },
  'video.js 8': {
    code: `import videojs from 'video.js'; import 'video.js/dist/video-js.css';
for (const video of document.querySelectorAll('video')) videojs(video, {html5: {vhs: {overrideNative: true}}}).src({src: video.dataset.src, type: 'application/x-mpegurl'});`,
    mark: (src, autoplay) =>
      `<div class="frame"><video class="video-js vjs-fill" controls playsinline ${MUTED(autoplay)} data-src="${src}"></video></div>`,
    ready: (at) => document.querySelectorAll('.frame')[at]?.querySelector('.vjs-big-play-button, .vjs-control-bar'),
  },
  'media-chrome + hls-video': {
    code: `import 'media-chrome'; import 'hls-video-element';
for (const video of document.querySelectorAll('hls-video')) video.src = video.dataset.src;`,
    mark: (src, autoplay) =>
      `<media-controller class="frame"><hls-video slot="media" playsinline ${MUTED(autoplay)} data-src="${src}"></hls-video><media-control-bar><media-play-button></media-play-button><media-mute-button></media-mute-button><media-volume-range></media-volume-range><media-time-range></media-time-range><media-time-display showduration></media-time-display><media-captions-button></media-captions-button><media-pip-button></media-pip-button><media-fullscreen-button></media-fullscreen-button></media-control-bar></media-controller>`,
    ready: (at) => document.querySelectorAll('media-play-button')[at]?.shadowRoot?.querySelector('svg'),
  },
  shaka: {
    code: `import shaka from 'shaka-player/dist/shaka-player.ui.js'; import 'shaka-player/dist/controls.css';
shaka.polyfill.installAll();
for (const video of document.querySelectorAll('video')) {
  const player = new shaka.Player(); const ui = new shaka.ui.Overlay(player, video.parentElement, video);
  player.attach(video).then(() => player.load(video.dataset.src)).catch(console.error);
}`,
    mark: (src, autoplay) =>
      `<div class="frame"><video style="width:100%;height:100%" playsinline ${MUTED(autoplay)} data-src="${src}"></video></div>`,
    ready: (at) =>
      document.querySelectorAll('.frame')[at]?.querySelector('.shaka-play-button, .shaka-small-play-button'),
  },
};

export const OURS_PLAYER = {
  mark: (src, autoplay) =>
    `<uggla-player class="frame" src="${src}" ${autoplay ? 'autoplay muted' : ''}></uggla-player>`,
  ready: (at) =>
    document
      .querySelectorAll('uggla-player')
      [at]?.shadowRoot?.querySelector('.control-bar .play-button, .control-bar [part~=play-button]'),
};
