/** The words of books in English. */
export const en = {
  previousPage: 'Previous page',
  nextPage: 'Next page',
  textSmaller: 'Smaller text',
  textLarger: 'Larger text',
  bookContents: 'Contents of the book',
  pageOf: (page: string, total: string) => `Page ${page} of ${total}`,
  loadingBook: 'Loading the book…',
};
