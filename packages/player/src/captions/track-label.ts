/** The name of a track: its label, else its language's name in that language, else a number. */
export function trackLabel({label, language}: {readonly label: string; readonly language: string}, at: number): string {
  if (label) return label;
  return languageName(language) ?? String(at + 1);
}

/** Two languages of Spain that Chromium knows in English alone. */
const UNKNOWN_TO_CHROMIUM: Readonly<Record<string, string>> = {eu: 'Euskara', gl: 'Galego'};

/** `es` → `Español`; `undefined` for what is no language. */
export function languageName(language: string): string | undefined {
  if (!language) return undefined;
  const own = UNKNOWN_TO_CHROMIUM[language.toLowerCase()];
  if (own) return own;
  try {
    const name = new Intl.DisplayNames([language], {type: 'language', fallback: 'none'}).of(language);
    return name && name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return undefined;
  }
}
