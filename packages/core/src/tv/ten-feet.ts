/**
 * Writes the page as large as it is read from three metres: about 28 pixels at 1920 × 1080, as television sets' own menus.
 * Elements follow, since their lengths are in `em`. A page's own `font-size` for `html` wins.
 *
 * @returns A function that takes it back.
 */
export function seenFromTenFeet(): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':where(html) { font-size: clamp(1rem, 1.45vw, 4rem); scroll-padding: 15vh 5vw; }');
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
