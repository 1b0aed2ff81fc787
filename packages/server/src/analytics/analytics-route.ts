import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import {courseNamed} from '../campus/course-named.js';
import {csvAnswer} from '../desk/csv-answer.js';
import type {Env} from '../env.js';
import {acceptedLanguages} from '../http/languages.js';
import {query} from '../http/refuse.js';
import {need} from '../people/person.js';
import type {Services} from '../services.js';
import {analyticsCsv, parts} from './analytics-csv.js';
import {readAnalytics} from './analytics.js';

/** What `GET /v1/analytics` is asked with. */
export const analyticsQuery = z.object({
  course: z.string().min(1).max(2000),
  /** A table instead of JSON: how far people come, how each second is watched, or what is answered. */
  csv: z.enum(parts).optional(),
});

/** `GET /v1/analytics`: what happens in a course, in numbers of people. */
export function analyticsHandler(services: Services) {
  const {who, campus} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const {course: id, csv} = query(c, analyticsQuery);
    need(person, 'admin');
    const found = await courseNamed(campus, id);
    const told = await readAnalytics(services, found, acceptedLanguages(c));
    return csv === undefined ? c.json(told) : csvAnswer(csv, analyticsCsv(told, csv));
  };
}
