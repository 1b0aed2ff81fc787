import {html, type TemplateResult} from 'lit';

/** 24 × 24 outlines, drawn for Uggla: what a player shows at once. Stroke unless a path says fill; that and their size is in styles.ts. */
const paths = {
  play: '<path d="M8 5.5v13l10.5-6.5z" fill="currentColor" stroke-linejoin="round"/>',
  skip: '<path d="M6 6v12l8.5-6z" fill="currentColor"/><path d="M18 6v12"/>',
  skipBack: '<path d="M18 6v12L9.5 12z" fill="currentColor"/><path d="M6 6v12"/>',
  pause: '<path d="M8 5v14M16 5v14" stroke-width="3.5"/>',
  replay: '<path d="M5 4v5h5M5.5 9A7.5 7.5 0 1 1 4.5 13"/>',
  volume: '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
  muted: '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5"/>',
  captions:
    '<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="M10.5 10.5a2.2 2.2 0 1 0 0 3M17 10.5a2.2 2.2 0 1 0 0 3"/>',
  settings:
    '<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2"/>',
  fullscreen: '<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>',
  shrink: '<path d="M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5"/>',
  pip: '<rect x="3" y="5" width="18" height="14" rx="2"/><rect x="12" y="11.5" width="6.5" height="5" fill="currentColor"/>',
  retry: '<path d="M20 5v5h-5M19.5 10A8 8 0 1 0 20 14"/>',
  warning: '<path d="M12 4l9 16H3zM12 10v4M12 17v.2" stroke-linejoin="round"/>',
} as const;

/** Name of an icon of the player's. */
export type IconName = keyof typeof paths;

const drawn: Record<string, TemplateResult> = {};

/** An icon in the colour and size of the text around it. Decoration: the control that holds it has the name. */
export function icon(name: IconName): TemplateResult {
  return draw(paths[name]);
}

/**
 * An outline of the caller's own as an icon. Each outline is one template with nothing to fill in, since a page with many
 * players has hundreds of icons. It is markup: a constant of the code, never what came from elsewhere.
 */
export function draw(path: string): TemplateResult {
  const markup = [`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`];
  return (drawn[path] ??= html(Object.assign(markup, {raw: markup})));
}
