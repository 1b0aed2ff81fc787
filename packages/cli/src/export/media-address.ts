import {UgglaError} from '@uggla/protocol';

/** An address under which files lie or will lie, with the slash at its end. Throws `usage-wrong`. */
export function mediaAddress(base: string): string {
  if (URL.canParse(base) && /^https?:$/.test(new URL(base).protocol)) return base.replace(/\/?$/, '/');
  throw new UgglaError('usage-wrong', `--media-base is no address: ${base}`, {
    cure: 'Name the address under which the published folder lies: https://cdn.example/campus/.',
  });
}
