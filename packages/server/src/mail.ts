import type {Transporter} from 'nodemailer';

/** One mail: plain text. */
export interface Mail {
  /** Part of its `Message-ID`: a mail sent twice is known to be one. */
  id: string;
  to: {name: string; address: string};
  /** Whom an answer goes to, when it is not the sender. */
  replyTo?: {name: string; address: string} | undefined;
  subject: string;
  text: string;
}

/** Why something did not arrive. */
export interface Trouble {
  message: string;
  /** No further try would help. */
  final?: boolean;
}

/** Sends mails. */
export interface Mailer {
  send(mail: Mail): Promise<Trouble | undefined>;
  close(): void;
}

/** A mail server; its library is loaded and it is connected to when the first mail goes out. */
export function openMail(smtp: string, from: string): Mailer {
  let opened: Promise<Transporter> | undefined;
  const open = async () => {
    const {createTransport} = await import('nodemailer');
    return createTransport(
      {
        url: smtp,
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 30_000,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      {from},
    );
  };
  const host = from
    .split('@')
    .at(-1)!
    .replace(/[^\w.-]/g, '');
  return {
    async send({id, ...mail}) {
      try {
        const transport = await (opened ??= open());
        await transport.sendMail({
          ...mail,
          messageId: `<${id}@${host}>`,
          headers: {'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All'},
        });
        return undefined;
      } catch (error) {
        const {message, responseCode = 0, code} = error as Error & {responseCode?: number; code?: string};
        return {message, final: code === 'EENVELOPE' && responseCode >= 500};
      }
    },
    close: () => void opened?.then((transport) => transport.close()),
  };
}
