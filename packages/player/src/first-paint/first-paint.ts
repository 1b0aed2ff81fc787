// Imports neither Lit nor the element: it is there long before them.
import {frameStyles} from './frame-styles.js';
import {backgroundOf} from './placeholder.js';

const TAG = 'uggla-player';
/** Code that comes within this time needs no place held for it: to paint that would only hold it up. */
const SOON_MS = 60;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Paints the players of the page that wait for their code: the frame in its final size, the poster and the button. A click
 * is kept, and plays as soon as the element is there. Sound without a picture is left to the element.
 *
 * `uggla.js` and `uggla-player.js` do this by themselves. A page with a bundler of its own does it before the element's code:
 *
 * ```js
 * import {paintFirst} from '@uggla/player/first-paint.js';
 * paintFirst();
 * await import('@uggla/player/define.js');
 * ```
 *
 * Does nothing where the element is defined already, or where shadow roots take no style sheets.
 */
export function paintFirst(): void {
  if (customElements.get(TAG) || !('adoptedStyleSheets' in document)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(frameStyles);
  const paint = (): void => {
    for (const host of document.querySelectorAll<HTMLElement>(`${TAG}:not(:defined)`)) {
      if (host.hasAttribute('autoplay')) warmUp(host);
      if (!/^(audio|radio)$/.test(host.getAttribute('layout') ?? ''))
        setTimeout(() => host.shadowRoot ?? dress(host, sheet), SOON_MS);
    }
  };
  paint();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', paint);
}

function dress(host: HTMLElement, sheet: CSSStyleSheet): void {
  const root = host.attachShadow({mode: 'open'});
  root.adoptedStyleSheets = [sheet];
  const stage = make('div', 'stage');
  const poster = make('div', 'poster');
  const placeholder = host.getAttribute('placeholder');
  if (placeholder)
    poster.style.setProperty(
      '--_placeholder',
      backgroundOf(placeholder, /^data:image\//.test(placeholder) ? placeholder : undefined),
    ); // others the element fetches
  const slot = document.createElement('slot');
  slot.name = 'poster';
  const address = host.getAttribute('poster');
  if (address && isNear(host)) {
    const picture = document.createElement('img');
    picture.alt = '';
    picture.src = address;
    slot.append(picture);
  }
  poster.append(slot);
  stage.append(poster);
  if (!host.hasAttribute('no-controls') && !host.hasAttribute('autoplay')) stage.append(button());
  stage.addEventListener(
    'click',
    () => {
      stage.querySelector('.big')?.replaceWith(make('div', 'spinner'));
      void customElements
        .whenDefined(TAG)
        .then(() => (host as unknown as HTMLMediaElement).play())
        .catch(() => undefined); // refused: its button is there
    },
    {once: true},
  );
  const frame = make('div', 'player');
  frame.append(stage);
  root.append(frame);
}

const warmed = new WeakSet<HTMLElement>();

/** Begins with a stream that will play by itself: its playlists, its first segments and its engine come beside the code of the element, not after it. */
function warmUp(host: HTMLElement): void {
  const src = host.getAttribute('src') ?? '';
  if (
    warmed.has(host) ||
    !/\.m3u8(?:[?#]|$)/i.test(src) ||
    // What asks in another way, or not at all, waits for the element.
    host.matches('[layout=radio],[crossorigin],[cmcd]') ||
    !isNear(host) ||
    !('MediaSource' in globalThis || 'ManagedMediaSource' in globalThis)
  )
    return;
  const url = URL.parse?.(src, host.baseURI);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return;
  warmed.add(host);
  const asked = fetch(url.href, {credentials: 'same-origin'}).then(async (head) => ({
    head,
    body: await head.arrayBuffer(),
  }));
  asked.catch(() => undefined);
  // Its lists are asked for while what drives the engine still comes. What fails, the element tells of.
  void import('../engine/warm.js').then(({warm}) => warm(host, url.href, asked)).catch(() => undefined);
  void import('../engine/hls-engine.js').catch(() => undefined);
}

/** Posters are fetched as the element would: what is out of sight, or waits for the wish to play, is not. */
function isNear(host: HTMLElement): boolean {
  const loading = host.getAttribute('loading');
  const {top, bottom} = host.getBoundingClientRect();
  return loading === 'eager' || (loading !== 'play' && bottom > 0 && top < innerHeight);
}

/** Looks like the element's own button. It has no name and no focus: who uses neither eyes nor pointer waits for that one. */
function button(): HTMLElement {
  const big = make('div', 'big');
  const icon = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  const line = {fill: 'currentColor', stroke: 'currentColor', 'stroke-width': '1.75', 'stroke-linejoin': 'round'};
  for (const [name, value] of Object.entries({class: 'icon', viewBox: '0 0 24 24', ...line}))
    icon.setAttribute(name, value);
  path.setAttribute('d', 'M8 5.5v13l10.5-6.5z');
  icon.append(path);
  big.append(icon);
  return big;
}

function make(name: string, className: string): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  return element;
}
