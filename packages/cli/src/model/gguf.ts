import {UgglaError} from '@uggla/protocol';

/** What the begin of a GGUF file says of the model in it. */
export interface ModelHeader {
  /** `llama`, `qwen2` …; empty when the file does not tell. */
  architecture: string;
  name: string;
  /** An SPDX name mostly; empty when the file does not tell. */
  license: string;
  /** Tokens that it was made to read. */
  context: number;
  /** Bytes that the memory of one token takes, in 16-bit floats: keys and values of all layers. 0 when it cannot be told. */
  bytesAToken: number;
  /** `adapter` for a LoRA. */
  kind: string;
  /** A form for conversations comes with it. */
  hasTemplate: boolean;
}

type Value = number | string | boolean | undefined;

/** Bytes of the plain types, by GGUF's numbers (uint8, int8, uint16, int16, uint32, int32, float32, bool; uint64, int64, float64). */
const sizes: Readonly<Record<number, number>> = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8};
const textType = 8;
const listType = 9;

/**
 * Reads a header. What lies beyond the bytes given is passed over: lists of words may be megabytes long, and what is of
 * interest mostly stands before them.
 *
 * @throws {@link UgglaError} `model-invalid` for what is no GGUF of version 2 or 3.
 */
export function readHeader(bytes: Uint8Array): ModelHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, 4));
  const version = bytes.length >= 24 ? view.getUint32(4, true) : 0;
  if (magic !== 'GGUF' || version < 2 || version > 3) {
    throw new UgglaError(
      'model-invalid',
      magic === 'GGUF' ? `a GGUF of version ${version} cannot be read` : 'this is no GGUF file',
      {cure: 'Give the address of a .gguf file itself, not of the page about it.'},
    );
  }
  const values = readValues(view, Number(view.getBigUint64(16, true)));
  const text = (key: string) => (typeof values.get(key) === 'string' ? (values.get(key) as string) : '');
  const architecture = text('general.architecture');
  const number = (key: string) =>
    typeof values.get(`${architecture}.${key}`) === 'number' ? (values.get(`${architecture}.${key}`) as number) : 0;
  const heads = number('attention.head_count');
  const keyValueHeads = number('attention.head_count_kv') || heads;
  const length = heads > 0 ? number('embedding_length') / heads : 0;
  const [key, value] = [number('attention.key_length') || length, number('attention.value_length') || length];
  return {
    architecture,
    name: text('general.name'),
    license: text('general.license'),
    context: number('context_length'),
    bytesAToken: 2 * number('block_count') * keyValueHeads * (key + value),
    kind: text('general.type') || 'model',
    hasTemplate: values.has('tokenizer.chat_template'),
  };
}

class OutOfBytes extends Error {}

function readValues(view: DataView, count: number): Map<string, Value> {
  const values = new Map<string, Value>();
  let at = 24;
  const take = (length: number): number => {
    if (!(length >= 0) || at + length > view.byteLength) throw new OutOfBytes();
    at += length;
    return at - length;
  };
  const readText = (): string => {
    const length = Number(view.getBigUint64(take(8), true));
    const start = take(length);
    return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + start, length));
  };
  const read = (type: number): Value => {
    if (type === textType) return readText();
    if (type === listType) {
      const inner = view.getUint32(take(4), true);
      const length = Number(view.getBigUint64(take(8), true));
      const size = sizes[inner];
      if (size !== undefined) take(size * length);
      else for (let one = 0; one < length; one++) read(inner);
      return undefined;
    }
    const size = sizes[type];
    if (size === undefined) throw new OutOfBytes(); // a type of a later version: where it ends is unknown
    return numberAt(view, take(size), type);
  };
  try {
    for (let one = 0; one < count; one++) {
      const key = readText();
      values.set(key, read(view.getUint32(take(4), true)));
    }
  } catch (caught) {
    if (!(caught instanceof OutOfBytes)) throw caught;
  }
  return values;
}

function numberAt(view: DataView, at: number, type: number): Value {
  switch (type) {
    case 0:
      return view.getUint8(at);
    case 1:
      return view.getInt8(at);
    case 2:
      return view.getUint16(at, true);
    case 3:
      return view.getInt16(at, true);
    case 4:
      return view.getUint32(at, true);
    case 5:
      return view.getInt32(at, true);
    case 6:
      return view.getFloat32(at, true);
    case 7:
      return view.getUint8(at) !== 0;
    case 10:
      return Number(view.getBigUint64(at, true));
    case 11:
      return Number(view.getBigInt64(at, true));
    default:
      return view.getFloat64(at, true);
  }
}
