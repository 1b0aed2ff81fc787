import {css, html, type TemplateResult} from 'lit';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError} from '@uggla/protocol';
import type {LessonContext} from '../course/lesson-view.js';
import type {WayIn} from './way-in.js';

/** The styles of foreign pages. */
export const styles = css`
  .framed {
    position: relative;
  }
  .into {
    position: absolute;
    inset: 0;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    pointer-events: none;
  }
  .into:focus {
    outline: 0.25rem solid var(--_accent);
  }
  .into-words {
    margin: 0;
    background: var(--_surface);
    color: var(--_text);
  }
  /* In view for as long as one is in it: a frame may be taller than what is left of the screen. */
  .into-words.in {
    position: sticky;
    inset-block-end: 0;
    padding-block: 0.5rem;
  }
  .into-words:not(.in) {
    display: none;
    position: absolute;
    inset-inline: 1rem;
    inset-block-start: 1rem;
    inline-size: fit-content;
    max-inline-size: calc(100% - 2rem);
    margin-inline: auto;
    padding: 0.75rem 1.25rem;
    box-sizing: border-box;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    pointer-events: none;
  }
  .into:focus + .into-words {
    display: block;
  }
  iframe.page {
    display: block;
    inline-size: 100%;
    block-size: min(75vh, 48em);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: #fff;
  }
`;

/** The address of the page or package, made whole. @throws {@link UgglaError} `embed-unavailable` when it is none that can be shown. */
export function addressOf({lesson, base}: LessonContext<'embed'>): string {
  const src = safeUrl(lesson.src, base, 'fetch');
  if (src === undefined) throw new UgglaError('embed-unavailable', `${lesson.src} is no address that can be shown`);
  return src;
}

/** The frame in which a foreign page or package is shown; `rights`: what it may do beside scripts, forms and windows. */
export function renderFrame(
  {text, lesson}: LessonContext<'embed'>,
  address: string,
  wayIn: WayIn,
  rights = '',
): TemplateResult {
  return html`<div class="framed">
    <iframe
      class="page"
      part="embed"
      title=${text(lesson.title)}
      src=${address}
      sandbox="allow-scripts allow-same-origin allow-forms allow-popups ${rights}"
      allow="fullscreen; autoplay"
      referrerpolicy="strict-origin"
    ></iframe>
    ${wayIn.render()}
  </div>`;
}
