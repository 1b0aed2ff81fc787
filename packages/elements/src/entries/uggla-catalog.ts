// The first number that a page writes takes Chromium 25 ms, a slow machine 100: most of the way to the first card. So that is
// done with while the files come.
new Intl.NumberFormat().format(0);
// The page's own modules go on once the elements are defined.
const {registerFrame} = await import('./rest/uggla-catalog.js');
registerFrame(new URL('./frame.html', import.meta.url));
