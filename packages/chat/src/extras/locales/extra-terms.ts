/** The words of what few pages ask for, by language. */
export const extraTerms = {
  en: {
    branches: 'Versions',
    branch: (at: string, all: string) => `${at} of ${all}`,
    branchBefore: 'Version before',
    branchNext: 'Next version',
  },
  es: {
    branches: 'Versiones',
    branch: (at: string, all: string) => `${at} de ${all}`,
    branchBefore: 'Versión anterior',
    branchNext: 'Versión siguiente',
  },
};
