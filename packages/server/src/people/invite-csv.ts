import {columns} from '../learning/enrol-csv.js';
import {readCsv} from '../learning/read-csv.js';
import {rowProblem, type RowProblem} from '../learning/row-problem.js';
import {isAddress} from './identities.js';
import type {NewInvitations} from './invitations.js';

/** The people of a table, by the columns `account`, `name` and `email`; what was not understood, by its line. */
export function readInvited(bytes: Uint8Array): {
  people: NewInvitations['people'];
  problems: RowProblem[];
} {
  const [head, ...lines] = readCsv(bytes);
  const names = (head?.cells ?? []).map((one) => columns[one.toLowerCase()]);
  const people: NewInvitations['people'] = [];
  const problems: RowProblem[] = [];
  if (!names.some((one) => one === 'account' || one === 'name' || one === 'email'))
    return {
      people,
      problems: [rowProblem(head?.line ?? 1, 'person-column')],
    };
  const seen = new Set<string>(); // a table of people to enrol has a row for each course
  for (const {line, cells} of lines) {
    const given = Object.fromEntries(
      names.flatMap((name, at) => (name === undefined || !cells[at] ? [] : [[name, cells[at]]])),
    ) as Partial<Record<'account' | 'name' | 'email', string>>;
    const {account, name, email} = given;
    const key = account ?? email?.toLowerCase();
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    if (account === undefined && name === undefined && email === undefined) problems.push(rowProblem(line, 'nobody'));
    else if (email !== undefined && !isAddress(email)) problems.push(rowProblem(line, 'email', email));
    else
      people.push({
        ...(name === undefined ? {} : {name}),
        ...(email === undefined ? {} : {email}),
        ...(account === undefined ? {} : {account}),
      });
  }
  return {people, problems};
}
