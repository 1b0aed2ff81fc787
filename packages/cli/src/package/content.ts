import {readPieces, writeWhole} from '../files.js';

/** What goes into a package under a name: bytes, or a file of the disk, which is taken as it is. */
export type Content = Uint8Array | OnDisk;

/** A file that is read only while it is written elsewhere: films need not fit into memory. */
export interface OnDisk {
  file: string;
  bytes: number;
}

/** What is packed already gets no smaller. */
const PACKED = /\.(mp4|m4a|m4s|mp3|webm|jpe?g|png|webp|avif|gif|epub|zip|woff2)$/i;

/** Whether a file of this name is packed already. */
export function isPacked(name: string): boolean {
  return PACKED.test(name);
}

/** Writes it to a file, whole or not at all; resolves with its bytes. */
export async function writeContent(path: string, content: Content): Promise<number> {
  if (content instanceof Uint8Array) {
    await writeWhole(path, content);
    return content.length;
  }
  let bytes = 0;
  await writeWhole(path, (target) =>
    readPieces(content.file, async (piece) => {
      await target.write(piece, 0, piece.length, bytes);
      bytes += piece.length;
    }),
  );
  return bytes;
}
