import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Env} from '../env.js';
import {respondHtml} from '../http/html-page.js';
import {inLanguage, pickWords} from '../http/languages.js';
import {pageWords} from '../locales/words.js';
import type {CertificateRow} from '../store/tables.js';
import type {Certificate} from './certificates.js';
import type {Credential} from './credential.js';

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** One certificate on one sheet, in the language of its course; what stands around it is in the reader's. */
export function certificatePage(
  c: Context<Env>,
  {row, credential, state}: {row: CertificateRow; credential: Credential; state: Certificate['state']},
): Response | Promise<Response> {
  const {prefix} = c.var.visitor;
  const {
    issuer,
    credentialSubject: {identifier, achievement},
  } = credential;
  const {
    language: reader,
    words: {certificate: around},
  } = pickWords(c, pageWords, undefined, achievement.inLanguage);
  const {
    language,
    words: {certificate: words},
  } = pickWords(c, pageWords, achievement.inLanguage);
  const day = (iso: string) =>
    html`<time datetime="${iso}">${new Intl.DateTimeFormat(language, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(iso))}</time>`;
  return respondHtml(c, {
    title: `${around.title}: ${achievement.name}`,
    language: reader,
    policy,
    referrer: 'no-referrer',
    scheme: 'light',
    style: `${prefix}/certificates/certificate.css`,
    status: state === 'revoked' ? 410 : 200,
    body: html`<main>
        ${state === 'valid' ? '' : html`<p class="state" role="alert">${around[state]}${state === 'revoked' && row.reason !== null ? html` <bdi>${row.reason}</bdi>` : ''}</p>`}
        <article ${inLanguage(language)}>
          <h1>${words.title}</h1>
          <p>${words.given}</p>
          <p class="name"><bdi>${identifier?.[0]?.identityHash ?? words.somebody}</bdi></p>
          <p>${words.completed}</p>
          <p class="course" lang="${achievement.inLanguage}" dir="auto">${achievement.name}</p>
          <p>${words.on} ${day(row.completed)}</p>
          <dl>
            <div><dt>${words.issuer}</dt><dd dir="auto">${issuer.name}</dd></div>
            <div><dt>${row.expires === null ? words.forever : words.until}</dt><dd>${row.expires === null ? '' : day(row.expires)}</dd></div>
            <div><dt>${words.version}</dt><dd>${achievement.version}</dd></div>
            <div><dt>${words.number}</dt><dd>${row.id}</dd></div>
          </dl>
        </article>
        <footer>
          <p>${around.print}</p>
          <p><a href="${prefix}/v1/certificates/${row.id}" download="certificate.jwt">${around.download}</a></p>
          <p>${around.check} <code dir="ltr">uggla verify certificate.jwt --key jwks.json</code></p>
        </footer>
      </main>`,
  });
}
