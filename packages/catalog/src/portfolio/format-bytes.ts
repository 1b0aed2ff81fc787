/** What formats numbers as people write them here. */
interface Numbers {
  number(value: number, options?: Intl.NumberFormatOptions): string;
}

/** How large a file is, in kilobytes or megabytes. */
export function formatBytes(bytes: number, localize: Numbers): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return localize.number(value, {style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0});
}
