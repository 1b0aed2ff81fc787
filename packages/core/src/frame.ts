let registered: string | undefined;

/** Says where `frame.html` of this build lies: books, documents and foreign pages are shown in it. The bundle does so. */
export function registerFrame(address: string | URL): void {
  registered = String(address);
}

/** The address of `frame.html`; `undefined` when nobody said it: then the page has to name it. */
export function registeredFrame(): string | undefined {
  return registered;
}
