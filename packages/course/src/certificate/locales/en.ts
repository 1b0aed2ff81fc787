/** The words of certificates in English. */
export const en = {
  yours: 'Your certificate',
  until: (date: string) => `valid until ${date}`,
  over: (date: string) => `over since ${date}`,
  revoked: 'withdrawn',
  renewFrom: (date: string) => `You can renew it from ${date}.`,
  open: 'See and print it',
  download: 'Signed credential',
};
