import {isRightToLeft, pickText, type Portfolio, type Text} from '@uggla/protocol';
import {strictPolicy} from '../../publish/pages/frame.js';
import {markup} from '../../publish/pages/html.js';

/** How a kiosk behaves. */
export interface KioskSettings {
  pin: string;
  /** Seconds without a touch after which a visitor has left. */
  idle: number | undefined;
  language: string;
  /** What the portfolio is called, where it does not say so itself: the campus. */
  title?: Text | undefined;
}

/** The page of a kiosk: the portfolio, which sends leads to the kiosk's own server. */
export function kioskPage(
  portfolio: Portfolio,
  {pin, idle, language, title}: KioskSettings,
  hasBrand: boolean,
): string {
  const name = pickText(portfolio.title, [language]) || pickText(title, [language]) || 'Uggla';
  return `<!doctype html>\n${markup`<html lang="${language}"${isRightToLeft(language) && markup` dir="rtl"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${strictPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/uggla/uggla.css">
${
  hasBrand &&
  markup`<link rel="stylesheet" href="assets/brand.css">
`
}<link rel="stylesheet" href="kiosk.css">
<script type="module" src="assets/uggla/uggla-catalog.js"></script>
</head>
<body>
<main><h1>${name}</h1><uggla-portfolio src="portfolio.json" lang="${language}" endpoint="." kiosk kiosk-status="kiosk.json"${pin !== '' && markup` kiosk-pin="${pin}"`}${idle !== undefined && markup` kiosk-idle="${idle}"`}></uggla-portfolio></main>
</body>
</html>
`}`;
}

/** A stand is touched, not read from near: larger, and nothing is marked by a long press. */
export const kioskStyles = `html { color-scheme: light dark; font-size: clamp(1rem, 1.2vmax, 2rem); }
body { margin: 0; padding: 1rem 1rem 4rem; background: var(--uggla-surface, light-dark(#fff, #16191d)); font: 1rem/1.5 var(--uggla-font, system-ui, sans-serif); -webkit-user-select: none; user-select: none; touch-action: manipulation; }
h1 { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0; }
`;

/** The files that start it, each by a double click; a Node.js in \`node/\` beside them is taken first. */
export const startFiles: Readonly<Record<string, string>> = {
  'start-windows.bat':
    '@echo off\r\ncd /d "%~dp0"\r\nif exist node\\node.exe (node\\node.exe server.mjs) else (node server.mjs)\r\nif errorlevel 1 (echo.\r\necho Node.js is missing: https://nodejs.org - or put node.exe into the folder "node".\r\npause)\r\n',
  'start-macos.command':
    '#!/bin/sh\ncd "$(dirname "$0")" || exit 1\nif [ -x node/bin/node ]; then exec node/bin/node server.mjs; fi\nexec node server.mjs\n',
  'start-linux.sh':
    '#!/bin/sh\ncd "$(dirname "$0")" || exit 1\nif [ -x node/bin/node ]; then exec node/bin/node server.mjs; fi\nexec node server.mjs\n',
};

/** What lies beside them for who finds the stick. */
export const readMe = `This folder is a kiosk. It needs no network.

  Windows   start-windows.bat
  macOS     start-macos.command
  Linux     sh start-linux.sh

It needs Node.js 18 or later, on the machine or in the folder "node" beside these files (Windows: node/node.exe, else node/bin/node).
People who left their address are in leads/leads.csv. Where an address to send them to was given, each is sent once there is a network.
The button at the lower edge says whether all files are here; a green light means yes. The PIN leaves the kiosk.
`;
