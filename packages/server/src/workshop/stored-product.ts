import type {NewProduct, Texts} from './workshop.js';

/** A product of the authored folder, for a list. */
export interface ListedProduct {
  /** What it is called on the campus. */
  id: string;
  /** Its folder in `products`: what the desk's addresses name it by. */
  name: string;
  title: Texts;
  access: string;
  /** Whether it is kept out of what is published (`draft`). */
  isWithdrawn: boolean;
  /** Why the form cannot change it: its text cannot be read, or stands only in other languages. */
  isOnlyByHand: boolean;
}

/** A product of the authored folder as the form shows it. */
export interface StoredProduct extends ListedProduct {
  /** Another one as soon as anything of the product's files changes. */
  version: string;
  fields: Omit<NewProduct, 'clip' | 'documents'>;
  /** Name of its film or sound. */
  clip: string | undefined;
  documents: readonly {src: string; title: string}[];
}

/** A product as somebody saw it before changing it. */
export interface SeenProduct extends Pick<StoredProduct, 'name' | 'id' | 'version'> {
  /** Of the campus, the first one first. */
  languages: readonly string[];
}

/** What somebody changed. */
export interface ProductChange {
  /** What the form says now; of files only those that are new. */
  product: NewProduct;
  /** The film goes, and no other one comes. */
  dropsClip: boolean;
  /** Documents that were taken out, by their `src`. */
  dropped: readonly string[];
  /** Titles of those that stay, by their `src`. */
  titles: ReadonlyMap<string, string>;
}
