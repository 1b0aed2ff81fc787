/** The words of a kiosk. */
export const kioskEn = {
  start: 'Touch to begin',
  staff: 'Staff',
  title: 'For the staff',
  ready: 'Ready for offline: all files are here.',
  missing: (count: number, shown: string) =>
    count === 1 ? '1 file is missing: a network is needed.' : `${shown} files are missing: a network is needed.`,
  unknown: 'Nobody keeps the files of this page: a network is needed.',
  checking: 'Looking whether all files are here…',
  waiting: (count: number, shown: string) =>
    count === 0
      ? 'No contact waits to be sent.'
      : count === 1
        ? '1 contact waits to be sent.'
        : `${shown} contacts wait to be sent.`,
  pin: 'PIN',
  leave: 'Leave the kiosk',
  close: 'Close',
  wrong: 'That is not the PIN.',
  later: 'Wrong too often. Wait half a minute.',
  stays: 'Other pages do not open here.',
};

/** Terms of a kiosk. */
export type KioskTerms = typeof kioskEn;
