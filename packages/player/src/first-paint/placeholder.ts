/**
 * What stands where a poster has not come, as a `background`: a colour, or else that picture; `none` without either.
 *
 * @param picture - Its address, where it may be fetched now.
 */
export function backgroundOf(colour: string | null | undefined, picture: string | undefined): string {
  if (colour && CSS.supports('color', colour)) return colour;
  return picture ? `url(${JSON.stringify(picture)})` : 'none';
}
