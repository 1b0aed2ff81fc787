import {UgglaError} from '@uggla/protocol';
import {unzipSync} from 'fflate';
import type {ReadDocument} from './document.js';
import {readHtml} from './html.js';

/** Bytes that the parts of a DOCX may come to when they are unpacked; a small file can say that it has terabytes. */
const mostUnpacked = 67_108_864;

/** Reads the text of a Word document; styles called headings are headings. Pictures and what it links to are left alone. */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  let unpacked = 0;
  unzipSync(bytes, {filter: ({originalSize}) => ((unpacked += originalSize), false)}); // reads the list alone
  if (unpacked > mostUnpacked)
    throw new UgglaError('document-unreadable', `it would be ${unpacked} bytes when unpacked`, {
      cure: 'Save it anew, with smaller pictures.',
    });
  const mammoth = await import('mammoth').catch(() => {
    throw new UgglaError('document-reader-missing', 'DOCX files are read by mammoth, which is not installed', {
      cure: 'npm install mammoth',
    });
  });
  const {convertToHtml, images} =
    'default' in mammoth ? (mammoth as unknown as {default: typeof mammoth}).default : mammoth;
  const {value} = await convertToHtml({buffer: Buffer.from(bytes)}, {
    convertImage: images.imgElement(() => Promise.resolve({src: ''})),
    externalFileAccess: false,
  } as Parameters<typeof convertToHtml>[1]);
  return readHtml(value);
}
