import {css, html, type TemplateResult} from 'lit';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError} from '@uggla/protocol';
import type {LessonContext} from '../course/lesson-view.js';

/** The styles of foreign pages. */
export const styles = css`
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
export function renderFrame({text, lesson}: LessonContext<'embed'>, address: string, rights = ''): TemplateResult {
  return html`<iframe
    class="page"
    part="embed"
    title=${text(lesson.title)}
    src=${address}
    sandbox="allow-scripts allow-same-origin allow-forms allow-popups ${rights}"
    allow="fullscreen; autoplay"
    referrerpolicy="strict-origin"
  ></iframe>`;
}
