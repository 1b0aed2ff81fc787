import {strToU8, zipSync, type ZipOptions} from 'fflate';

/** A zip of these texts. */
export function zip(files: Record<string, string | Uint8Array>, options: ZipOptions = {}): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])), options);
}

/** Changes the lines of a zip's table of contents. */
export function withTable(bytes: Uint8Array, change: (line: Buffer) => void): Uint8Array {
  const made = Buffer.from(bytes);
  for (let at = made.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = made.indexOf('PK\x01\x02', at + 4, 'latin1')) change(made.subarray(at));
  return made;
}

/** A manifest of SCORM 1.2 or 2004 around these organizations and resources. */
export function scorm(version: '1.2' | '2004 4th Edition', organizations: string, resources: string, more = ''): string {
  return `<?xml version="1.0"?>
<manifest identifier="m" xmlns:adlcp="urn:adlcp" xmlns:imsss="urn:imsss"${more}>
  <metadata><schema>ADL SCORM</schema><schemaversion>${version}</schemaversion></metadata>
  <organizations default="o">${organizations}</organizations>
  <resources>${resources}</resources>
</manifest>`;
}

/** A package of SCORM 1.2 with one page. */
export const simple = {
  'imsmanifest.xml': scorm('1.2', '<organization identifier="o"><title>Seguridad &amp; salud</title><item identifier="i" identifierref="r"><title>Parte</title><adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>a=1</adlcp:datafromlms></item></organization>', '<resource identifier="r" adlcp:scormtype="sco" href="inicio.html"/>'),
  'inicio.html': '<p>Hola',
  'img/foto.svg': '<svg/>',
};
