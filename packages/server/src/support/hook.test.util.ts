import {createServer, type IncomingHttpHeaders} from 'node:http';
import type {AddressInfo} from 'node:net';

/** What an address that things are handed on to got. */
export interface HookServer {
  url: string;
  got: {headers: IncomingHttpHeaders; body: string}[];
  /** Status of the next answers. */
  status: number;
}

/** Starts one on a free port. */
export async function hookServer(): Promise<HookServer> {
  const told: HookServer = {url: '', got: [], status: 204};
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request
      .on('data', (bytes: Buffer) => parts.push(bytes))
      .on('end', () => {
        told.got.push({headers: request.headers, body: Buffer.concat(parts).toString()});
        response.writeHead(told.status).end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  told.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return told;
}
