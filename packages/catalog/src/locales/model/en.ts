/** The words of a product's model in English; loaded with it. The other languages have the same keys. */
export const en = {
  open: 'See it in 3D',
  loading: 'The 3D model is on its way…',
  model: (title: string) => `3D model of ${title}`,
  keys: 'Drag it or use the arrow keys to turn it; + and − bring it closer or move it away.',
  turnLeft: 'Turn left',
  turnRight: 'Turn right',
  turnUp: 'Turn up',
  turnDown: 'Turn down',
  closer: 'Closer',
  away: 'Further away',
  reset: 'As at first',
  close: 'Close the 3D model',
  place: (around: string, above: string, size: string) => `Turned ${around}, seen from ${above} above, size ${size}`,
  failed: 'The 3D model could not be shown.',
  missing: 'This browser shows no 3D models: WebGL is switched off or not there.',
  retry: 'Try again',
};

/** What every language of a model has to have. */
export type ModelTerms = typeof en;
