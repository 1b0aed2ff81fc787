import {html, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {icon, type IconName} from '@uggla/core/more-icons.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {Picture} from '@uggla/protocol';
import {onPlainClick} from './plain-click.js';

/** What a card shows. Empty texts are left out. */
export interface Card {
  /** Id of what it opens: the focus comes back to it. */
  readonly item: string;
  readonly href: string;
  readonly title: string;
  /** What it is: kind, number of lessons. */
  readonly details: readonly string[];
  readonly summary?: string | undefined;
  readonly picture?: Picture | undefined;
  /** Shown where there is no picture. */
  readonly icon: IconName;
  /** Address of the file that the picture's is relative to. */
  readonly base: string;
  /** Shown on the picture: how long it takes. */
  readonly length?: string | undefined;
  /** Put forward by a campaign. */
  readonly badge?: string | undefined;
  /** Below the title, in strong type: the price. */
  readonly price?: string | TemplateResult | undefined;
  /** How much of it is done, 0 to 1, and that in words. */
  readonly progress?: {readonly share: number; readonly text: string} | undefined;
  readonly open: () => void;
}

/** One card: a link. Its title comes first, so that this is the first thing that is read aloud. */
export function renderCard(card: Card): TemplateResult {
  const {href, title, details, summary, length, badge, price, progress} = card;
  return html`<a class="card" part="card" href=${href} data-item=${card.item} @click=${onPlainClick(card.open)}>
    <span class="body">
      <h3>${title}</h3>
      <span class="details">${details.filter(Boolean).join(' · ')}</span>
      ${summary ? html`<span class="summary">${summary}</span>` : nothing}
      ${price ? html`<span class="price">${price}</span>` : nothing}
      ${
        progress
          ? html`<span class="progress"><progress max="1" value=${progress.share} aria-label=${progress.text}></progress>${progress.text}</span>`
          : nothing
      }
    </span>
    ${renderPicture(
      card.picture,
      card.base,
      html`${card.picture ? nothing : icon(card.icon)}${badge ? html`<span class="badge">${badge}</span>` : nothing}
      ${length ? html`<span class="length">${length}</span>` : nothing}`,
    )}
  </a>`;
}

/** A picture over its placeholder; a plain tile when there is none. What it shows is said by the title beside it. */
export function renderPicture(
  picture: Picture | undefined,
  base: string,
  over: unknown = nothing,
  loading: 'lazy' | 'eager' = 'lazy',
): TemplateResult {
  const placeholder = safeUrl(picture?.placeholder, base, 'image');
  const src = safeUrl(picture?.src, base, 'image');
  // Another picture is another element: until it comes, no card shows that of the product before.
  return html`<span class="picture">
    ${
      placeholder || src
        ? keyed(
            src,
            html`${placeholder ? html`<img class="placeholder" src=${placeholder} alt="" />` : nothing}
            ${src ? html`<img src=${src} alt="" loading=${loading} decoding="async" @error=${hide} />` : nothing}`,
          )
        : nothing
    }
    ${over}
  </span>`;
}

/** A picture that cannot be had leaves its placeholder, not a broken sign. */
function hide(event: Event): void {
  (event.target as HTMLElement).hidden = true;
}
