/** The words of the feed of micro-lessons in English. */
export const en = {
  place: (at: string, total: string) => `${at} of ${total}`,
};
