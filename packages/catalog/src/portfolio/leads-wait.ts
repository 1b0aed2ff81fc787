/** Where the leads of a portfolio wait for a network. */
export function leadsKey(portfolio: string): string {
  return `uggla-leads:${portfolio}`;
}

/** Whether leads of a portfolio wait on this device. */
export function leadsWait(portfolio: string): boolean {
  try {
    return localStorage.getItem(leadsKey(portfolio)) !== null;
  } catch {
    return false; // storage is forbidden
  }
}
