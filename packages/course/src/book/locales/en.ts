/** The words of books in English. */
export const en = {
  previousPage: 'Previous page',
  nextPage: 'Next page',
  textSmaller: 'Smaller text',
  textLarger: 'Larger text',
  bookContents: 'Contents of the book',
  page: (page: string) => `Page ${page}`,
  pageOf: (page: string, total: string) => `Page ${page} of ${total}`,
  loadingBook: 'Loading the book…',
  searchBook: 'Search this book',
  foundInBook: (count: string) => (count === '1' ? '1 place found' : `${count} places found`),
  highlight: 'Highlight what is selected',
  highlighted: 'Highlighted',
  unmark: 'Take the highlight away',
};
