// How long the desk takes over the tables of 5,000 people in a course of twelve months, from the request to the last line.
import {enrolTable} from '../packages/server/dist/learning/enrol-csv.js';
import {openApp} from '../packages/server/dist/support/app.test.util.js';
import {campusOfYear, seen, yearId} from '../packages/server/dist/support/year.test.util.js';
import {table} from './lib.mjs';

const PEOPLE = 5000;

/** A lesson or two a month, as a welcome that runs a year has them. */
const months = Array.from({length: 12}, (_, at) => ({
  id: `mes-${at}`,
  kind: 'block',
  title: `Mes ${at + 1}`,
  ...(at === 0 ? {} : {unlock: {at: `P${at}M`}}),
  items: ['a', 'b'].map((letter) => ({
    id: `mes-${at}-${letter}`,
    kind: 'embed',
    title: `Lección ${at} ${letter}`,
    src: 'page.html',
    ...(letter === 'b' ? {unlock: {after: [`mes-${at}-a`]}} : {renew: 'P1Y'}),
  })),
}));

export async function desk() {
  const server = await openApp({
    root: campusOfYear({id: yearId, version: '1', languages: ['es'], title: 'Tu primer año', items: months}),
    timeZone: 'Europe/Madrid',
  });
  const {services, send} = server;
  const names = Array.from({length: PEOPLE}, (_, at) => `p${String(at).padStart(4, '0')}`);
  const by = {account: {homePage: services.homePage, name: 'boss'}};
  await enrolTable(
    services,
    await services.campus.courses(),
    new TextEncoder().encode(`account;name\n${names.map((one) => `${one};Person ${one}`).join('\n')}`),
    by,
    {course: yearId},
  );
  const storing = {authority: by, mayVoid: false};
  for (let at = 0; at < PEOPLE; at += 100) {
    const statements = names
      .slice(at, at + 100)
      .filter((_, which) => which % 2 === 0)
      .flatMap((name) =>
        ['mes-0-a', 'mes-0-b', 'mes-1-a'].map((lesson) =>
          seen({objectType: 'Agent', account: {homePage: services.homePage, name}}, lesson),
        ),
      );
    await services.statements.store(statements, storing);
  }
  const entered = await send('POST', '/desk/enter', {
    headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    body: new URLSearchParams({invitation: await services.accounts.invite('manager')}).toString(),
  });
  const headers = {Cookie: entered.headers.get('set-cookie').split(';')[0], 'Accept-Language': 'en'};
  const rows = [];
  for (const path of ['people.csv', 'due.csv', 'people', 'due']) {
    const [from, used] = [performance.now(), process.cpuUsage()];
    const text = await (await send('GET', `/desk/${path}`, {headers})).text();
    rows.push({
      name: `/desk/${path}`,
      value: performance.now() - from,
      note: `${text.split('\n').length - 1} lines; of the processor ${Math.round(process.cpuUsage(used).user / 1000)} ms`,
    });
  }
  table(`The desk with ${PEOPLE} people, ${PEOPLE * 2.5} records`, rows, {unit: 'ms', digits: 0});
  await server.close();
}
