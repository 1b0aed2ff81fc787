import {html, nothing, type TemplateResult} from 'lit';
import {onPlainClick} from '../shared/plain-click.js';
import {renderPicture} from '../shared/card.js';
import type {Campus} from '@uggla/protocol';

/** What the bar at the top shows. */
export interface CampusBar {
  readonly name: string;
  readonly logo: string | undefined;
  readonly homeHref: string;
  readonly goHome: () => void;
  readonly searchBox: TemplateResult | typeof nothing;
  readonly languages: readonly string[];
  readonly language: string;
  readonly languageLabel: string;
  readonly chooseLanguage: (language: string) => void;
}

/** Whose campus it is, search, language. */
export function renderBar(bar: CampusBar): TemplateResult {
  return html`<header class="bar" part="header">
    <a class="brand" href=${bar.homeHref} @click=${onPlainClick(bar.goHome)}>
      ${bar.logo ? html`<img class="logo" src=${bar.logo} alt=${bar.name} />` : bar.name}
    </a>
    ${bar.searchBox} ${bar.languages.length > 1 ? renderLanguages(bar) : nothing}
    <slot name="header"></slot>
  </header>`;
}

function renderLanguages({languages, language, languageLabel, chooseLanguage}: CampusBar): TemplateResult {
  const choose = (event: Event) => chooseLanguage((event.target as HTMLSelectElement).value);
  return html`<select class="language" part="language" aria-label=${languageLabel} @change=${choose}>
    ${languages.map(
      (one) =>
        html`<option value=${one} lang=${one} .selected=${one === language}>${titleOfLanguage(one, one)}</option>`,
    )}
  </select>`;
}

/** What a language is called in the language `shown`. */
export function nameOfLanguage(language: string, shown: string): string {
  try {
    return new Intl.DisplayNames(shown, {type: 'language'}).of(language) ?? language;
  } catch {
    return language; // a tag that is none
  }
}

/** The same where it stands alone and not in a sentence: Spanish writes `español` small in the middle of one. */
export function titleOfLanguage(language: string, shown: string): string {
  const name = nameOfLanguage(language, shown);
  return name.charAt(0).toLocaleUpperCase(shown) + name.slice(1);
}

/** Title, description and cover: what a visitor sees first. */
export function renderHero(
  title: string,
  description: string,
  cover: NonNullable<Campus['brand']>['cover'],
  base: string,
): TemplateResult {
  return html`<div class="hero" part="hero">
    <div class="hero-words">
      <h1>${title}</h1>
      ${description ? html`<p>${description}</p>` : nothing}
    </div>
    ${cover ? renderPicture(cover, base, nothing, 'eager') : nothing}
  </div>`;
}
