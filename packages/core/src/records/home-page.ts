/** Whose account a person has where only this page knows them; a page without an origin (a file) has none of its own. */
export function localHomePage(): string {
  return location.origin === 'null' ? 'https://uggla.dev/local' : location.origin;
}
