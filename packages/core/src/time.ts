/** `1:02:03` or `2:03`; hours only when there are any, or when `total` has them. */
export function formatTime(seconds: number, total = seconds): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = pad(whole % 60);
  return hours > 0 || (Number.isFinite(total) && total >= 3600)
    ? `${hours}:${pad(minutes)}:${rest}`
    : `${minutes}:${rest}`;
}

/** In words, for screen readers: `1 minute 3 seconds`, `1 minuto y 3 segundos`. */
export function speakTime(seconds: number, language: string): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const parts = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const;
  const words = parts.filter(([value]) => value > 0).map(([value, unit]) => unitWords(value, unit, language));
  return words.length > 0 ? listWords(words, language) : unitWords(0, 'second', language);
}

/** A length for cards: `3 min`, `1 h 20 min`; under a minute in seconds. */
export function formatLength(seconds: number, language: string): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0;
  if (whole < 60) return unitWords(whole, 'second', language, 'short');
  const minutes = Math.round(whole / 60);
  const hours = Math.floor(minutes / 60);
  const parts = [
    ...(hours > 0 ? [unitWords(hours, 'hour', language, 'short')] : []),
    ...(minutes % 60 > 0 || hours === 0 ? [unitWords(minutes % 60, 'minute', language, 'short')] : []),
  ];
  return parts.join(' ');
}

function unitWords(value: number, unit: string, language: string, unitDisplay: 'long' | 'short' = 'long'): string {
  return numberFormat(language, {style: 'unit', unit, unitDisplay}).format(value);
}

const lists = new Map<string, Intl.ListFormat>();

function listWords(words: readonly string[], language: string): string {
  let list = lists.get(language);
  if (!list) lists.set(language, (list = new Intl.ListFormat(language, {type: 'unit', style: 'long'})));
  return list.format(words);
}

const numbers = new Map<string, Intl.NumberFormat>();

/** How numbers are written; kept, since to make one takes longer than all else that a player shows with each second. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) numbers.set(key, (format = new Intl.NumberFormat(language, options)));
  return format;
}
