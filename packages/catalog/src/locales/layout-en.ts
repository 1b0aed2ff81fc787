/** The words of feed, carousel and floating window in English; loaded with them. The other languages have the same keys. */
export const layoutEn = {
  feed: 'Product videos',
  place: (at: string, total: string) => `${at} of ${total}`,
  previous: 'Previous',
  next: 'Next',
  play: 'Play',
  pause: 'Pause',
  soundOn: 'Turn sound on',
  soundOff: 'Turn sound off',
  see: 'See product',
  openWindow: 'See our products',
  dismiss: 'Hide',
  close: 'Close',
};

/** What every language of the layouts has to have. */
export type LayoutTerms = typeof layoutEn;
