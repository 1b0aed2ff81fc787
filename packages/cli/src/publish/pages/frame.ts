import {isRightToLeft, pickByLanguage, pickText, type Text} from '@uggla/protocol';
import type {AuthoredCampus, AuthoredItem, AuthoredLesson} from '../../authored/model.js';
import {markup, jsonInHtml, type Html} from './html.js';

/** The policy that every page is under: nothing inline, nothing from elsewhere, no HTML out of strings. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; " +
  "font-src 'self'; frame-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html uggla uggla-worker";

/** The policy of a campus's pages: sounds and live streams that its author names elsewhere may be played, and nothing else. */
function policyOf({courses}: AuthoredCampus): string {
  const lessons = (items: readonly AuthoredItem[]): AuthoredLesson[] =>
    items.flatMap((one) => (one.type === 'lesson' ? [one] : lessons(one.items)));
  const named = courses
    .flatMap(({items}) => lessons(items))
    .filter(({kind, linked}) => linked !== undefined || kind === 'live')
    .flatMap(({fields: {src = ''}}) => (URL.canParse(src) && /^https?:/.test(src) ? [new URL(src).origin] : []));
  const origins = [...new Set(named)].sort().join(' ');
  return origins ? strictPolicy.replace(/(?:connect|media)-src 'self'/g, `$& ${origins}`) : strictPolicy;
}

/** What {@link page} takes. */
export interface PageParts {
  campus: AuthoredCampus;
  /** `../../` or empty: the way to the campus's folder. */
  up: string;
  /** Path of the page in the published folder. */
  path: string;
  title: string;
  description: string;
  language: string;
  /** Path of the logo in the published folder. */
  icon?: string | undefined;
  /** Path of a picture in the published folder. */
  image?: string | undefined;
  /** `og:type`. */
  type?: string;
  /** Path of a film in the published folder. */
  video?: {path: string; type: string; width?: number | undefined; height?: number | undefined} | undefined;
  /** What other sites show in place of a link to the page: its path in the published folder. */
  oembed?: string | undefined;
  /** A podcast's feed: its path in the published folder. */
  feed?: string | undefined;
  /** schema.org. */
  data?: unknown;
  /** A font that plain text is set in, in the published folder: for pages that wait for nothing else. */
  font?: string | undefined;
  /** Scripts to load, in the published folder. */
  scripts?: readonly string[];
  /** Modules that the scripts bring, and the file that they ask for first, in the published folder: fetched beside them. */
  early?: readonly string[] | undefined;
  file?: string | undefined;
  body: Html;
}

/** A whole page: head with Open Graph, JSON-LD and the strict policy, and its body. */
export function page({
  campus,
  up,
  path,
  title,
  description,
  language,
  icon,
  image,
  type = 'website',
  video,
  oembed,
  feed,
  data,
  scripts = [],
  early = [],
  file,
  font,
  body,
}: PageParts): string {
  const base = campus.fields.address?.replace(/\/?$/, '/');
  const absolute = (to: string) => (base ? new URL(to, base).href : undefined);
  const meta = (property: string, content: string | number | undefined) =>
    content !== undefined &&
    content !== '' &&
    markup`<meta property="${property}" content="${content}">
`;
  const url = absolute(path === 'index.html' ? '' : path);
  return `<!doctype html>\n${markup`<html lang="${language}"${isRightToLeft(language) && markup` dir="rtl"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(campus)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${
  description !== '' &&
  markup`<meta name="description" content="${description}">
`
}${
    url &&
    markup`<link rel="canonical" href="${url}">
`
  }${meta('og:title', title)}${meta('og:description', description)}${meta('og:type', type)}${meta('og:url', url)}${meta('og:site_name', pickText(campus.title, [language]))}${meta('og:locale', language.replace('-', '_'))}${meta('og:image', image && absolute(image))}${video && markup`${meta('og:video', absolute(video.path))}${meta('og:video:type', video.type)}${meta('og:video:width', video.width)}${meta('og:video:height', video.height)}`}${
    feed !== undefined &&
    markup`<link rel="alternate" type="application/rss+xml" title="${title}" href="${up}${feed}">
`
  }${
    oembed !== undefined &&
    markup`<link rel="alternate" type="application/json+oembed" title="${title}" href="${absolute(oembed) ?? ''}">
`
  }<link rel="icon" href="${icon === undefined ? 'data:,' : up + icon}">
<link rel="stylesheet" href="${up}assets/uggla/uggla.css">
<link rel="stylesheet" href="${up}assets/brand.css">
<link rel="stylesheet" href="${up}assets/page.css">
${
  font !== undefined &&
  markup`<link rel="preload" as="font" type="font/${font.split('.').at(-1)!}" crossorigin href="${up}${font}">
`
}<script type="module" src="${up}assets/tv.js"></script>
${
  campus.fields.offline !== false &&
  markup`<script type="module" src="${up}assets/offline.js"></script>
`
}${scripts.map(
    (script) => markup`<script type="module" src="${up}${script}"></script>
`,
  )}${early.map(
    (module) => markup`<link rel="modulepreload" href="${up}${module}">
`,
  )}${
    file !== undefined &&
    markup`<link rel="preload" as="fetch" crossorigin href="${up}${file}">
`
  }${
    data !== undefined &&
    markup`<script type="application/ld+json">${jsonInHtml(data)}</script>
`
  }</head>
<body>
${body}
</body>
</html>
`}`;
}

/** A text in the language of the page; in another where it is not there in that. */
export function say(text: Text | undefined, language: string): string {
  return pickText(text, [language]);
}

/** The same as it is shown: what is in another language says so, for those who hear the page. */
export function show(text: Text | undefined, language: string): string | Html {
  if (text === undefined || typeof text === 'string') return text ?? '';
  const [found, said = ''] = pickByLanguage(text, [language]) ?? [language];
  return found.split('-')[0] === language.split('-')[0] ? said : markup`<span lang="${found}">${said}</span>`;
}
