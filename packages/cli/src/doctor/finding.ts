/** One thing that was looked at. */
export interface Finding {
  /** What: stable, for machines. */
  about:
    | 'node'
    | 'ffmpeg'
    | 'produce'
    | 'campus'
    | 'published'
    | 'disk'
    | 'write'
    | 'store'
    | 'keys'
    | 'port'
    | 'engine'
    | 'clock'
    | 'settings'
    | 'mail';
  /** `bad` stops a build or a server; a `warning` is worth a thought. */
  state: 'good' | 'warning' | 'bad';
  message: string;
  cure?: string;
}

export const good = (about: Finding['about'], message: string): Finding => ({about, state: 'good', message});

export const warning = (about: Finding['about'], message: string, cure: string): Finding => ({
  about,
  state: 'warning',
  message,
  cure,
});

export const bad = (about: Finding['about'], message: string, cure: string): Finding => ({
  about,
  state: 'bad',
  message,
  cure,
});
