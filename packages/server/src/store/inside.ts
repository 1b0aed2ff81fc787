/**
 * A pattern of `like` for statements that have the inside of this JSON (a string without its quotes, an object without its
 * braces) somewhere. What `like` would read as a sign of its own stands for any letter: it has escapes in one store and none in
 * the other.
 */
export function inside(json: string): string {
  return `%${json.slice(1, -1).replace(/[\\%_]/g, '_')}%`;
}
