/** The words of the search in English. */
export const en = {
  search: 'Search this course',
  searching: 'Searching…',
  found: (count: string) => (count === '1' ? '1 place found' : `${count} places found`),
  nothing: 'Nothing found. Other words may help.',
  failed: 'The search could not be loaded.',
  tryAgain: 'Try again',
  results: 'What was found',
};
