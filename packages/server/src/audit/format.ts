import type {Actor, Text} from '@uggla/protocol';
import {canonicalJson} from '../records/canonical.js';
import type {ChainRow} from '../store/tables.js';

/** What the seal of an audit file names as its format. */
export const auditFormat = 'uggla-audit/2';
/** Files of an audit file, beside `documents/` and `signatures/`. */
export const auditFiles = {
  records: 'records.jsonl',
  people: 'people.json',
  keys: 'keys.json',
  csv: 'acceptances.csv',
  page: 'index.html',
  readme: 'README.txt',
  seal: 'seal.jws',
} as const;

/** The signed note of the chain's length, as the store has it. */
export interface HeadNote {
  seq: number;
  hash: string;
  signature: string;
}

/** What is signed at export: which files there are, and where the chain stood. */
export interface Seal {
  format: string;
  /** When it was made (ISO 8601). */
  made: string;
  /** Id of the server. */
  server: string;
  /** How many lines `records.jsonl` has. */
  length: number;
  head: HeadNote | null;
  /** sha256 of every other file. */
  files: Record<string, string>;
}

/** One person and one document that they have to accept. */
export interface Acceptance {
  course: string;
  lesson: string;
  person: Pick<Actor, 'name' | 'account' | 'mbox'>;
  /** `outdated`: an older version was accepted, the present one was not. */
  state: 'accepted' | 'outdated' | 'missing';
  /** When the page says it happened, and when the server kept it (ISO 8601). */
  at?: string;
  stored?: string;
  /** Name that was typed. */
  signed?: string;
  version?: string;
  sha256?: string;
  /** The sentence that was accepted, and its language. */
  text?: string;
  language?: string;
  /** Ids of the person's statement and of the server's beside it. */
  statement?: string;
  countersignature?: string;
}

/** A document to accept. */
export interface AuditDocument {
  course: string;
  courseTitle: Text;
  lesson: string;
  title: Text;
  /** Hashes that count at present; none when there is no campus to tell. */
  versions: {sha256: string; version: string; language: string; file?: string}[];
}

/** One line of `records.jsonl`, without its end. The statement's text stays as the store has it. */
export function auditLine(link: ChainRow | undefined, json: string | undefined): string {
  return `{"link":${link ? canonicalJson({...link}) : 'null'},"statement":${statementText(json)}}`;
}

function statementText(json: string | undefined): string {
  if (json === undefined) return 'null';
  try {
    JSON.parse(json);
    return /[\r\n]/.test(json) ? JSON.stringify(json) : json;
  } catch {
    return JSON.stringify(json); // no longer a statement: the check says so
  }
}
