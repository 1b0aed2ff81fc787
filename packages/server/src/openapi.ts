import type {OpenAPIHono} from '@hono/zod-openapi';
import {z} from '@hono/zod-openapi';
import type {Context, Handler} from 'hono';
import type {Env} from './env.js';
import {version} from './version.js';

/** What the contract says of one address. Handlers check what they are given by the same schemas. */
export interface RouteDescription {
  summary: string;
  tag: 'server' | 'chat' | 'campus' | 'people' | 'learning' | 'places' | 'xapi' | 'lti';
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What a form of a page brings. */
  form?: z.ZodType;
  /** Wants to know who is there. */
  secured?: boolean;
}

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string().optional(),
    field: z.string().optional(),
    instance: z.string().optional(),
  })
  .openapi('Problem');

/** Adds routes to the app and to its contract in one step, so that neither has what the other lacks. */
export class Surface {
  readonly #app: OpenAPIHono<Env>;

  constructor(app: OpenAPIHono<Env>) {
    this.#app = app;
    app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
    });
  }

  get(path: string, described: RouteDescription, handler: Handler<Env>): void {
    this.#add('get', path, described, handler);
  }

  post(path: string, described: RouteDescription, handler: Handler<Env>): void {
    this.#add('post', path, described, handler);
  }

  put(path: string, described: RouteDescription, handler: Handler<Env>): void {
    this.#add('put', path, described, handler);
  }

  delete(path: string, described: RouteDescription, handler: Handler<Env>): void {
    this.#add('delete', path, described, handler);
  }

  #add(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    described: RouteDescription,
    handler: Handler<Env>,
  ): void {
    this.#app.on(method.toUpperCase(), path, handler);
    this.describe(method, path, described);
  }

  /** Adds to the contract what another part of the app answers. */
  describe(
    method: 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    {summary, tag, query, body, form, secured}: RouteDescription,
  ): void {
    this.#app.openAPIRegistry.registerPath({
      method,
      path: path.replace(/:(\w+)/g, '{$1}'),
      summary,
      tags: [tag],
      ...(secured ? {security: [{bearer: []}]} : {}),
      request: {
        ...(path.includes(':')
          ? {params: z.object(Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, z.string()])))}
          : {}),
        ...(query ? {query} : {}),
        ...(body ? {body: {content: {'application/json': {schema: body}}, required: true}} : {}),
        ...(form ? {body: {content: {'application/x-www-form-urlencoded': {schema: form}}, required: true}} : {}),
      },
      responses: {
        default: {description: 'Done, or a problem', content: {'application/problem+json': {schema: problem}}},
      },
    });
  }
}

/** `GET /openapi.json` */
export function openapiHandler(app: OpenAPIHono<Env>) {
  return (c: Context<Env>): Response =>
    c.json(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {title: 'Uggla', version, description: 'Files, records, progress, search and chat of a campus.'},
        servers: [{url: c.var.visitor.prefix || '/'}],
      }),
    );
}
