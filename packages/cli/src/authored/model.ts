import type {Text} from '@uggla/protocol';
import type {z} from 'zod';
import type {FontFacts} from '../media/font.js';
import type {
  campaignFields,
  campusFields,
  courseFields,
  guideFields,
  lessonFields,
  productFields,
  questionFields,
  quizFields,
} from './schemas.js';

/** A file of the authored folder. */
export interface SourceFile {
  /** Where it lies on this machine. */
  path: string;
  /** Where it lies in the authored folder, with `/`. */
  name: string;
}

/** The body of a Markdown file. */
export interface Body extends SourceFile {
  markdown: string;
  /** Lines of the file before the body. */
  linesBefore: number;
}

/** Bodies by language. */
export type Bodies = Record<string, Body>;

/** A film or a sound with all that belongs to it. */
export interface MediaSource {
  /** Folder name under `media/`. */
  id: string;
  kind: 'video' | 'audio';
  file: SourceFile;
  title: Text;
  summary?: Text;
  /** Language of the film's own sound. */
  language: string;
  /** The sound in other languages. */
  sounds: {language: string; file: SourceFile}[];
  captions: {language: string; file: SourceFile}[];
  chapters: {language: string; file: SourceFile}[];
  picture?: SourceFile;
  alt?: Text;
}

/** A picture with its alternative text. */
export interface PictureSource {
  file: SourceFile;
  alt?: Text;
}

/** One file of a typeface, and what it is taken for. */
export interface FontFace extends FontFacts {
  file: SourceFile;
}

export type LessonFields = z.infer<typeof lessonFields>;
export type QuizFields = z.infer<typeof quizFields>;
export type QuestionFields = z.infer<typeof questionFields>;
export type CampusFields = z.infer<typeof campusFields>;
export type CampaignFields = z.infer<typeof campaignFields>;
type CourseFields = z.infer<typeof courseFields>;
type GuideFields = z.infer<typeof guideFields>;
type ProductFields = z.infer<typeof productFields>;

/** Where an item was written, for messages. */
export interface Origin {
  /** The file that a person would open to change it. */
  file: string;
  /** Line of a field in that file. */
  lineOf?: (field: string) => number | undefined;
}

/** A lesson as it was written. */
export interface AuthoredLesson {
  type: 'lesson';
  id: string;
  kind: NonNullable<LessonFields['kind']>;
  title: Text;
  fields: LessonFields;
  origin: Origin;
  bodies: Bodies;
  media?: MediaSource;
  /** A sound at an address of the web, with what lies beside its text; its `file` is that text. */
  linked?: MediaSource;
  quiz?: {fields: QuizFields; file: SourceFile};
  /** EPUB or PDF by language. */
  books: Record<string, SourceFile>;
  /** SCORM, cmi5, H5P or a page with all its files, in one zip. */
  package?: SourceFile;
  picture?: PictureSource;
}

/** A block as it was written. */
export interface AuthoredBlock {
  type: 'block';
  id: string;
  title: Text;
  fields: Pick<LessonFields, 'summary' | 'unlock' | 'complete'>;
  origin: Origin;
  items: AuthoredItem[];
}

export type AuthoredItem = AuthoredLesson | AuthoredBlock;

/** A course, podcast, book or micro-lesson as it was written. */
export interface AuthoredCourse {
  id: string;
  format: 'course' | 'podcast' | 'book' | 'micro';
  title: Text;
  fields: Omit<CourseFields, 'format'> & {author?: Text | undefined; category?: string | undefined};
  origin: Origin;
  bodies: Bodies;
  cover?: PictureSource;
  items: AuthoredItem[];
  /** When it was first built: `2026-11-23`. */
  added: string;
}

/** A guide as it was written. */
export interface AuthoredGuide {
  id: string;
  title: Text;
  fields: GuideFields;
  origin: Origin;
  bodies: Bodies;
  cover?: PictureSource;
  steps: AuthoredStep[];
  added: string;
}

/** A step of a guide as it was written. */
export interface AuthoredStep {
  id: string;
  fields: NonNullable<GuideFields['steps']>[number];
  media?: MediaSource;
  image?: PictureSource;
}

/** A product as it was written. */
export interface AuthoredProduct {
  id: string;
  title: Text;
  fields: ProductFields;
  origin: Origin;
  bodies: Bodies;
  media?: MediaSource;
  images: PictureSource[];
  documents: {title: Text; file: SourceFile}[];
  model?: SourceFile;
  added: string;
}

/** The whole authored folder, read. */
export interface AuthoredCampus {
  /** The folder, absolute. */
  root: string;
  /** An IRI. */
  id: string;
  title: Text;
  languages: string[];
  fields: CampusFields;
  logo?: SourceFile;
  cover?: PictureSource;
  /** The typeface: files of its own, or names of those that devices have, as CSS writes them. */
  font?: {faces: FontFace[]; stack?: string};
  courses: AuthoredCourse[];
  guides: AuthoredGuide[];
  products: AuthoredProduct[];
  campaigns: (CampaignFields & {id: string})[];
  /** Every film and sound. */
  media: MediaSource[];
}
