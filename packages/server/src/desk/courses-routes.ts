import {z} from '@hono/zod-openapi';
import type {Handler, Hono} from 'hono';
import {analyticsCsv, parts} from '../analytics/analytics-csv.js';
import {readAnalytics} from '../analytics/analytics.js';
import {listCourses} from '../analytics/listed.js';
import {courseNamed} from '../campus/course-named.js';
import type {Env} from '../env.js';
import {query} from '../http/refuse.js';
import type {Services} from '../services.js';
import {courseWords} from './course-words.js';
import {coursePage, coursesPage} from './courses-page.js';
import {csvAnswer} from './csv-answer.js';
import {respondPage, type Answer, type DeskPage} from './layout.js';

const chosen = z.object({course: z.string().max(2000).optional()});
const table = z.object({course: z.string().max(2000), part: z.enum(parts).default('lessons')});

/** What happens in the courses. `admin` lets nobody else in. */
export function coursesRoutes(app: Hono<Env>, services: Services, admin: (answer: Answer) => Handler<Env>): void {
  const analyticsOf = async ({language}: DeskPage, id: string) => {
    return readAnalytics(services, await courseNamed(services.campus, id), [language]);
  };
  app.get(
    '/desk/courses',
    admin(async (page) => {
      const {course} = query(page.c, chosen);
      const own = courseWords(page.c);
      if (course !== undefined) {
        const told = await analyticsOf(page, course);
        return respondPage(page, told.title, 'courses', coursePage({...page, own}, told));
      }
      return respondPage(
        page,
        own.title,
        'courses',
        coursesPage({...page, own}, await listCourses(services, [page.language])),
      );
    }),
  );
  app.get(
    '/desk/courses.csv',
    admin(async (page) => {
      const {course, part} = query(page.c, table);
      return csvAnswer(`course-${part}`, analyticsCsv(await analyticsOf(page, course), part));
    }),
  );
}
