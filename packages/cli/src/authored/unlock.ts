import type {Problems} from '../problems.js';
import {nearest} from './fields.js';
import type {AuthoredBlock, AuthoredItem} from './model.js';

interface Edge {
  field: 'after' | 'passed';
  id: string;
}

/**
 * Checks what must be done before what: ids that are not there and circles are told and taken out, since nobody could
 * ever open such a lesson.
 */
export function checkUnlocks(items: AuthoredItem[], problems: Problems): void {
  const all = new Map<string, AuthoredItem>();
  const parents = new Map<string, AuthoredBlock>();
  const walk = (list: AuthoredItem[], parent?: AuthoredBlock): void => {
    for (const item of list) {
      all.set(item.id, item);
      if (parent) parents.set(item.id, parent);
      if (item.type === 'block') walk(item.items, item);
    }
  };
  walk(items);
  for (const item of all.values()) dropUnknown(item, all, problems);
  const state = new Map<string, 'open' | 'done'>();
  const chain: string[] = [];

  /** Whether it can be opened at all: false when the way leads back to where one is. */
  const visit = (item: AuthoredItem): boolean => {
    if (state.get(item.id) === 'done') return true;
    if (state.get(item.id) === 'open') return false;
    state.set(item.id, 'open');
    chain.push(item.id);
    for (let holder: AuthoredItem | undefined = item; holder; holder = parents.get(holder.id)) {
      for (const edge of edgesOf(holder)) {
        const wanted = all.get(edge.id)!;
        const parts = wanted.type === 'block' ? [wanted, ...below(wanted)] : [wanted];
        if (parts.every(visit)) continue;
        const circle = [...chain.slice(Math.max(0, chain.indexOf(edge.id))), edge.id].join(' → ');
        dropEdge(holder, edge);
        problems.error(
          'unlock-circle',
          `“${holder.id}” waits for “${edge.id}”, which waits for “${holder.id}” (${circle})`,
          {
            file: holder.origin.file,
            ...lineOf(holder, `unlock.${edge.field}`),
            field: `unlock.${edge.field}`,
            cure: `Take “${edge.id}” out, or the one that leads back.`,
          },
        );
      }
    }
    chain.pop();
    state.set(item.id, 'done');
    return true;
  };
  for (const item of all.values()) visit(item);
}

function dropUnknown(item: AuthoredItem, all: ReadonlyMap<string, AuthoredItem>, problems: Problems): void {
  for (const edge of edgesOf(item)) {
    if (all.has(edge.id)) continue;
    const near = nearest(edge.id, [...all.keys()]);
    dropEdge(item, edge);
    problems.error('reference-unknown', `no lesson of this course has the id “${edge.id}”`, {
      file: item.origin.file,
      ...lineOf(item, `unlock.${edge.field}`),
      field: `unlock.${edge.field}`,
      cure: near ? `Did you mean “${near}”?` : `The ids are: ${[...all.keys()].slice(0, 12).join(', ')}.`,
    });
  }
}

function edgesOf(item: AuthoredItem): Edge[] {
  const {unlock} = item.fields;
  return (['after', 'passed'] as const).flatMap((field) => (unlock?.[field] ?? []).map((id) => ({field, id})));
}

function dropEdge(item: AuthoredItem, {field, id}: Edge): void {
  const {unlock} = item.fields;
  if (!unlock?.[field]) return;
  const left = unlock[field].filter((one) => one !== id);
  if (left.length > 0) unlock[field] = left;
  else delete unlock[field];
}

function below(block: AuthoredBlock): AuthoredItem[] {
  return block.items.flatMap((item) => (item.type === 'block' ? [item, ...below(item)] : [item]));
}

function lineOf(item: AuthoredItem, field: string): {line?: number} {
  const line = item.origin.lineOf?.(field);
  return line === undefined ? {} : {line};
}
