import type {Handler, Hono} from 'hono';
import {pickText} from '@uggla/protocol';
import {certificatesOf, revokeCertificate, stateOf} from '../certificates/certificates.js';
import type {Env} from '../env.js';
import {check, query, readBytes} from '../http/refuse.js';
import {byteOrderMark, csvLine} from '../records/csv.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import {certificatesPage} from './certificates-page.js';
import {certificatesFilter, findCertificates, revokeForm, type CertificatesFilter} from './certificates-query.js';
import {respondPage, type Answer} from './layout.js';
import {csvAnswer} from './csv-answer.js';

const pageRows = 100;

/** Certificates at the desk. `manager` lets nobody else in. */
export function certificatesRoutes(
  app: Hono<Env>,
  services: Services,
  manager: (answer: Answer) => Handler<Env>,
): void {
  const {campus, store, settings} = services;
  app.get(
    '/desk/certificates',
    manager(async (page) => {
      const {c, language, words} = page;
      const filter = query(c, certificatesFilter);
      const found = await findCertificates(store.db, filter);
      const rows = found.slice((filter.page - 1) * pageRows, filter.page * pageRows);
      const courses = ((await campus?.courses().catch(() => [])) ?? []).map(({course}) => ({
        id: course.id,
        name: pickText(course.title, [language]),
      }));
      const given = /^\d{1,9}$/.exec(c.req.query('given') ?? '')?.[0];
      const shown = {
        filter,
        rows,
        count: found.length,
        pages: Math.ceil(found.length / pageRows),
        courses,
        prefix: c.var.visitor.prefix,
        given: given === undefined ? undefined : Number(given),
      };
      return respondPage(page, words.certificates, 'certificates', certificatesPage(page, shown));
    }),
  );
  app.get(
    '/desk/certificates.csv',
    manager(({c}) =>
      csvAnswer(
        'certificates',
        certificatesCsv(services, query(c, certificatesFilter), publicBase(c, settings.publicUrl)),
      ),
    ),
  );
  app.post(
    '/desk/certificates',
    manager(async ({c, base}) => {
      const before = (await findCertificates(store.db, {})).length;
      await certificatesOf(services, publicBase(c, settings.publicUrl));
      return c.redirect(`${base}/certificates?given=${(await findCertificates(store.db, {})).length - before}`, 303);
    }),
  );
  app.post(
    '/desk/certificates/:id/revoke',
    manager(async ({c, base}) => {
      const form = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(await readBytes(c, 8192))));
      const {reason} = check(revokeForm, form, 'body-invalid', 'the withdrawal');
      const id = c.req.param('id') ?? '';
      await revokeCertificate(services, id, reason);
      return c.redirect(`${base}/certificates?q=${encodeURIComponent(id)}`, 303);
    }),
  );
}

async function* certificatesCsv({store}: Services, filter: CertificatesFilter, base: string): AsyncGenerator<string> {
  yield (
    byteOrderMark +
    csvLine([
      'name',
      'account',
      'course',
      'completed',
      'issued',
      'expires',
      'state',
      'revoked',
      'reason',
      'number',
      'page',
    ])
  );
  for (const row of await findCertificates(store.db, filter)) {
    yield csvLine([
      row.name,
      row.account,
      row.course,
      row.completed,
      row.issued,
      row.expires,
      stateOf(row),
      row.revoked,
      row.reason,
      row.id,
      `${base}/certificates/${row.id}`,
    ]);
  }
}
