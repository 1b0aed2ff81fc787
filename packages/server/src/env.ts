import type {HttpBindings} from '@hono/node-server';
import type {Visitor} from './http/visitor.js';

/** What a handler finds in its context. */
export interface Env {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** Names this request in the log and in error answers. */
    requestId: string;
    visitor: Visitor;
    /** Path of the request without the base path. */
    path: string;
  };
}
