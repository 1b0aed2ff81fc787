/** The path that a relative address names; the address itself where it cannot be decoded. */
export function decodePath(address: string): string {
  try {
    return decodeURIComponent(address.replace(/[?#].*$/s, ''));
  } catch {
    return address.replace(/[?#].*$/s, '');
  }
}
