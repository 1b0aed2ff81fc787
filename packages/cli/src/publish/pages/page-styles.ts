/** How the pages that need no JavaScript look: in the brand's colors, on any screen, on paper, dark and light. */
export const pageStyles = `/* The pages that need no JavaScript. */
:root { color-scheme: light dark; --page-link: var(--uggla-accent, LinkText); --page-line: color-mix(in srgb, currentColor 16%, transparent); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.6 var(--uggla-font, system-ui, sans-serif); overflow-wrap: anywhere; }
body > header { border-block-end: 1px solid var(--page-line); }
.home { display: flex; align-items: center; gap: 0.75rem; max-width: 48rem; min-height: 4rem; margin-inline: auto; padding: 0.5rem 1rem; font-weight: 700; text-decoration: none; }
.home img { display: block; height: 2.25rem; width: auto; }
@media (prefers-color-scheme: dark), (forced-colors: active) { .home img { padding: 0.25rem; border-radius: 0.375rem; background: #fff; forced-color-adjust: none; } } /* logos are drawn for paper */
body > uggla-guide { max-width: 48rem; margin-inline: auto; padding: 0.5rem max(0rem, 1rem - 2%); }
main { max-width: 48rem; margin-inline: auto; padding: 1rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2vw, 2.5rem); margin-block: 1.5rem 0.75rem; }
h2 { font-size: 1.375rem; margin-block: 2.5rem 0.75rem; }
h3 { font-size: 1.125rem; margin-block: 1.5rem 0.5rem; }
.lead { font-size: 1.1875rem; }
.price { font-size: 1.375rem; font-weight: 700; }
.offer { padding-inline-start: 0.75rem; border-inline-start: 4px solid var(--page-link); font-weight: 600; }
.open { display: inline-block; padding: 0.625rem 1.25rem; border: 2px solid transparent; border-radius: 999px; background: var(--uggla-accent, LinkText); color: var(--uggla-accent-text, Canvas); font-weight: 600; text-decoration: none; }
.open:hover { text-decoration: underline; }
section { border-block-start: 1px solid var(--page-line); margin-block-start: 1.5rem; }
main > ol { padding-inline-start: 1.5rem; }
main > ol > li::marker { font-weight: 700; }
img, video { display: block; max-width: 100%; height: auto; border-radius: 0.75rem; margin-block: 1rem; }
audio { width: 100%; margin-block: 0.5rem; }
details { margin-block: 0.75rem; }
summary { cursor: pointer; font-weight: 600; padding-block: 0.25rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid var(--page-line); padding: 0.3em 0.6em; text-align: start; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 4px solid var(--page-line); }
a { color: var(--page-link); }
:focus-visible { outline: 3px solid var(--page-link); outline-offset: 2px; }
time { font-variant-numeric: tabular-nums; opacity: 0.75; }
@supports not (color: light-dark(#000, #fff)) { @media (prefers-color-scheme: dark) { :root { --page-link: LinkText; } } }
@media print {
  .open, video, audio { display: none; }
  details > * { display: block; }
  details::details-content { content-visibility: visible; block-size: auto; }
  h2, h3, summary { break-after: avoid; }
  img, li, tr { break-inside: avoid; }
}
`;
