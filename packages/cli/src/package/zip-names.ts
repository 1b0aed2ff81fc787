import {crc32} from 'node:zlib';

/** The upper half of code page 850, in which Windows writes names in most of Europe and Latin America. */
const upper =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/**
 * The name of a file in a zip. By the specification it is UTF-8 where it says so, else code page 437; in truth programs
 * write UTF-8 without saying so, or the code page of their Windows, and some both.
 */
export function decodeName(bytes: Uint8Array, isUtf8: boolean, extra: Buffer): string {
  const told = isUtf8 ? undefined : unicodePath(bytes, extra);
  const text = asUtf8(told ?? bytes);
  return text ?? [...bytes].map((byte) => (byte < 128 ? String.fromCharCode(byte) : upper[byte - 128])).join('');
}

/** Info-ZIP's second name (APPNOTE 4.6.9), when it belongs to the first. */
function unicodePath(bytes: Uint8Array, extra: Buffer): Uint8Array | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    if (extra.readUInt16LE(at) === 0x7075 && field.length > 5 && field.readUInt32LE(1) === crc32(bytes))
      return field.subarray(5);
  }
  return undefined;
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    return undefined;
  }
}
