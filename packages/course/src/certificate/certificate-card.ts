import {html, nothing, type TemplateResult} from 'lit';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError} from '@uggla/protocol';
import type {CourseHost} from '../course/course-host.js';
import type {CourseSession} from '../course/session.js';
import {say} from './say.js';

/** What the server tells of a certificate. */
interface Certificate {
  expires?: string;
  renewFrom?: string;
  state: string;
  page: string;
  credential: string;
}

/**
 * The newest certificate that the server gave for the course, with the ways to print and to keep it; `undefined` when there
 * is none. All that was recorded is sent first: the server gives it by its own records.
 *
 * @throws {@link UgglaError} `certificate-unavailable`
 */
export async function certificateCard(
  host: CourseHost,
  session: CourseSession,
): Promise<(() => TemplateResult) | undefined> {
  await session.drained();
  const authorization = await session.records?.authorization('server');
  const address = `${host.serverAddress}/v1/certificates?course=${encodeURIComponent(session.course.id)}`;
  const answer = await fetch(address, authorization === undefined ? {} : {headers: {authorization}}).catch(
    (cause: unknown) => {
      throw new UgglaError('certificate-unavailable', `${address} could not be reached`, {cause, file: address});
    },
  );
  if (answer.status === 404) return undefined; // an older server
  const {certificates} = (answer.ok ? await answer.json().catch(() => ({})) : {}) as {certificates?: Certificate[]};
  if (!Array.isArray(certificates))
    throw new UgglaError('certificate-unavailable', `${address} answered ${answer.status}`, {
      status: answer.status,
      file: address,
    });
  const [newest] = certificates;
  return newest && (() => renderCard(host, newest));
}

function renderCard(
  {words, serverAddress}: CourseHost,
  {expires, renewFrom, state, page, credential}: Certificate,
): TemplateResult {
  const date = (iso: string) => words.date(new Date(iso));
  const address = (one: string) => safeUrl(one, `${serverAddress}/`, 'link') ?? nothing;
  const standing =
    state === 'revoked'
      ? say(words, 'revoked')
      : expires && say(words, state === 'expired' ? 'over' : 'until', date(expires));
  return html`<p class="banner" part="certificate">
    <span><strong>${say(words, 'yours')}</strong>${standing ? `: ${standing}` : nothing}
    ${state === 'valid' && renewFrom ? say(words, 'renewFrom', date(renewFrom)) : nothing}
    ${
      state === 'revoked'
        ? nothing
        : html`<a href=${address(page)} target="_blank" rel="noopener">${say(words, 'open')}</a> · <a href=${address(credential)} download="certificate.jwt">${say(words, 'download')}</a>`
    }</span>
  </p>`;
}
