/** A line of a table: its number in the file, from 1, and its cells. */
export interface CsvLine {
  line: number;
  cells: string[];
}

/**
 * The lines of a CSV file (RFC 4180), as spreadsheets write them: with commas, semicolons or tabs, with or without a byte
 * order mark, in UTF-8, UTF-16 or the code page of old. Empty lines are left out.
 */
export function readCsv(bytes: Uint8Array): CsvLine[] {
  const text = decode(bytes);
  const separator = separatorOf(text);
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begun = 1;
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endLine = () => {
    endCell();
    if (cells.some((one) => one !== '')) lines.push({line: begun, cells});
    cells = [];
    begun = line;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '\n') line++;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (letter === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (letter === separator) endCell();
    else if (letter === '\n') endLine();
    else if (letter !== '\r') cell += letter;
  }
  line++;
  endLine();
  return lines;
}

/** What parts the cells: of the first line's candidates the most frequent outside of quotes. */
function separatorOf(text: string): string {
  const head = (text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  return [',', ';', '\t']
    .map((one) => [one, head.split(one).length] as const)
    .sort((one, other) => other[1] - one[1])[0]![0];
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
