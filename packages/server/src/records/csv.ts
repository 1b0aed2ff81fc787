/** What a CSV file begins with: without it, Excel takes the file for its own code page. */
export const byteOrderMark = '\uFEFF';

/** A line of CSV (RFC 4180), with its end. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** A cell. What a spreadsheet would take for a formula is made plain (OWASP, CSV injection). */
function cell(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const plain = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
