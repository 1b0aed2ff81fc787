/**
 * The class of what holds everything in an element. Where the page reads from right to left it has `rtl` too: `:dir()`
 * came with Chromium 120, and televisions of 2024 have 108.
 */
export function pageClass(host: Element, name = ''): string {
  return ['page', name, getComputedStyle(host).direction === 'rtl' ? 'rtl' : ''].filter(Boolean).join(' ');
}
