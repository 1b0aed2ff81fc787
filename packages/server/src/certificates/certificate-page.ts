import {readFileSync} from 'node:fs';
import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Env} from '../env.js';
import {respondHtml} from '../http/html-page.js';
import {pickWords} from '../http/languages.js';
import type {CertificateRow} from '../store/tables.js';
import type {Certificate} from './certificates.js';
import type {Credential} from './credential.js';

const en = {
  title: 'Certificate',
  given: 'This is to certify that',
  somebody: 'the holder',
  completed: 'completed',
  on: 'on',
  until: 'Valid until',
  forever: 'Valid without end',
  number: 'Number',
  issuer: 'Issued by',
  download: 'Signed credential (Open Badges 3.0)',
  expired: 'This certificate is over.',
  revoked: 'This certificate was withdrawn.',
  version: 'Version',
  print: 'To keep it on paper or as PDF, print this page.',
  check: 'Anybody can check the signed credential with the issuer’s public key:',
};
const es: typeof en = {
  title: 'Certificado',
  given: 'Se certifica que',
  somebody: 'su titular',
  completed: 'completó',
  on: 'el',
  until: 'Válido hasta el',
  forever: 'Válido sin límite',
  number: 'Número',
  issuer: 'Emitido por',
  download: 'Credencial firmada (Open Badges 3.0)',
  expired: 'Este certificado ha caducado.',
  revoked: 'Este certificado se ha retirado.',
  version: 'Versión',
  print: 'Para guardarlo en papel o en PDF, imprime esta página.',
  check: 'Cualquiera puede comprobar la credencial firmada con la clave pública del emisor:',
};

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page's CSS. */
export function certificateStyles(): string {
  return readFileSync(new URL('../../assets/certificate.css', import.meta.url), 'utf8');
}

/** One certificate on one sheet. */
export function certificatePage(
  c: Context<Env>,
  {row, credential, state}: {row: CertificateRow; credential: Credential; state: Certificate['state']},
): Response | Promise<Response> {
  const {language, words} = pickWords(c, {en, es}, credential.credentialSubject.achievement.inLanguage);
  const {prefix} = c.var.visitor;
  const {
    issuer,
    credentialSubject: {identifier, achievement},
  } = credential;
  const day = (iso: string) =>
    html`<time datetime="${iso}">${new Intl.DateTimeFormat(language, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(iso))}</time>`;
  return respondHtml(c, {
    title: `${words.title}: ${achievement.name}`,
    language,
    policy,
    referrer: 'no-referrer',
    scheme: 'light',
    style: `${prefix}/certificates/certificate.css`,
    status: state === 'revoked' ? 410 : 200,
    body: html`<main>
        ${state === 'valid' ? '' : html`<p class="state" role="alert">${words[state]}${state === 'revoked' && row.reason !== null ? ` ${row.reason}` : ''}</p>`}
        <article>
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
          <p>${words.print}</p>
          <p><a href="${prefix}/v1/certificates/${row.id}" download="certificate.jwt">${words.download}</a></p>
          <p>${words.check} <code>uggla verify certificate.jwt --key jwks.json</code></p>
        </footer>
      </main>`,
  });
}
