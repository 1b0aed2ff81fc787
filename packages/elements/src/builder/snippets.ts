/** What was clicked together. */
export interface Built {
  readonly tag: string;
  /** Attributes in the order in which they are written; an empty value is an attribute without one. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Pages of what it shows, for who has no JavaScript: title and whole address. */
  readonly links?: readonly (readonly [title: string, href: string])[];
}

/** Where the parts of a snippet lie. */
export interface SnippetPlaces {
  /** Whole address of the bundle's folder, with a slash at its end. */
  readonly bundle: string;
  /** Whole address of the campus's folder, with a slash at its end: what a plug-in knows by itself. */
  readonly campus: string;
  /** File of the bundle → its hash, as sri.json has them. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Attributes that hold an address. */
export const addresses: readonly string[] = ['src', 'campus', 'poster', 'endpoint', 'storyboard', 'frame', 'cast-sdk'];

const files: Readonly<Record<string, string>> = {
  'uggla-player': 'uggla-player.js',
  'uggla-course': 'uggla-course.js',
  'uggla-guide': 'uggla-course.js',
  'uggla-campus': 'uggla-catalog.js',
  'uggla-portfolio': 'uggla-catalog.js',
  'uggla-chat': 'uggla-chat.js',
};

/** File of the bundle that registers a tag. */
function fileOf(tag: string): string {
  return files[tag] ?? 'uggla.js';
}

/** Two lines for the head of a page, and the tag. What was changed on the way is not run: the browser compares the hashes. */
export function scriptSnippet(built: Built, {bundle, hashes}: SnippetPlaces): string {
  const hash = (file: string) => (hashes[file] === undefined ? '' : ` integrity="${escape(hashes[file])}"`);
  const file = fileOf(built.tag);
  return `<link rel="stylesheet" href="${escape(`${bundle}uggla.css`)}"${hash('uggla.css')} crossorigin="anonymous">
<script type="module" src="${escape(bundle + file)}"${hash(file)} crossorigin="anonymous"></script>
${tagOf(built, built.links)}`;
}

/** A frame with a page of the bundle that shows the element: for where no script may be pasted. Without a `style`, which a strict page would refuse. */
export function frameSnippet({tag, attributes}: Built, {bundle}: SnippetPlaces, title: string): string {
  const query = new URLSearchParams([
    ['element', tag],
    ...attributes.map(([name, value]): [string, string] => [name, value]),
  ]);
  return `<iframe src="${escape(`${bundle}embed.html?${query.toString()}`)}" title="${escape(title)}" width="100%" height="600" loading="lazy" allow="autoplay; fullscreen; picture-in-picture" frameborder="0"></iframe>`;
}

/** A shortcode of our plug-in for WordPress, which knows the campus. */
export function wordpressSnippet({tag, attributes}: Built, {campus}: SnippetPlaces): string {
  const own = attributes.map(([name, value]) => {
    const near = addresses.includes(name) && value.startsWith(campus) ? value.slice(campus.length) : value;
    return ` ${name}="${near === '' ? 'true' : shortcode(near)}"`;
  });
  return `[uggla element="${tag.replace('uggla-', '')}"${own.join('')}]`;
}

/** The tag as HTML, with links in it: an element of ours shows its own instead of them as soon as it is there. */
function tagOf({tag, attributes}: Built, links: Built['links'] = []): string {
  const own = attributes.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escape(value)}"`));
  const items = links.map(([title, href]) => `    <li><a href="${escape(href)}">${escape(title)}</a></li>\n`);
  return `<${tag}${own.join('')}>${items.length > 0 ? `\n  <ul>\n${items.join('')}  </ul>\n` : ''}</${tag}>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[sign]!);
}

/** WordPress ends a shortcode at `]`, and knows no way to write one inside. */
function shortcode(text: string): string {
  return text.replace(/["[\]<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
