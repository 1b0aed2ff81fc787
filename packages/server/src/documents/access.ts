import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {UgglaError, type Role} from '@uggla/protocol';
import {reaches, type Person} from '../people/person.js';

/** File of the rules, in the folder of documents. It is no document itself. */
export const accessFile = 'access.json';

/** Whether somebody may read the document at a path. */
export type MayRead = (path: string, person: Person | undefined) => boolean;

const roles: readonly string[] = ['learner', 'editor', 'manager', 'admin'];

/**
 * The rules of a folder: `{"people": ["manager", "group:hr"], "people/holidays.md": "everyone"}`. A key is a folder or a file;
 * its value says who may read: `everyone` whom the server answers, a role and those above it, or a group. What lies in two
 * named folders must be allowed by both, so that a rule within cannot open what one without closes. No rule: everyone.
 *
 * @throws {@link UgglaError} `documents-access-invalid`
 */
export function readAccess(root: string): MayRead {
  let text: string;
  try {
    text = readFileSync(join(root, accessFile), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return () => true;
    throw invalid(`it cannot be read (${(error as Error).message})`);
  }
  const rules = parse(text);
  return (path, person) =>
    rules
      .filter(({prefix}) => prefix === '' || path === prefix || path.startsWith(`${prefix}/`))
      .every(({who}) => who.some((one) => fits(one, person)));
}

function fits(who: string, person: Person | undefined): boolean {
  if (who === 'everyone') return true;
  if (!person) return false;
  return who.startsWith('group:') ? (person.groups ?? []).includes(who.slice(6)) : reaches(person.role, who as Role);
}

function parse(text: string): {prefix: string; who: string[]}[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid((error as Error).message);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('it is no object');
  return Object.entries(value).map(([key, said]) => {
    const who: unknown[] = Array.isArray(said) ? said : [said];
    const wrong = who.find(
      (one) => typeof one !== 'string' || !(one === 'everyone' || roles.includes(one) || /^group:.+/.test(one)),
    );
    if (wrong !== undefined) throw invalid(`${JSON.stringify(wrong)} at ${JSON.stringify(key)} is nobody`);
    if (key.split('/').includes('..')) throw invalid(`${JSON.stringify(key)} lies outside of the folder`);
    return {prefix: key.replace(/^(\.?\/)+|\/+$/g, '').replace(/^\.$/, ''), who: who as string[]};
  });
}

function invalid(why: string): UgglaError {
  return new UgglaError(
    'documents-access-invalid',
    `${accessFile} of the documents does not say who may read what: ${why}`,
    {
      file: accessFile,
      cure: 'Write folders or files and who may read them: {"people": ["manager", "group:hr"]}; see docs/guides/own-documents.md.',
    },
  );
}
