/** What a passage is taken from. */
export type PassageKind = 'title' | 'article' | 'cue' | 'book' | 'step' | 'product' | 'document';

/** A piece of a campus that can be found, shown and cited: some sentences, with the place they stand in. */
export interface Passage {
  /** Unique in the file. */
  id: string;
  kind: PassageKind;
  /** Title of the lesson, product or guide that holds it. */
  title: string;
  text: string;
  /** Id of the campus item. */
  item: string;
  /** What kind of thing the item is: `course`, `product` … */
  itemKind?: string;
  /** Id of the lesson in a course, or of the step in a guide. */
  lesson?: string;
  /** Address of the media.json, relative to the campus. */
  media?: string;
  /** Seconds in the media. */
  start?: number;
  end?: number;
  /** Page of a document, from 1. */
  page?: number;
  /** Place in a book: address of the chapter. */
  place?: string;
  /** Address that opens it, relative to the campus: `#/item/ergonomia/altura?t=42`. */
  url: string;
}

/** `search/<language>.json`: the passages of one language and an index made of them. */
export interface SearchFile {
  /** 1: this form. */
  format: 1;
  language: string;
  passages: Passage[];
  /** MiniSearch's own form; ids are positions in `passages`. */
  index: object;
}

/** `GET /v1/passages`: what is in a course's locked lessons that are open for who asks. */
export interface PassagesAnswer {
  /** Empty where there is none. */
  language: string;
  passages: readonly Passage[];
}
