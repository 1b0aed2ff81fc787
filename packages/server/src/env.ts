import type {HttpBindings} from '@hono/node-server';
import type {Visitor} from './http/visitor.js';
import type {LaunchRow} from './store/tables.js';

/** What a handler finds in its context. */
export interface Env {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** Names this request in the log and in error answers. */
    requestId: string;
    visitor: Visitor;
    /** Path of the request without the base path. */
    path: string;
    /** The session of a cmi5 unit whose token came along, on its own addresses. */
    launch?: LaunchRow;
  };
}
