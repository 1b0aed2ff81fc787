/**
 * `assets/tv.js`: on a television, and where there is nothing to point with, the page is walked through with the arrows of a
 * remote control. Anywhere else arrows scroll, as everybody expects, and nothing is loaded. `?tv` in the address asks for it.
 */
export const televisionScript = `const asked = new URLSearchParams(location.search).has('tv');
const set = /\\b(smart-?tv|tizen|web0s|webos|netcast|hbbtv|bravia|vidaa|aft[a-z]{1,3}|googletv|android tv|appletv|crkey|roku)\\b/i.test(navigator.userAgent);
const walk = () => import(new URL('uggla/uggla-tv.js', import.meta.url).href);
if (asked || set) walk();
else {
  addEventListener('keydown', function first({key, keyCode}) {
    const isRemote = ['Select', 'Accept', 'GoBack', 'XF86Back'].includes(key) || [10009, 461].includes(keyCode);
    const isArrow = key.startsWith('Arrow') && !matchMedia('(any-pointer: fine), (any-pointer: coarse)').matches;
    if (!isRemote && !isArrow) return;
    removeEventListener('keydown', first);
    walk();
  });
}
`;
