import {UgglaError} from '@uggla/protocol';

/** As much of `pg` as is used here. It need not be installed, neither to run the server on a file nor to compile it. */
export interface Pg {
  Pool: new (settings: PoolSettings) => Pool;
  types: Types;
}

interface PoolSettings {
  connectionString: string;
  max: number;
  connectionTimeoutMillis: number;
  keepAlive: boolean;
  fallback_application_name: string;
  types: Types;
}

interface Types {
  /** What turns a value of this type (by its number in the database) into one of ours. */
  getTypeParser(id: number, format?: string): (value: string) => unknown;
}

/** Connections, and whom to give them to. */
export interface Pool {
  connect(): Promise<PoolClient>;
  query(sql: string, values?: unknown[]): Promise<QueryResult>;
  end(): Promise<void>;
  on(event: 'error', heard: () => void): unknown;
  on(event: 'connect', heard: (client: PoolClient) => void): unknown;
}

/** A connection that was taken. */
export interface PoolClient {
  query(sql: string, values?: unknown[]): Promise<QueryResult>;
  /** Gives it back; one that is gone is not used again. */
  release(isGone?: boolean): void;
  on(event: 'error', heard: () => void): unknown;
}

/** What came back. */
export interface QueryResult {
  command: string;
  rows: unknown[];
  rowCount: number | null;
}

const name = 'pg';

/** @throws {@link UgglaError} `database-driver-missing` */
export async function loadPg(): Promise<Pg> {
  try {
    return ((await import(name)) as {default: Pg}).default;
  } catch (cause) {
    throw new UgglaError('database-driver-missing', 'PostgreSQL is asked by pg, which is not installed', {
      cause,
      cure: 'npm install pg',
    });
  }
}
