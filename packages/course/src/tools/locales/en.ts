/** The words of the course's tools in English. */
export const en = {search: 'Search', notes: 'My notes', language: 'Language'};
