import {UgglaError} from '@uggla/protocol';
import {refuse, withHeaders} from '../http/refuse.js';

/** Classes and codes of PostgreSQL that pass, or that whoever runs it must see to (postgresql.org/docs/current/errcodes-appendix.html). */
const away = /^(08|28|3D|53|57P)|^(25P03|25006|55P03)$/;
/** The same of the network below. */
const cutOff = /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOST|ENET|ENOENT|EACCES)/;
/** What pg says of connections without any code. */
const ended = /connection (terminated|error)|timeout exceeded when trying to connect|does not support SSL/i;

/** An error of the database as one of ours; any other as it is. */
export function toRefusal(error: unknown, address: string): unknown {
  if (!(error instanceof Error) || error instanceof UgglaError) return error;
  const code = String((error as {code?: unknown}).code ?? '');
  if (code === '22021') return refuse(400, 'body-invalid', 'a letter that no text has (U+0000) cannot be kept');
  if (code === '54000') return refuse(400, 'body-invalid', 'a name or an address is too long to be kept');
  if (!away.test(code) && !cutOff.test(code) && !ended.test(error.message)) return error;
  const unreachable = new UgglaError(
    'database-unreachable',
    `the database ${databaseName(address)} does not answer (${code || error.message})`,
    {
      status: 503,
      cause: error,
      cure: 'See that PostgreSQL runs, and that this machine reaches it with what DATABASE_URL says.',
    },
  );
  return withHeaders(unreachable, {'Retry-After': '5'});
}

/** Where a database is, without the password. */
export function databaseName(address: string): string {
  const {host, pathname, searchParams} = new URL(address);
  return `${searchParams.get('host') ?? host}${pathname}`;
}

/**
 * The database that was named, else that of the environment (`DATABASE_URL`).
 *
 * @throws {@link UgglaError} `server-misconfigured` for one that is no PostgreSQL.
 */
export function settleDatabase(given: string | undefined): string | undefined {
  const address = given ?? (process.env['DATABASE_URL'] || undefined);
  if (address !== undefined && !(/^postgres(ql)?:\/\//i.test(address) && URL.canParse(address)))
    throw new UgglaError('server-misconfigured', 'the address of the database is none of a PostgreSQL', {
      cure: 'Set DATABASE_URL to postgres://user:password@host/name; without it, records go into the data folder.',
    });
  return address;
}
