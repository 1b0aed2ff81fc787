/** Characters of a file that is quoted: with the question it must fit into what models read at once. */
const MOST_CHARACTERS = 20_000;

/** A file whose text cannot be sent. */
export class TextRefused extends Error {
  readonly reason: 'attachTooBig' | 'attachUnreadable';

  constructor(reason: TextRefused['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** The text of a file. Throws {@link TextRefused} for one that is too long or no text at all, whatever its name says. */
export async function readText(file: Blob): Promise<string> {
  if (file.size > MOST_CHARACTERS * 4) throw new TextRefused('attachTooBig');
  let text: string;
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(await file.arrayBuffer());
  } catch {
    throw new TextRefused('attachUnreadable');
  }
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw new TextRefused('attachUnreadable');
  if (text.length > MOST_CHARACTERS) throw new TextRefused('attachTooBig');
  return text;
}

/** A file as part of a question: under its name, fenced, so that nothing in it can pass for words of the person. */
export function quoteFile(name: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const line = name
    .replace(/[\s`*_[\]<>\\]+/g, ' ')
    .trim()
    .slice(0, 100);
  return `${line}:\n\n${fence}\n${text.replace(/\n+$/, '')}\n${fence}`;
}
