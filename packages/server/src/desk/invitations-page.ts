import {html} from 'hono/html';
import type {Role, UgglaError} from '@uggla/protocol';
import {languageName} from '../http/languages.js';
import type {RowProblem} from '../learning/row-problem.js';
import type {Invitation} from '../people/invitations.js';
import {reaches} from '../people/person.js';
import type {DeskPage, Piece} from './layout.js';
import {actButton} from './places-routes.js';
import {rowProblems, troubleLine} from './trouble.js';

/** What became of what was asked for. */
export interface InvitationsTold {
  made?: number;
  problems?: readonly RowProblem[];
  trouble?: UgglaError;
}

/** What the page shows. */
export interface InvitationsShown extends InvitationsTold {
  invitations: readonly Invitation[];
  courses: readonly {id: string; name: string}[];
  /** Of the campus. */
  languages: readonly string[];
  /** Of who looks. */
  role: Role;
  canMail: boolean;
}

const roles: readonly Role[] = ['learner', 'editor', 'manager', 'admin'];

/** The form for new invitations, and all invitations with who has come. */
export function invitationsPage(page: DeskPage, shown: InvitationsShown): Piece {
  const {words} = page;
  const {invitations, made = 0, problems = [], trouble} = shown;
  const came = invitations.filter(({state}) => state === 'accepted').length;
  return html`
    ${trouble ? troubleLine(page, trouble) : ''}
    ${made > 0 ? html`<p role="status" class="answer">${words.invitedNow}: ${made}</p>` : ''}
    ${problems.length === 0 ? '' : html`<ul role="alert">${rowProblems(page, problems)}</ul>`}
    ${inviteForm(page, shown)}
    ${
      invitations.length === 0
        ? html`<p>${words.noInvitations}</p>`
        : html`<p class="bar"><span role="status">${words.haveCome}: ${came} ${words.of} ${invitations.length}</span></p>
        <div class="scroll" role="region" aria-label="${words.invitationTable}" tabindex="0">
          <table>
            <caption class="away">${words.invitationTable}</caption>
            <thead><tr><th scope="col">${words.who}</th><th scope="col">${words.role}</th><th scope="col">${words.link}</th><th scope="col">${words.state}</th><th scope="col"><span class="away">${words.revoke}</span></th></tr></thead>
            <tbody>${invitations.slice(0, 500).map((one) => line(page, one))}</tbody>
          </table>
        </div>`
    }`;
}

function inviteForm({words, base}: DeskPage, {courses, languages, role, canMail}: InvitationsShown): Piece {
  return html`<section>
    <h2>${words.invite}</h2>
    <p>${words.inviteText}</p>
    <form method="post" enctype="multipart/form-data" action="${base}/invitations" class="fields">
      <label>${words.personName}<input name="name" maxlength="200" autocomplete="off" /></label>
      <label>${words.email}<input name="email" type="email" maxlength="200" autocomplete="off" /></label>
      <label>${words.account}<input name="account" maxlength="200" autocomplete="off" aria-describedby="account-hint" /><span class="quiet" id="account-hint">${words.accountHint}</span></label>
      <label>${words.orTable}<input type="file" name="file" accept=".csv,text/csv" aria-describedby="table-hint" /><span class="quiet" id="table-hint">${words.inviteTable}</span></label>
      <label>${words.role}<select name="role">${roles.filter((one) => reaches(role, one)).map((one) => html`<option value="${one}">${words[one]}</option>`)}</select></label>
      <label>${words.goodFor}<input name="days" type="number" min="1" max="366" value="30" required /></label>
      ${languages.length > 1 ? html`<label>${words.mailLanguage}<select name="language">${languages.map((one) => html`<option value="${one}" lang="${one}">${languageName(one)}</option>`)}</select></label>` : ''}
      ${
        courses.length === 0
          ? ''
          : html`<fieldset>
            <legend>${words.enrolIn}</legend>
            <ul class="choices">${courses.map(({id, name}) => html`<li><label class="choice"><input type="checkbox" name="courses" value="${id}" /> ${name}</label></li>`)}</ul>
          </fieldset>`
      }
      <p class="actions">${canMail ? html`<label class="choice"><input type="checkbox" name="mail" value="on" /> ${words.byMail}</label>` : ''}<button>${words.invite}</button></p>
    </form>
  </section>`;
}

function line({words, base}: DeskPage, one: Invitation): Piece {
  const who = one.name ?? one.email ?? one.account?.name ?? words.anonymous;
  const more = [one.email, one.account?.name].filter((text) => text !== undefined && text !== who && !isRandom(text));
  const day = (iso: string) => html`<time datetime="${iso}">${iso.slice(0, 10)}</time>`;
  return html`<tr>
    <td><strong>${who}</strong>${more.map((text) => html`<br /><span class="quiet">${text}</span>`)}</td>
    <td>${words[one.role]}</td>
    <td>${one.url === undefined ? '' : html`<input class="link" readonly value="${one.url}" aria-label="${words.link}: ${who}" /> <button type="button" class="plain" data-copy="${one.url}" data-done="${words.copied}">${words.copy}<span class="away"> ${who}</span></button>`}${one.mailed === undefined ? '' : html`<br /><span class="quiet">${words.mailed} ${day(one.mailed)}</span>`}${one.mailTrouble === undefined ? '' : html`<br /><strong>${words.notMailed}</strong> <span class="quiet">${one.mailTrouble}</span>`}</td>
    <td>${stateWord(words, one)}<br /><span class="quiet">${one.accepted === undefined ? html`${words.until} ${day(one.expires)}` : day(one.accepted)}</span></td>
    <td>${one.state === 'open' ? actButton(`${base}/invitations/${one.id}/revoke`, words.revoke, who) : ''}</td>
  </tr>`;
}

function stateWord(words: DeskPage['words'], {state}: Invitation): string {
  return {open: words.notCome, accepted: words.hasCome, expired: words.expired, revoked: words.revoked}[state];
}

function isRandom(name: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name);
}
