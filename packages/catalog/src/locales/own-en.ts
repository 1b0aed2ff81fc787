/** The words of what a campus knows of the person who is there. */
export const ownEn = {
  due: 'To be done',
  late: 'Overdue',
  again: (lesson: string) => `${lesson}: to be done again`,
  until: (lesson: string, date: string) => `${lesson}: by ${date}`,
  todo: (lesson: string) => `${lesson}: still to do`,
  others: (count: number, shown: string) => (count === 1 ? 'and 1 more' : `and ${shown} more`),
  nothingDue: 'You are up to date: nothing is waiting for you.',
  fresh: 'New',
  path: (done: string, all: string) => `${done} of ${all} done`,
  pathDone: 'You have done all of it.',
  pathBegin: (title: string) => `Begin: ${title}`,
  pathNext: (title: string) => `Next: ${title}`,
  step: (at: string, all: string) => `Step ${at} of ${all}`,
  certificates: 'Your certificates',
  earned: (date: string) => `Earned on ${date}`,
  validUntil: (date: string) => `valid until ${date}`,
  expired: (date: string) => `expired on ${date}`,
  revoked: 'withdrawn',
  offline: 'You are offline. What this device has already loaded still opens; what you do is kept and sent later.',
};

/** Terms of what a campus knows of the person who is there. */
export type OwnTerms = typeof ownEn;
