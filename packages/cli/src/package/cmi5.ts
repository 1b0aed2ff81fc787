import {given, type Text} from '@uggla/protocol';
import type {Flaw, Inside, Plan, Unit} from './plan.js';
import {shareOf} from './scorm.js';
import {attribute, child, childrenOf, invalid, parseXml, textIn, type Xml} from './xml.js';

const moveOns = ['Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable'];

/**
 * What a cmi5.xml says (cmi5 13.1): its assignable units in its order.
 *
 * @throws {@link UgglaError} `package-manifest-invalid`, `package-launch-missing`.
 */
export function readCmi5(bytes: Uint8Array, file: string, {addressOf}: Inside): Plan {
  const root = parseXml(bytes, file);
  if (root.name.toLowerCase() !== 'coursestructure')
    throw invalid(`${file} is no course structure: it begins with <${root.name}>`);
  const flaws: Flaw[] = [];
  const units: Unit[] = [];
  const walk = (of: Xml): void => {
    for (const one of of.children) {
      if (one.name.toLowerCase() === 'block') walk(one);
      if (one.name.toLowerCase() === 'au') units.push(unitOf(one));
    }
  };
  const unitOf = (au: Xml): Unit => {
    const activity = attribute(au, 'id');
    const url = textIn(au, 'url');
    const title = langText(child(au, 'title'));
    if (!activity || !url) throw invalid(`${file}: an assignable unit has no ${activity ? 'address' : 'id'}`);
    if (/^http:/i.test(url))
      throw invalid(`${file}: the unit “${activity}” lies at an address that is not secure: ${url}`);
    const moveOn = attribute(au, 'moveOn');
    const isKnown = moveOn === undefined || moveOns.includes(moveOn);
    if (!isKnown)
      flaws.push({
        code: 'package-manifest-invalid',
        message: `${file}: “moveOn” is none of the five: ${moveOn}; it is not used`,
        cure: `Have it mended by who made the package: ${moveOns.join(', ')}.`,
      });
    const method = attribute(au, 'launchMethod');
    return {
      key: activity.split(/[/#:]/).filter(Boolean).at(-1) ?? activity,
      ...given({title}),
      lesson: {
        standard: 'cmi5',
        src: addressOf(url),
        activity,
        ...given({
          mastery: shareOf(attribute(au, 'masteryScore'), 1, 'masteryScore', file, flaws),
          moveOn: isKnown ? moveOn : undefined,
          data: child(au, 'launchParameters')?.text.trim() || undefined,
          entitlementKey: child(au, 'entitlementKey')?.text.trim() || undefined,
          launchMethod: method === 'OwnWindow' || method === 'AnyWindow' ? method : undefined,
        }),
      },
    };
  };
  walk(root);
  if (units.length === 0) throw invalid(`${file} names no assignable unit`);
  return {standard: 'cmi5', ...given({title: langText(child(root, 'course', 'title'))}), units, flaws};
}

/** A text in its languages; plain when it is in one alone. */
function langText(of: Xml | undefined): Text | undefined {
  const strings = childrenOf(of, 'langstring')
    .map((one): [string, string] => [attribute(one, 'lang') ?? '', one.text.replace(/\s+/g, ' ').trim()])
    .filter(([, text]) => text !== '');
  const tagged = strings.filter(([tag]) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag));
  if (tagged.length < 2) return strings[0]?.[1];
  return Object.fromEntries(tagged);
}
