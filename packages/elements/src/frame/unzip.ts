import {BlobReader, configure, ZipReader, type Entry} from 'foliate-js/vendor/zip.js';

/** Longer (bytes) than any page, style sheet or table of contents: "War and Peace" in one file has 3 MB. */
const LONGEST_TEXT = 24_000_000;

/** Longer (bytes) than any picture, sound or film in a book. */
const LONGEST_FILE = 256_000_000;

/** What a book is read from. Names are those in the archive: nothing outside of it can be named. */
export interface Archive {
  loadText(name: string): Promise<string> | null;
  loadBlob(name: string, type?: string): Promise<Blob> | null;
  getSize(name: string): number;
}

/** The files of a zip archive. One that unpacks to more than any book has is refused, whatever length it claims. */
export async function unzip(bytes: ArrayBuffer): Promise<Archive> {
  configure({useWebWorkers: false}); // the frame's policy allows none
  const entries = await new ZipReader(new BlobReader(new Blob([bytes]))).getEntries();
  const named = new Map(entries.map((entry) => [entry.filename, entry]));
  const load = <T>(name: string, longest: number, make: (parts: BlobPart[]) => T | Promise<T>): Promise<T> | null => {
    const entry = named.get(name);
    return entry ? unpack(entry, longest).then(make) : null;
  };
  return {
    loadText: (name) => load(name, LONGEST_TEXT, (parts) => new Blob(parts).text()),
    loadBlob: (name, type = '') => load(name, LONGEST_FILE, (parts) => new Blob(parts, {type})),
    getSize: (name) => named.get(name)?.uncompressedSize ?? 0,
  };
}

async function unpack(entry: Entry, longest: number): Promise<BlobPart[]> {
  const parts: BlobPart[] = [];
  let length = 0;
  const refuse = () => new Error(`${entry.filename} unpacks to more than ${longest} bytes`);
  if (entry.uncompressedSize > longest) throw refuse();
  await entry.getData?.(
    new WritableStream<Uint8Array<ArrayBuffer>>({
      write(part) {
        length += part.length;
        if (length > longest) throw refuse();
        parts.push(part);
      },
    }),
  );
  return parts;
}
