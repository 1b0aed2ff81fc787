import type {AdapterChoice} from './provider.js';

/**
 * The adapters that an `adapter` attribute names: numbers as the engine lists them, each with a weight after a colon
 * (`0`, `0:0.5`, `0:1, 2:0.3`). `undefined` when it names none, or is no such list.
 */
export function parseAdapters(text: string): AdapterChoice[] | undefined {
  if (text.trim() === '') return undefined;
  const choices = text.split(',').map((piece) => /^\s*(\d+)\s*(?::\s*(-?\d+(?:\.\d+)?)\s*)?$/.exec(piece));
  if (choices.includes(null)) return undefined;
  return choices.map((match) => ({id: Number(match![1]), scale: Number(match![2] ?? 1)}));
}
