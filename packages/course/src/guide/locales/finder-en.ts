/** The words of the fault finder. */
export const finderEn = {
  title: 'What is wrong?',
  loading: 'Loading the guides…',
  failed: 'The guides could not be loaded.',
  retry: 'Try again',
  code: 'Error code',
  codeHelp: 'As the machine shows it.',
  find: 'Find',
  machines: 'Which machine?',
  faults: (count: number, shown: string) => (count === 1 ? '1 fault' : `${shown} faults`),
  symptoms: 'What does it do?',
  codes: 'What code does it show?',
  others: 'Other guides for it',
  otherMachine: 'Another machine',
  otherFault: 'Another fault',
  nothing: 'There are no guides for machines here yet.',
  noCode: (code: string) => `There is no guide for the code ${code}.`,
  noMachine: (machine: string) => `There is no machine ${machine} here. Choose one:`,
  several: (code: string) => `Guides for the code ${code}`,
  onlyIn: (language: string) => `Only in ${language}`,
  untranslated: (count: number, shown: string, language: string) =>
    count === 1 ? `1 guide is not in ${language} yet.` : `${shown} guides are not in ${language} yet.`,
};

/** Terms of the fault finder. */
export type FinderTerms = typeof finderEn;
