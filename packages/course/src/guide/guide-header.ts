import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import {formatLength} from '@uggla/core/time.js';
import type {Guide, Text} from '@uggla/protocol';
import {durationSeconds} from '@uggla/protocol/duration.js';
import type {GuideTerms} from './locales/en.js';

/** What the header is made with. */
export interface GuideWords {
  readonly localize: LocalizeController<GuideTerms>;
  text(text: Text | undefined): string;
}

/** What the guide is for, what it takes, and what to beware of. `cover` is a safe address. */
export function renderGuideHeader(
  guide: Guide,
  {localize, text}: GuideWords,
  cover: string | undefined,
): TemplateResult {
  const summary = text(guide.summary);
  return html`<header class="head" part="header">
    <div class="words">
      <p class="kind">${icon('guide')}${localize.term(guide.type)}</p>
      <h2>${text(guide.title)}</h2>
      ${summary ? html`<p class="summary">${summary}</p>` : nothing} ${renderFacts(guide, {localize, text})}
    </div>
    ${cover ? html`<img class="cover" src=${cover} alt=${text(guide.cover?.alt)} loading="lazy" />` : nothing}
  </header>`;
}

function renderFacts(guide: Guide, {localize, text}: GuideWords): TemplateResult | typeof nothing {
  const facts = [
    [localize.term('thing'), text(guide.thing)],
    [localize.term('fault'), text(guide.fault)],
    [localize.term('time'), guide.time ? formatLength(durationSeconds(guide.time), localize.locale) : ''],
    [localize.term('difficulty'), guide.difficulty ? localize.term(guide.difficulty) : ''],
    [localize.term('codes'), (guide.codes ?? []).join(', ')],
  ].filter(([, value]) => value !== '');
  if (facts.length === 0) return nothing;
  return html`<dl class="facts">
    ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** Warnings of the whole guide, tools and parts: what is read before the first step. */
export function renderPreparation(guide: Guide, {localize, text}: GuideWords): TemplateResult {
  return html`${
    guide.warnings?.length
      ? html`<section class="warning" part="warning" aria-labelledby="warnings">
          ${icon('warning')}
          <div>
            <h3 id="warnings">${localize.term('warnings')}</h3>
            ${guide.warnings.map((warning) => html`<p>${text(warning)}</p>`)}
          </div>
        </section>`
      : nothing
  }
    ${
      guide.tools?.length || guide.parts?.length
        ? html`<div class="needs">
          ${renderList('tools', localize.term('tools'), guide.tools, text)} ${renderList('parts', localize.term('parts'), guide.parts, text)}
        </div>`
        : nothing
    }`;
}

function renderList(
  id: string,
  title: string,
  things: readonly Text[] | undefined,
  text: GuideWords['text'],
): TemplateResult | typeof nothing {
  if (!things?.length) return nothing;
  return html`<section aria-labelledby=${id}>
    <h3 id=${id}>${title}</h3>
    <ul>
      ${things.map((thing) => html`<li>${text(thing)}</li>`)}
    </ul>
  </section>`;
}
