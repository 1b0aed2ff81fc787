/**
 * Whether a path (from the campus's folder on) is of a published file: whatever else a server answers is one person's, or none of ours.
 * A page by its file's name beside those of the campus (`stand.html`) is a stand's, or another of the author's.
 */
export function isPublished(path: string): boolean {
  return /^(?:$|[^/]+\.html$|campus\.json$|portfolio\.json$|feed\.xml$|(?:assets|books|courses|feeds|guides|media|products|radio|search)\/)/.test(
    path,
  );
}

/** Whether `uggla build` put the hash of the content into the name: then it means the same bytes for ever. What authors name (`modulo03`) never does. */
export function isHashed(path: string): boolean {
  return /^(?:assets\/uggla\/chunks\/|media\/[^/]+\/[0-9a-f]{16}\/)|\/files\/[^/]+\.[0-9a-f]{10}\.[^./]+$/.test(path);
}

/** What is kept whole once it was visited: a guide with its clips. The address of its JSON; `undefined` for other pages. */
export function rootOf(url: URL): string | undefined {
  return /\/guides\/[^/]+\/(?:index\.html|guide\.json)?$/.test(url.pathname)
    ? new URL('guide.json', url.href).href
    : undefined;
}

/** The addresses that a file of a campus names, made whole: of JSON every text that may be one, of a playlist what it plays. */
export function addressesIn(text: string, base: string): string[] {
  const names = /\.m3u8$/.test(new URL(base).pathname) ? inPlaylist(text) : inJson(text);
  return [...new Set(names)].flatMap((name) =>
    URL.canParse(name, base) ? [new URL(name, base).href.replace(/[?#].*$/s, '')] : [],
  );
}

/** RFC 8216: a line that is no tag is an address; tags name theirs as `URI="…"`. */
function inPlaylist(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) =>
      line.startsWith('#')
        ? [...line.matchAll(/URI="([^"]+)"/g)].map(([, uri]) => uri!)
        : line.trim() === ''
          ? []
          : [line.trim()],
    );
}

function inJson(text: string): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^(?![a-z][a-z0-9+.-]*:|\/|#)[^\s<>]{1,400}\.[a-z0-9]{1,8}(?:[?#]\S*)?$/i.test(value)) found.push(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) if (key !== '$schema') look(one);
    }
  };
  try {
    look(JSON.parse(text));
  } catch {
    // no JSON: then it names nothing
  }
  return found;
}
