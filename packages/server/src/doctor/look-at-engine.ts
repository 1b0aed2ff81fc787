import {HttpEngine} from '../chat/http-engine.js';
import type {ServerOptions} from '../options.js';
import {settle} from '../settle.js';

/**
 * Asks an engine which models it has, as the server would.
 *
 * @throws {@link UgglaError} `engine-*`, `server-misconfigured`.
 */
export async function lookAtEngine({
  engine,
  engineKey,
  engineProtocol,
  models,
}: Pick<ServerOptions, 'engine' | 'engineKey' | 'engineProtocol' | 'models'>): Promise<string[]> {
  // nothing else: what is wrong with other options is no fault of the engine's
  const list = await new HttpEngine(settle({engine, engineKey, engineProtocol, models, chatOnly: true})).models();
  return list.map(({id}) => id);
}

/**
 * Whether a server could start with these options; nothing is started, made or asked.
 *
 * @throws {@link UgglaError} `server-misconfigured`, `server-needs-identity`.
 */
export function checkOptions(options: ServerOptions): void {
  settle(options);
}
