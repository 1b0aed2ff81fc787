/** The words of the feed of micro-lessons in English. */
export const en = {
  place: (at: string, total: string) => `${at} of ${total}`,
  due: (count: string) => (count === '1' ? '1 to repeat' : `${count} to repeat`),
  repeat: 'Repeat',
  ask: 'To repeat: do you remember it?',
  yes: 'Yes',
  no: 'Not quite',
  again: (date: string) => `Again on ${date}`,
  known: 'You know it: it will not be asked again',
};
