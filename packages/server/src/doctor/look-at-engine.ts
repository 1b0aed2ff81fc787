import {HttpEngine} from '../chat/http-engine.js';
import {settle, type ServerOptions} from '../options.js';

/**
 * Asks an engine which models it has, as the server would.
 *
 * @throws {@link UgglaError} `engine-*`, `server-misconfigured`.
 */
export async function lookAtEngine(
  options: Pick<ServerOptions, 'engine' | 'engineKey' | 'engineProtocol' | 'models'>,
): Promise<string[]> {
  const list = await new HttpEngine(settle({...options, chatOnly: true})).models();
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
