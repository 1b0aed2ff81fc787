import type {OpenAPIHono} from '@hono/zod-openapi';
import type {Env} from '../env.js';
import type {Surface} from '../openapi.js';
import type {Services} from '../services.js';
import {activitiesQuery, agentsQuery, getActivities, getAgents} from './agent-routes.js';
import {xapiVersionCheck, xapiVersion} from './guard.js';
import {activityProfileQuery, agentProfileQuery, profileRoutes} from './profile-routes.js';
import {deleteState, getState, postState, putState, stateQuery} from './state-routes.js';
import {getStatements, postStatements, putStatement, statementQuery} from './statement-routes.js';
import {incomingStatement} from './statement-schema.js';

/** The record store, as xAPI has its addresses (1.0.3, part 3, 2). */
export function xapiRoutes(app: OpenAPIHono<Env>, api: Surface, services: Services): void {
  app.use('/xapi/*', xapiVersionCheck);
  api.get('/xapi/about', {summary: 'Versions of xAPI', tag: 'xapi'}, (c) =>
    c.json({version: ['1.0.3', '2.0.0'], extensions: {'https://uggla.dev/xapi/answers-in': xapiVersion}}),
  );
  api.get(
    '/xapi/statements',
    {summary: 'Reads statements', tag: 'xapi', query: statementQuery, secured: true},
    getStatements(services),
  );
  api.post(
    '/xapi/statements',
    {summary: 'Keeps statements, all or none', tag: 'xapi', body: incomingStatement, secured: true},
    postStatements(services),
  );
  api.put(
    '/xapi/statements',
    {
      summary: 'Keeps one statement',
      tag: 'xapi',
      query: statementQuery.pick({statementId: true}),
      body: incomingStatement,
      secured: true,
    },
    putStatement(services),
  );
  const state = {tag: 'xapi', query: stateQuery, secured: true} as const;
  api.get(
    '/xapi/activities/state',
    {summary: 'Reads a state document, or the ids of all', ...state},
    getState(services),
  );
  api.put('/xapi/activities/state', {summary: 'Writes a state document', ...state}, putState(services));
  api.post('/xapi/activities/state', {summary: 'Joins an object into a state document', ...state}, postState(services));
  api.delete('/xapi/activities/state', {summary: 'Deletes a state document, or all', ...state}, deleteState(services));

  for (const [path, resource, asked] of [
    ['/xapi/activities/profile', 'activity', activityProfileQuery],
    ['/xapi/agents/profile', 'agent', agentProfileQuery],
  ] as const) {
    const profile = profileRoutes(services, resource);
    const described = {tag: 'xapi', query: asked, secured: true} as const;
    api.get(
      path,
      {summary: `Reads a document of the ${resource} profile, or the ids of all`, ...described},
      profile.get,
    );
    api.put(path, {summary: `Writes a document of the ${resource} profile`, ...described}, profile.put);
    api.post(path, {summary: `Joins an object into a document of the ${resource} profile`, ...described}, profile.post);
    api.delete(path, {summary: `Deletes a document of the ${resource} profile`, ...described}, profile.delete);
  }
  api.get(
    '/xapi/agents',
    {summary: 'Everything that tells who an agent is', tag: 'xapi', query: agentsQuery, secured: true},
    getAgents(services),
  );
  api.get(
    '/xapi/activities',
    {summary: 'An activity, as it was defined last', tag: 'xapi', query: activitiesQuery, secured: true},
    getActivities(services),
  );
}
