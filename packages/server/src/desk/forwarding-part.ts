import {html} from 'hono/html';
import {pickWords} from '../http/languages.js';
import type {Forwarding} from '../forwarding/forwarding.js';
import type {DeskPage, Piece} from './layout.js';
import {actButton} from './places-routes.js';

const en = {
  title: 'Handed on to',
  all: 'all records',
  waiting: 'records wait',
  since: 'It takes none since',
  trouble: 'what came back last:',
  unreachable: 'nothing',
  refused: 'Not taken there',
  record: 'Record',
  said: 'What it said',
  again: 'Try again',
};

const es: typeof en = {
  title: 'Se entregan a',
  all: 'todos los registros',
  waiting: 'registros en espera',
  since: 'No acepta ninguno desde',
  trouble: 'última respuesta:',
  unreachable: 'ninguna',
  refused: 'No aceptados allí',
  record: 'Registro',
  said: 'Lo que dijo',
  again: 'Intentarlo de nuevo',
};

/** Records set aside that are shown; those that were stored first. */
const most = 50;

/** How far the records were handed on to another record store; nothing where none is named. */
export async function forwardingPart({c, base}: DeskPage, forwarding: Forwarding | undefined): Promise<Piece | ''> {
  if (!forwarding) return '';
  const {words} = pickWords(c, {en, es});
  const {host, waiting, refused, since, trouble} = await forwarding.state();
  const rows = refused === 0 ? [] : await forwarding.refused(most);
  const last = trouble === 'unreachable' ? words.unreachable : trouble;
  return html`<section aria-label="${words.title} ${host}">
    <p>${words.title} <strong>${host}</strong>: ${waiting === 0 ? words.all : `${waiting} ${words.waiting}`}${since === undefined ? '' : html`. ${words.since} <time datetime="${since}">${since.slice(0, 16).replace('T', ' ')} UTC</time>; ${words.trouble} ${last}`}</p>
    ${since === undefined && refused === 0 ? '' : actButton(`${base}/records/hand-on`, words.again, host)}
    ${
      refused === 0
        ? ''
        : html`<details>
          <summary>${words.refused}: ${refused}</summary>
          <div class="scroll" role="region" aria-label="${words.refused}" tabindex="0">
            <table>
              <thead><tr><th scope="col">${words.record}</th><th scope="col">${words.said}</th></tr></thead>
              <tbody>${rows.map(({id, status, reason}) => html`<tr><td>${id}</td><td>${status === 0 ? words.unreachable : status} <span class="quiet">${reason}</span></td></tr>`)}</tbody>
            </table>
          </div>
        </details>`
    }
  </section>`;
}
