import {html} from 'hono/html';
import {inLanguage, languageName} from '../http/languages.js';
import type {Trouble} from '../workshop/product-form.js';
import type {DeskPage, Piece} from './layout.js';
import type {ProductWords} from './product-words.js';

/** What the form is made with. */
export interface FormShown {
  words: ProductWords;
  /** Of the campus, the first one first. */
  languages: readonly string[];
  timeZone: string;
  /** What stands in it. */
  form: URLSearchParams;
  /** Names of the files that came, by their upload's id. */
  files: ReadonlyMap<string, string>;
  troubles: readonly Trouble[];
  /** Folder of the product that is changed; a new one without. */
  name?: string | undefined;
}

/** What is missing or wrong, each with the way to its field. */
export function troublesOf(words: ProductWords, troubles: readonly Trouble[]): Piece {
  return troubles.length === 0
    ? html``
    : html`<div role="alert" tabindex="-1" id="troubles"><p>${words.troubles}</p><ul>${troubles.map(({field, says}) => html`<li><a href="#${field}">${words[says]}</a></li>`)}</ul></div>`;
}

/** The form of a product. */
export function productForm(
  {base}: DeskPage,
  {words, languages, timeZone, form, files, troubles, name: changed}: FormShown,
): Piece {
  const bad = (name: string) => (troubles.some(({field}) => field === name) ? html`aria-invalid="true"` : '');
  const value = (name: string) => form.get(name) ?? '';
  const nameOf = (language: string) =>
    languages.length < 2 ? '' : html` (<bdi ${inLanguage(language)}>${languageName(language)}</bdi>)`;
  const text = (name: string, label: string, {most = 300, needed = false}: {most?: number; needed?: boolean} = {}) =>
    languages.map(
      (language, at) =>
        html`<label>${label}${nameOf(language)}<input id="${name}.${language}" name="${name}.${language}" lang="${language}" maxlength="${most}" value="${value(`${name}.${language}`)}" ${needed && at === 0 ? html`required` : ''} ${bad(`${name}.${language}`)} /></label>`,
    );
  const plain = (name: string, label: string, attributes: Piece | string = '') =>
    html`<label>${label}<input id="${name}" name="${name}" value="${value(name)}" ${bad(name)} ${attributes} /></label>`;
  const choice = (name: string, option: string, label: string, isFirst = false) =>
    html`<label class="choice"><input type="radio" name="${name}" value="${option}" ${(value(name) || (isFirst ? option : '')) === option ? html`checked` : ''} /> ${label}</label>`;
  const kept = (name: 'clip' | 'document') =>
    form.getAll(name).flatMap((id, at) => {
      const file = files.get(id);
      return file === undefined
        ? []
        : html`<li><input type="hidden" name="${name}" value="${id}" />${file}${name === 'document' ? html`<label>${words.documentTitle} ${file}<input name="document-title" value="${form.getAll('document-title')[at] ?? ''}" maxlength="200" /></label>` : ''} <button type="button" class="plain" data-take-out>${words.removeFile}<span class="away"> ${file}</span></button></li>`;
    });
  const stays = (name: 'clip' | 'document') => {
    const had = form.getAll(`had-${name}`);
    const out = (src: string) =>
      html`<button type="button" class="plain" data-take-out>${words.removeFile}<span class="away"> ${src}</span></button>`;
    return form
      .getAll(`kept-${name}`)
      .flatMap((src, at) =>
        had.includes(src)
          ? html`<li data-kept><input type="hidden" name="kept-${name}" value="${src}" />${src}${name === 'document' ? html`<label>${words.documentTitle} ${src}<input name="kept-title" value="${form.getAll('kept-title')[at] ?? ''}" maxlength="200" /></label>` : ''} ${out(src)}</li>`
          : [],
      );
  };
  const drop = (
    name: 'clip' | 'document',
    label: string,
    hint: string,
    accept: string,
  ) => html`<div class="drop" data-upload="${name}">
      <label>${label}<input type="file" id="${name}-file" accept="${accept}" ${name === 'document' ? html`multiple` : ''} ${bad(`${name}-file`)} aria-describedby="${name}-hint" /></label>
      <p class="quiet" id="${name}-hint">${hint}</p>
      ${form.getAll(`had-${name}`).map((src) => html`<input type="hidden" name="had-${name}" value="${src}" />`)}
      <ul class="brought">${stays(name)}${kept(name)}</ul>
    </div>`;
  const said = {
    uploading: words.uploading,
    uploaded: words.uploaded,
    failed: words.uploadFailed,
    refused: words.uploadRefused,
    wait: words.waitUpload,
    title: words.documentTitle,
    remove: words.removeFile,
  };
  return html`<section>
    <h2>${changed === undefined ? words.newProduct : words.change}</h2>
    <p>${changed === undefined ? words.how : words.changeHow}</p>
    <noscript><p>${words.noScript}</p></noscript>
    <form method="post" action="${base}/products${changed === undefined ? '' : `/${encodeURIComponent(changed)}`}" class="fields" id="product" data-uploads="${base}/uploads" data-words="${JSON.stringify(said)}">
      ${changed === undefined ? '' : html`<input type="hidden" name="version" value="${value('version')}" />`}
      <fieldset class="files">${drop('clip', words.film, words.filmHint, 'video/*,audio/*')}${drop('document', words.documents, words.documentsHint, '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.txt,.csv,.zip,.jpg,.jpeg,.png,.webp')}</fieldset>
      ${text('title', words.title, {needed: true})} ${text('summary', words.summary, {most: 500})} ${text('category', words.category)}
      <div class="wide">
        ${languages.map((language) => html`<label>${words.body}${nameOf(language)}<textarea id="body.${language}" name="body.${language}" lang="${language}" rows="6" maxlength="20000" aria-describedby="body-hint">${value(`body.${language}`)}</textarea></label>`)}
        <p class="quiet" id="body-hint">${words.bodyHint}</p>
      </div>
      ${plain('brand', words.brand)} ${plain('sku', words.sku)} ${plain('price', words.price, html`inputmode="decimal"`)} ${plain('currency', words.currency, html`maxlength="3" placeholder="EUR"`)}
      <fieldset>
        <legend>${words.whoSees}</legend>
        ${choice('access', 'public', words.everybody, true)} ${choice('access', 'clients', words.clients)} ${choice('access', 'group', words.group)} ${plain('group', words.groupName)}
      </fieldset>
      <fieldset>
        <legend>${words.campaign}</legend>
        <p class="quiet">${words.campaignHint} ${timeZone}.</p>
        <div class="fields">${text('badge', words.badge, {most: 60})} ${plain('from', words.from, html`type="date"`)} ${plain('until', words.until, html`type="date"`)}</div>
      </fieldset>
      <fieldset>
        <legend>${words.callToAction}</legend>
        <label>${words.kind}<select name="kind">${(
          [
            ['', words.noButton],
            ['form', words.form],
            ['link', words.link],
            ['mail', words.mail],
            ['phone', words.phone],
          ] as const
        ).map(
          ([kind, label]) =>
            html`<option value="${kind}" ${kind === value('kind') ? html`selected` : ''}>${label}</option>`,
        )}</select></label>
        <div class="fields">${text('label', words.label, {most: 80})} ${plain('target', words.target)}</div>
      </fieldset>
      <p class="actions"><button>${changed === undefined ? words.publish : words.save}</button> <span role="status" data-told></span></p>
    </form>
  </section>`;
}
