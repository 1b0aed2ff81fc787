/** The words of a campus that is only heard. */
export const radioEn = {
  title: (campus: string) => `Listen to ${campus}`,
  hint: 'All courses and podcasts as sound, one after the other.',
  playAll: 'Play all',
  goOn: (title: string) => `Go on with ${title}`,
  playOne: (title: string) => `Play ${title}`,
  playing: (title: string) => `Now playing: ${title}`,
  silent: 'no sound of its own',
  nothing: 'There is nothing to listen to here yet.',
  failed: (title: string) => `${title} could not be played; the next one follows.`,
  over: 'That was all.',
  feeds: 'In your podcast app',
  feedsHint: 'Copy the address of a feed into the app.',
};

/** Terms of a campus that is only heard. */
export type RadioTerms = typeof radioEn;
