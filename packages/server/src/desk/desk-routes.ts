import {pickText, UgglaError, verbs, type Citation, type Role} from '@uggla/protocol';
import {html} from 'hono/html';
import type {Context, Handler, Hono} from 'hono';
import {acceptancesCsv} from '../audit/acceptances.js';
import {makeAudit, readAcceptances, type AuditSource} from '../audit/export-audit.js';
import {toCompletion, answerHead, type Tally} from '../chat/answers.js';
import type {Env} from '../env.js';
import {asset, giveAssets, pageStyle} from '../http/assets.js';
import {acceptedLanguages} from '../http/languages.js';
import {query, readBytes} from '../http/refuse.js';
import {registered} from '../learning/enrolment-statement.js';
import {need, type Person} from '../people/person.js';
import {countersigned} from '../records/acknowledgement.js';
import type {Services} from '../services.js';
import {acceptancesPage} from './acceptances-page.js';
import {chatPage, type ChatState} from './chat-page.js';
import {certificatesRoutes} from './certificates-routes.js';
import {coursesRoutes} from './courses-routes.js';
import {csvAnswer} from './csv-answer.js';
import {forwardingPart} from './forwarding-part.js';
import {deskPage, respondPage, type Answer, type DeskPage} from './layout.js';
import {recordsCsv} from './records-csv.js';
import {recordsPage, type Choices} from './records-page.js';
import {findRecords, recordsFilter} from './records-query.js';
import {closeSession, openSession, personAt} from './session.js';
import {invitationsRoutes} from './invitations-routes.js';
import {peopleRoutes} from './people-routes.js';
import {placesRoutes} from './places-routes.js';
import {productsRoutes} from './products-routes.js';
import {troubleLine} from './trouble.js';

const pageRows = 50;

/** The server's own pages, for those who run it. */
export function deskRoutes(app: Hono<Env>, services: Services): void {
  const {accounts, store} = services;
  giveAssets(app, '/desk', {'desk.css': pageStyle('desk.css'), 'desk.js': asset('desk.js')});
  const guard =
    (least: Role) =>
    (answer: Answer): Handler<Env> =>
    async (c) => {
      const page = deskPage(c);
      const person = await personAt(services, c, least);
      if (person) return answer({...page, role: person.role, hasWorkshop: services.jobs !== undefined}, person);
      const {prefix} = c.var.visitor;
      const lang = c.req.query('lang');
      const back = new URLSearchParams({
        return: `${prefix}${c.var.path}${lang === undefined ? '' : `?${new URLSearchParams({lang})}`}`,
        ...(lang === undefined ? {} : {lang}),
      });
      const signIn = html`<p><a href="${prefix}/signin?${back}">${page.words.signIn}</a></p>`;
      return respondPage(
        page,
        page.words.closedTitle,
        undefined,
        html`<p>${page.words.closedText}</p>${services.signIn ? signIn : ''}`,
        401,
      );
    };
  const admin = guard('admin');
  const firstPage = (role: Role | undefined) =>
    role === 'manager' ? 'people' : role === 'editor' && services.jobs ? 'products' : 'records';

  app.on('GET', ['/desk', '/desk/'], async (c) =>
    c.redirect(`${deskPage(c).base}/${firstPage((await personAt(services, c, 'editor'))?.role)}`, 302),
  );
  app.get('/desk/enter', (c) => enterPage(c));
  app.post('/desk/enter', async (c) => {
    const page = deskPage(c);
    const form = new URLSearchParams(new TextDecoder().decode(await readBytes(c, 8192)));
    try {
      const token = form.get('token');
      const person =
        token === null
          ? await accounts.accept(form.get('invitation') ?? '')
          : need(await whoseToken(services, token), 'editor');
      await openSession(services, c, person);
      return c.redirect(`${page.base}/${firstPage(person.role)}`, 303);
    } catch (error) {
      if (!(error instanceof UgglaError)) throw error;
      return respondPage(
        page,
        page.words.closedTitle,
        undefined,
        troubleLine(page, error),
        error.status === 410 ? 410 : 401,
      );
    }
  });
  app.post('/desk/leave', async (c) => {
    await closeSession(services, c);
    return c.redirect(`${deskPage(c).base}/records`, 303);
  });
  app.get(
    '/desk/records',
    admin(async (page) => {
      const filter = query(page.c, recordsFilter);
      const {rows, more} = await findRecords(store.db, filter, pageRows);
      return respondPage(
        page,
        page.words.records,
        'records',
        html`${await forwardingPart(page, services.forwarding)}${recordsPage(page, filter, rows, more, await choicesFor(services, page.language))}`,
      );
    }),
  );
  app.post(
    '/desk/records/hand-on',
    admin(({c, base}) => {
      void services.forwarding?.start();
      return c.redirect(`${base}/records`, 303);
    }),
  );
  app.get(
    '/desk/records.csv',
    admin(({c, language}) => csvAnswer('records', recordsCsv(store.db, query(c, recordsFilter), language))),
  );
  app.get(
    '/desk/acceptances',
    admin(async (page) => {
      const {documents, acceptances} = await readAcceptances(audited(services));
      return respondPage(page, page.words.acceptances, 'acceptances', acceptancesPage(page, documents, acceptances));
    }),
  );
  app.get(
    '/desk/acceptances.csv',
    admin(async ({c}) => {
      const {acceptances} = await readAcceptances(audited(services));
      return c.body(acceptancesCsv(acceptances), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="acceptances.csv"',
        'Cache-Control': 'no-store',
      });
    }),
  );
  app.get(
    '/desk/audit.zip',
    admin(async ({c}) => {
      const {zip, made} = await makeAudit(audited(services));
      return c.body(zip as Uint8Array<ArrayBuffer>, 200, {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="audit-${made.slice(0, 10)}.zip"`,
        'Cache-Control': 'no-store',
      });
    }),
  );
  coursesRoutes(app, services, admin);
  peopleRoutes(app, services, guard('manager'));
  invitationsRoutes(app, services, guard('manager'));
  certificatesRoutes(app, services, guard('manager'));
  placesRoutes(app, services, admin);
  productsRoutes(app, services, guard('editor'));
  app.get(
    '/desk/chat',
    admin(async (page) => respondPage(page, page.words.chat, 'chat', chatPage(page, await chatState(services, page)))),
  );
}

/** The person of a token that the server gave them when they signed in. */
async function whoseToken({tokens, identities}: Services, token: string): Promise<Person> {
  const person = await tokens.person(token);
  return {...person, account: await identities.accountOf(person.account)};
}

function audited({store, keys, campus}: Services): AuditSource {
  return {db: store.db, keys, campus};
}

/** The link is opened by a button, not by being looked at: mail programs and chats look at links before people do. */
function enterPage(c: Context<Env>): Response | Promise<Response> {
  const page = deskPage(c);
  const {words, base} = page;
  const form = html`<p>${words.enterText}</p>
    <form method="post" action="${base}/enter">
      <input type="hidden" name="invitation" value="${c.req.query('invitation') ?? ''}" />
      <button>${words.enter}</button>
    </form>`;
  return respondPage(page, words.enterTitle, undefined, form);
}

async function choicesFor({campus}: Services, language: string): Promise<Choices> {
  const courses = (await campus?.courses().catch(() => [])) ?? [];
  return {
    verbs: [...Object.values(verbs), registered, countersigned].map(({id, display}) => ({
      id,
      name: pickText(display, [language]),
    })),
    courses: courses.map(({course}) => ({id: course.id, name: pickText(course.title, [language])})),
  };
}

async function chatState(services: Services, {c}: DeskPage): Promise<ChatState> {
  const {provider, settings, concurrency, counts} = services;
  const question = (c.req.query('q') ?? '').slice(0, 500).trim();
  const models = await provider.models().catch((error: unknown) => UgglaError.from(error, 'engine-unreachable'));
  const model = models instanceof UgglaError ? undefined : models[0]?.id;
  return {
    models,
    engine: settings.engine === undefined ? undefined : new URL(settings.engine).host,
    running: concurrency.running,
    limits: settings.limits,
    days: await counts.days(),
    question,
    answer: question === '' || model === undefined ? undefined : await tryQuestion(services, c, question, model),
  };
}

/** Asks as any page would, but is not counted. */
async function tryQuestion(
  {provider, settings}: Services,
  c: Context<Env>,
  question: string,
  model: string,
): Promise<ChatState['answer']> {
  try {
    const asked = {
      model,
      messages: [{role: 'user' as const, content: question}],
      place: {},
      accept: acceptedLanguages(c),
      options: {max_tokens: settings.limits.chatTokens},
    };
    const tally: Tally = {cited: 0, failed: false, characters: 0};
    const deltas = await provider.answer(asked, AbortSignal.timeout(60_000));
    const completion = (await toCompletion(deltas, answerHead(model), tally)) as {
      choices: [{message: {content: string; annotations?: Citation[]}}];
    };
    const {content, annotations = []} = completion.choices[0].message;
    return {text: content, citations: annotations};
  } catch (error) {
    return UgglaError.from(error, 'engine-failed');
  }
}
