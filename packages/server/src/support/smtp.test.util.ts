import {createServer, type Socket} from 'node:net';
import type {AddressInfo} from 'node:net';

/** One mail as it arrived. */
export interface ArrivedMail {
  to: string[];
  /** Headers, unfolded, by their names in lower case. */
  headers: Record<string, string>;
  text: string;
}

/** A mail server (RFC 5321) that keeps what it gets. */
export interface MailServer {
  url: string;
  mails: ArrivedMail[];
  /** What it answers to a recipient in place of 250. */
  refuse: ((address: string) => string | undefined) | undefined;
}

/** Starts one on a free port. */
export async function mailServer(): Promise<MailServer> {
  const told: MailServer = {url: '', mails: [], refuse: undefined};
  const server = createServer((socket) => serveMail(socket, told));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  told.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return told;
}

function serveMail(socket: Socket, told: MailServer): void {
  let left = '';
  let data: string[] | undefined;
  let to: string[] = [];
  const say = (line: string) => socket.write(`${line}\r\n`);
  socket
    .setEncoding('utf8')
    .on('error', () => undefined)
    .on('data', (text: string) => {
      const lines = (left + text).split('\r\n');
      left = lines.pop()!;
      for (const line of lines) {
        if (data) {
          if (line !== '.') data.push(line.replace(/^\.\./, '.'));
          else {
            told.mails.push({to, ...readMail(data.join('\n'))});
            data = undefined;
            to = [];
            say('250 kept');
          }
          continue;
        }
        const address = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1];
        if (address !== undefined) {
          const refused = told.refuse?.(address);
          if (refused === undefined) to.push(address);
          say(refused ?? '250 ok');
        } else if (/^DATA$/i.test(line)) {
          data = [];
          say('354 go on');
        } else if (/^QUIT$/i.test(line)) socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
  say('220 mail.test ESMTP');
}

function readMail(raw: string): Omit<ArrivedMail, 'to'> {
  const end = raw.indexOf('\n\n');
  const headers = Object.fromEntries(
    raw
      .slice(0, end)
      .replace(/\n[ \t]+/g, ' ')
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), words(line.slice(line.indexOf(':') + 1).trim())]),
  );
  const body = raw.slice(end + 2);
  const how = headers['content-transfer-encoding'];
  return {
    headers,
    text:
      how === 'base64'
        ? Buffer.from(body, 'base64').toString()
        : how === 'quoted-printable'
          ? quoted(body.replace(/=\n/g, ''))
          : body,
  };
}

/** Encoded words (RFC 2047). */
function words(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, how: string, text: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : quoted(text.replaceAll('_', ' ')),
    );
}

function quoted(text: string): string {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();
}
