/** The oldest Node that runs the server's code: older ones have no SQLite. */
export const OLDEST_NODE = '22.13';

/** Whether a version of Node is new enough for the server. */
export function runsServer(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}
