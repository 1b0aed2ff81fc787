/** The guide's words in English. The other languages have the same keys. */
export const en = {
  loading: 'Loading the guide…',
  failed: 'The guide could not be loaded.',
  retry: 'Try again',
  repair: 'Repair',
  how: 'How to',
  thing: 'For',
  fault: 'When',
  codes: 'Codes',
  time: 'Time',
  difficulty: 'Difficulty',
  easy: 'Easy',
  medium: 'Medium',
  hard: 'Hard',
  warnings: 'Before you begin',
  warning: 'Careful',
  tools: 'Tools',
  parts: 'Parts',
  steps: 'Steps',
  stepsDone: (done: string, total: string) => `${done} of ${total} done`,
  step: (at: string, total: string) => `Step ${at} of ${total}`,
  stepDone: 'Done',
  check: 'Done',
  next: 'Next step',
  previous: 'Previous step',
  allDone: 'All steps are done.',
  again: 'Start again',
};

/** What every language of the guide has to have. */
export type GuideTerms = typeof en;
