/** Between the items of a list that xAPI writes as one text (1.0.3, part 2, 4.1; the video profile's segments too). */
export const LIST_DELIMITER = '[,]';

/** Between the two of a pair in such a text. */
export const PAIR_DELIMITER = '[.]';
