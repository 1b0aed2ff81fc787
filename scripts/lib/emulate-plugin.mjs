// What people set in their system, set for one page: forced colours, dark theme, reduced motion. Asked for by
// `emulate()` of @uggla/testing; answers false where the engine cannot.

const FEATURES = {
  colorScheme: 'prefers-color-scheme',
  reducedMotion: 'prefers-reduced-motion',
  forcedColors: 'forced-colors',
};

export function emulatePlugin() {
  const sessions = new WeakMap();
  return {
    name: 'uggla-emulate',
    async executeCommand({command, payload, session}) {
      if (command !== 'uggla-emulate') return undefined;
      const {browser} = session;
      if (browser.type !== 'puppeteer' || !browser.name.startsWith('Chrom')) return {emulated: false};
      const page = browser.getPage(session.id);
      if (!sessions.has(page)) sessions.set(page, await page.createCDPSession());
      const features = Object.entries(payload ?? {}).map(([key, value]) => ({
        name: FEATURES[key],
        value: String(value),
      }));
      await sessions.get(page).send('Emulation.setEmulatedMedia', {features});
      return {emulated: true};
    },
  };
}
