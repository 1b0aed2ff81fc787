import {isRightToLeft, pickText, type Course, type Text} from '@uggla/protocol';
import {markup} from '../publish/pages/html.js';
import {strictPolicy} from '../publish/pages/frame.js';
import type {Target} from './manifests.js';

/** What the page of a package is made of. */
export interface PackagePage {
  course: Course;
  /** Path of course.json in the package. */
  path: string;
  language: string;
  target: Target;
  /** Origins at which media stay. */
  mediaOrigins: readonly string[];
  hasBrand: boolean;
}

/** A connection is pinned: an LMS that is not there is an error, never a quiet `local`. */
const CONNECTIONS: Readonly<Record<Target, string>> = {
  scorm12: 'scorm12',
  scorm2004: 'scorm2004',
  cmi5: 'cmi5',
  html: 'local',
};

/** The page that an LMS opens. */
export function packagePage({course, path, language, target, mediaOrigins, hasBrand}: PackagePage): string {
  const policy =
    mediaOrigins.length === 0
      ? strictPolicy
      : strictPolicy.replace(/(connect|media)-src 'self'/g, `$& ${mediaOrigins.join(' ')}`);
  // What an LMS itself puts into pages is its own; a cmi5 launch names a record store anywhere.
  const open = target === 'cmi5' ? policy.replace("connect-src 'self'", "connect-src 'self' https: http:") : policy;
  return `<!doctype html>\n${markup`<html lang="${language}"${isRightToLeft(language) && markup` dir="rtl"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${open}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${pickText(course.title, [language])}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/uggla/uggla.css">
${
  hasBrand &&
  markup`<link rel="stylesheet" href="assets/brand.css">
`
}<link rel="stylesheet" href="package.css">
<script type="module" src="package.js"></script>
<script type="module" src="assets/uggla/uggla-course.js"></script>
</head>
<body>
<uggla-course src="${path}" records="${CONNECTIONS[target]}"${course.languages.length === 1 && markup` lang="${language}"`}></uggla-course>
<noscript><p>${language.startsWith('es') ? 'Este curso necesita JavaScript.' : 'This course needs JavaScript.'}</p></noscript>
</body>
</html>
`}`;
}

/** The few rules of the page. */
export const packageStyles = `:root { color-scheme: light dark; }
body { margin: 0; padding: 1rem; font: 1rem/1.5 var(--uggla-font, system-ui, sans-serif); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.85em; }
`;

/**
 * The script of the page. A page of several languages speaks that of the browser until the course is there, which knows the
 * LMS and what was chosen; then it follows the course. With `?debug` in its address it writes down what is recorded and what
 * fails.
 */
export function packageScript({languages, title}: Course): string {
  return `const course = document.querySelector('uggla-course');
${languages.length > 1 ? followScript(languages, title) : ''}if (new URLSearchParams(location.search).has('debug')) {
  const log = document.createElement('pre');
  log.setAttribute('role', 'log');
  document.body.append(log);
  const say = (text) => log.append(new Date().toISOString() + ' ' + text + '\\n');
  say(course.getAttribute('records') + ' ' + location.pathname);
  addEventListener('uggla-record', ({statement}) => say(statement.verb.id + ' ' + statement.object.id));
  addEventListener('uggla-error', ({error}) => say(error.code + ': ' + error.message));
}
`;
}

function followScript(languages: readonly string[], title: Text): string {
  const offered = languages.map((tag) => [tag, pickText(title, [tag]), isRightToLeft(tag) ? 'rtl' : 'ltr']);
  return `const offered = ${JSON.stringify(offered)};
const speak = (one) => {
  if (one) [document.documentElement.lang, document.title, document.documentElement.dir] = one;
};
const base = (tag) => tag.toLowerCase().split('-')[0];
const fitting = (wanted) => offered.find(([tag]) => tag.toLowerCase() === wanted.toLowerCase()) ?? offered.find(([tag]) => base(tag) === base(wanted));
speak(navigator.languages.map(fitting).find(Boolean));
new MutationObserver(() => speak(offered.find(([tag]) => tag === course.lang))).observe(course, {attributeFilter: ['lang']});
`;
}
