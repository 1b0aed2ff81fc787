import type {OpenAPIHono} from '@hono/zod-openapi';
import {analyticsHandler, analyticsQuery} from './analytics/analytics-route.js';
import {completionsHandler, modelsHandler} from './chat/chat-routes.js';
import {chatRequest} from './chat/request.js';
import {lookupHandler, lookupRequest, readStreamHandler, stopStreamHandler, streamQuery} from './chat/stream-routes.js';
import {
  certificatesHandler,
  certificatesQuery,
  credentialHandler,
  revocationsHandler,
  revokeHandler,
  revokeQuery,
} from './certificates/certificate-routes.js';
import type {Env} from './env.js';
import {documentHandler, documentQuery} from './documents/document-route.js';
import {oembedHandler, oembedQuery} from './campus/oembed-route.js';
import {enrolmentRequest, enrolmentsHandler} from './learning/enrolment.js';
import {gradeHandler, gradeRequest} from './learning/grade-route.js';
import {progressHandler, progressQuery} from './learning/progress-route.js';
import {searchHandler, searchQuery} from './learning/search-route.js';
import {
  launchHandler,
  launchPages,
  launchRequest,
  launchStateHandler,
  launchTokenHandler,
} from './launches/launch-routes.js';
import {launchXapi} from './launches/launch-xapi.js';
import {
  keepLead,
  keepLeadHandler,
  leadQuery,
  leadRequest,
  listLeadsHandler,
  removeLeadHandler,
} from './leads/lead-routes.js';
import {ltiRoutes} from './lti/routes.js';
import {lessonTokenHandler, lessonTokenRequest} from './locked/lesson-address.js';
import {passagesHandler, passagesQuery} from './locked/open-passages.js';
import {metricsHandler} from './metrics/metrics-route.js';
import {openapiHandler, Surface} from './openapi.js';
import {describeUploads} from './workshop/uploads.js';
import {invitationRoutes} from './people/invitation-routes.js';
import {erasePersonHandler, meHandler, tokenRequest, tokensHandler} from './people/people-routes.js';
import {xapiRoutes} from './records/xapi-routes.js';
import {listSharesHandler, makeShareHandler, revokeShareHandler, shareRequest} from './shares/share-routes.js';
import type {Services} from './services.js';
import {version} from './version.js';

/** Everything that the server answers to programs and pages, each address with what `/openapi.json` says of it. */
export function apiRoutes(app: OpenAPIHono<Env>, services: Services): void {
  const {keys, settings, store, campus} = services;
  const api = new Surface(app);
  if (services.uploads) describeUploads(api);
  if (services.lti) ltiRoutes(app, api, services, services.lti);
  api.get('/healthz', {summary: 'Whether the server and its store are well', tag: 'server'}, async (c) => {
    const well = await store.ping().then(
      () => true,
      () => false,
    );
    const state = services.draining.aborted || !well ? 503 : 200;
    c.header('Cache-Control', 'no-store');
    const campusTold = campus
      ? await campus.campus().then(
          () => 'ok',
          () => 'unavailable',
        )
      : 'none';
    const lrs = well ? await services.forwarding?.state() : undefined;
    return c.json(
      {
        status: state === 200 ? 'ok' : 'unavailable',
        version,
        store: well ? 'ok' : 'unavailable',
        campus: campusTold,
        engine: settings.engine === undefined && settings.model === undefined ? 'none' : 'configured',
        lrs: !services.forwarding ? 'none' : lrs && lrs.since === undefined ? 'ok' : 'failing',
      },
      state,
    );
  });
  api.get(
    '/metrics',
    {summary: 'Numbers of this server, as Prometheus reads them', tag: 'server'},
    metricsHandler(services),
  );
  api.get(
    '/.well-known/jwks.json',
    {summary: 'The public keys of tokens and signed statements', tag: 'server'},
    (c) => {
      c.header('Cache-Control', 'public, max-age=300');
      return c.json(keys.jwks);
    },
  );

  api.get('/v1/models', {summary: 'What answers questions', tag: 'chat'}, modelsHandler(services));
  api.post(
    '/v1/chat/completions',
    {summary: 'Asks a question; `stream: true` for server-sent events', tag: 'chat', body: chatRequest},
    completionsHandler(services),
  );
  api.post(
    '/v1/streams/lookup',
    {
      summary: 'Which answers are kept, of those named by `X-Conversation-Id` when they were asked for',
      tag: 'chat',
      body: lookupRequest,
    },
    lookupHandler(services),
  );
  api.get(
    '/v1/stream',
    {summary: 'Reads a kept answer on from a byte', tag: 'chat', query: streamQuery},
    readStreamHandler(services),
  );
  api.delete(
    '/v1/stream',
    {summary: 'Stops an answer and forgets it', tag: 'chat', query: streamQuery.pick({conv_id: true})},
    stopStreamHandler(services),
  );
  api.get(
    '/v1/document',
    {summary: 'A document that an answer cites', tag: 'chat', query: documentQuery},
    documentHandler(services),
  );
  api.get(
    '/v1/search',
    {summary: 'Finds passages of the campus', tag: 'campus', query: searchQuery},
    searchHandler(services),
  );
  api.get(
    '/v1/passages',
    {
      summary: 'What a course can be searched in of its locked lessons, for whom they are open',
      tag: 'campus',
      query: passagesQuery,
      secured: true,
    },
    passagesHandler(services),
  );

  api.get(
    '/oembed',
    {summary: 'What another site shows in place of a pasted link (oEmbed 1.0)', tag: 'campus', query: oembedQuery},
    oembedHandler(services),
  );

  api.post(
    '/v1/tokens',
    {summary: 'A token for an account, new or known', tag: 'people', body: tokenRequest},
    tokensHandler(services),
  );
  api.post(
    '/v1/tokens/lesson',
    {
      summary: 'Where the files of a locked lesson lie, for whom it is open',
      tag: 'learning',
      body: lessonTokenRequest,
      secured: true,
    },
    lessonTokenHandler(services),
  );
  api.get('/v1/me', {summary: 'Who is there', tag: 'people', secured: true}, meHandler(services));
  invitationRoutes(api, services);
  api.delete(
    '/v1/people/:account',
    {summary: 'Cuts the records of a person from who that was', tag: 'people', secured: true},
    erasePersonHandler(services),
  );
  api.post(
    '/v1/enrolments',
    {summary: 'Enrols people in a course', tag: 'learning', body: enrolmentRequest, secured: true},
    enrolmentsHandler(services),
  );
  api.get(
    '/v1/progress',
    {summary: 'How far a person is, computed from the records', tag: 'learning', query: progressQuery, secured: true},
    progressHandler(services),
  );
  api.get(
    '/v1/analytics',
    {summary: 'What happens in a course, in numbers of people', tag: 'learning', query: analyticsQuery, secured: true},
    analyticsHandler(services),
  );
  api.get(
    '/v1/certificates',
    {summary: 'Certificates of a person', tag: 'learning', query: certificatesQuery, secured: true},
    certificatesHandler(services),
  );
  api.get(
    '/v1/certificates/revoked',
    {summary: 'Which certificates were withdrawn (Open Badges 3.0)', tag: 'learning'},
    revocationsHandler(services),
  );
  api.get(
    '/v1/certificates/:id',
    {summary: 'The signed credential of a certificate (Open Badges 3.0, JWT)', tag: 'learning'},
    credentialHandler(services),
  );
  api.delete(
    '/v1/certificates/:id',
    {summary: 'Withdraws a certificate', tag: 'learning', query: revokeQuery, secured: true},
    revokeHandler(services),
  );
  api.post(
    '/v1/grade',
    {summary: 'Grades one answer', tag: 'learning', body: gradeRequest, secured: true},
    gradeHandler(services),
  );

  api.post(
    '/v1/launches',
    {summary: 'Launches a cmi5 lesson for whoever is there', tag: 'learning', body: launchRequest, secured: true},
    launchHandler(services),
  );
  api.get(
    '/v1/launches/:id',
    {summary: 'How far a launch is, and what its unit reported', tag: 'learning', secured: true},
    launchStateHandler(services),
  );
  api.post(
    '/v1/launches/:id/token',
    {summary: 'The token of a launch, once (the address `fetch` of cmi5)', tag: 'learning'},
    launchTokenHandler(services),
  );
  launchXapi(app, api, services);
  launchPages(app);

  api.get(
    '/v1/shares',
    {summary: 'All share links, with how often they were opened', tag: 'places', secured: true},
    listSharesHandler(services),
  );
  api.post(
    '/v1/shares',
    {summary: 'Makes a link to some products for somebody', tag: 'places', body: shareRequest, secured: true},
    makeShareHandler(services),
  );
  api.delete(
    '/v1/shares/:id',
    {summary: 'Ends a share link', tag: 'places', secured: true},
    revokeShareHandler(services),
  );
  api.get(
    '/v1/leads',
    {summary: 'People who asked to be answered', tag: 'places', query: leadQuery, secured: true},
    listLeadsHandler(services),
  );
  api.post('/v1/leads', {summary: 'Asks to be answered', tag: 'places', body: leadRequest}, keepLeadHandler(services));
  api.delete('/v1/leads/:id', {summary: 'Forgets a lead', tag: 'places', secured: true}, removeLeadHandler(services));
  app.post('/t/:token/v1/leads', async (c) => {
    const {id} = await services.shares.ofAccess(c.req.param('token'), (await services.portfolio.catalogue())?.id);
    return keepLead(services, c, id);
  });

  xapiRoutes(app, api, services);

  app.get('/openapi.json', openapiHandler(app));
}
