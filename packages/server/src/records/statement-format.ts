import {given, matchLanguage, type Statement} from '@uggla/protocol';

/** How statements are shown (xAPI 1.0.3, part 3, 2.1.3): as they are, in one language, or with what identifies things alone. */
export type StatementFormat = 'exact' | 'ids' | 'canonical';

type Thing = Record<string, unknown>;

/** Places of a statement in which agents, groups, activities and verbs stand. */
const things = ['actor', 'object', 'verb', 'authority', 'instructor', 'team', 'agent', 'group'] as const;
const lists = ['parent', 'grouping', 'category', 'other', 'member'] as const;
const inner = ['context', 'contextActivities', 'contextAgents', 'contextGroups'] as const;

/** A statement in the form that was asked for; `accept` are the reader's languages, best first. */
export function inFormat(
  statement: Statement,
  format: StatementFormat = 'exact',
  accept: readonly string[] = [],
): Statement {
  if (format === 'exact') return statement;
  const change = format === 'ids' ? toIds : (thing: Thing) => toOneLanguage(thing, accept);
  return walk(statement as unknown as Thing, change) as unknown as Statement;
}

function walk(value: Thing, change: (thing: Thing) => Thing): Thing {
  const copy: Thing = {...value};
  const each = (one: unknown, key: string): unknown => {
    if (Array.isArray(one)) return one.map((item) => each(item, key));
    if (typeof one !== 'object' || one === null) return one;
    const within = walk(one as Thing, change);
    return (inner as readonly string[]).includes(key) ? within : change(within);
  };
  for (const key of [...things, ...lists, ...inner]) if (copy[key] !== undefined) copy[key] = each(copy[key], key);
  return copy;
}

/** Without names and definitions; a group that nothing identifies keeps its members, since they are what identifies it. */
function toIds(thing: Thing): Thing {
  const {objectType, id, account, mbox, mbox_sha1sum, openid, member} = thing;
  if (objectType === 'SubStatement') return thing;
  const identified = account ?? mbox ?? mbox_sha1sum ?? openid;
  const kept = {
    objectType: objectType === 'Activity' ? undefined : objectType,
    id,
    account,
    mbox,
    mbox_sha1sum,
    openid,
    ...(identified === undefined ? {member} : {}),
  };
  return given(kept);
}

function toOneLanguage(thing: Thing, accept: readonly string[]): Thing {
  const copy = {...thing};
  if (isMap(copy['display'])) copy['display'] = pick(copy['display'], accept);
  if (isMap(copy['definition'])) {
    const definition: Thing = {...copy['definition']};
    for (const key of ['name', 'description'])
      if (isMap(definition[key])) definition[key] = pick(definition[key], accept);
    copy['definition'] = definition;
  }
  return copy;
}

function pick(map: Thing, accept: readonly string[]): Thing {
  const languages = Object.keys(map);
  const language = matchLanguage(languages, [...accept]) ?? languages[0];
  return language === undefined ? map : {[language]: map[language]};
}

function isMap(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
