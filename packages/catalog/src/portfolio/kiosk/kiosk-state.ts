/** Whether a kiosk can do without a network, and what waits for one. */
export interface KioskState {
  /** `unknown`: nothing keeps the files of this page. */
  readonly files: 'ready' | 'missing' | 'unknown';
  /** How many files are missing. */
  readonly missing: number;
  /** How many leads wait with whoever keeps the files; `undefined` when they wait in this browser. */
  readonly waiting: number | undefined;
}

/** Asks who keeps the files: the server of a stand, which `uggla export --to kiosk` made, or a service worker. */
export async function readState(url: string | undefined): Promise<KioskState> {
  const unknown: KioskState = {files: 'unknown', missing: 0, waiting: undefined};
  if (url === undefined) return unknown;
  try {
    const answer = await fetch(url, {cache: 'no-store'});
    const {ready, missing, leads} = (answer.ok ? await answer.json() : {}) as {
      ready?: unknown;
      missing?: unknown;
      leads?: {waiting?: unknown};
    };
    if (typeof ready !== 'boolean') return unknown;
    return {
      files: ready ? 'ready' : 'missing',
      missing: typeof missing === 'number' ? missing : 0,
      waiting: typeof leads?.waiting === 'number' ? leads.waiting : undefined,
    };
  } catch {
    return unknown;
  }
}

/** Forgets what a visitor left on this device: places in videos, checks, what was searched for. Leads that wait stay. */
export function forgetVisitor(): void {
  for (const storage of ['localStorage', 'sessionStorage'] as const) {
    try {
      for (const key of Object.keys(globalThis[storage])) {
        if (/^uggla\b/.test(key) && !key.startsWith('uggla-leads:')) globalThis[storage].removeItem(key);
      }
    } catch {
      // Storage is forbidden: then nothing was left.
    }
  }
}
