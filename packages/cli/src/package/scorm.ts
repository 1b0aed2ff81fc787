import {given} from '@uggla/protocol';
import type {Flaw, Inside, Plan, Unit} from './plan.js';
import {attribute, child, childrenOf, invalid, parseXml, textIn, type Xml} from './xml.js';

/**
 * What an imsmanifest.xml says (SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4): what is to be opened, in its order.
 *
 * @throws {@link UgglaError} `package-manifest-invalid`, `package-launch-missing`, `package-unknown`.
 */
export function readScorm(bytes: Uint8Array, file: string, {addressOf}: Inside): Plan | undefined {
  const manifest = parseXml(bytes, file);
  if (manifest.name.toLowerCase() !== 'manifest')
    throw invalid(`${file} is no manifest: it begins with <${manifest.name}>`);
  const standard = editionOf(manifest, Buffer.from(bytes).toString('latin1'));
  if (!standard) return undefined;
  const flaws: Flaw[] = [];
  const resources = child(manifest, 'resources');
  const bases = [attribute(manifest, 'base'), attribute(resources, 'base')];
  const byId = new Map(childrenOf(resources, 'resource').map((one) => [attribute(one, 'identifier') ?? '', one]));
  const collected = new Map(
    childrenOf(child(manifest, 'sequencingCollection'), 'sequencing').map((one) => [attribute(one, 'ID') ?? '', one]),
  );
  const organizations = child(manifest, 'organizations');
  const all = childrenOf(organizations, 'organization');
  const organization =
    all.find((one) => attribute(one, 'identifier') === attribute(organizations, 'default')) ?? all[0];
  const units: Unit[] = [];
  const add = (resource: Xml, item: Xml | undefined) => {
    const href = attribute(resource, 'href');
    if (!href)
      throw invalid(
        `${file}: the resource “${attribute(resource, 'identifier') ?? ''}” that is to be opened names no file`,
      );
    const isSco = attribute(resource, 'scormtype')?.toLowerCase() !== 'asset';
    if (isSco && /^https?:/i.test(href))
      throw invalid(`${file}: “${href}” lies elsewhere, where it could not tell what was done`);
    const named = /^https?:/i.test(href)
      ? href
      : [...bases, attribute(resource, 'base')].map((base) => (base ? base.replace(/\/?$/, '/') : '')).join('') + href;
    const mastery = isSco && item ? masteryOf(item, standard, collected, file, flaws) : undefined;
    units.push({
      key: attribute(item ?? resource, 'identifier') ?? '',
      ...given({title: textIn(item, 'title')}),
      lesson: {
        standard: isSco ? standard : 'page',
        src: addressOf(named, attribute(item, 'parameters')),
        ...given({mastery, data: isSco ? child(item, 'datafromlms')?.text.trim() || undefined : undefined}),
      },
    });
  };
  const walk = (items: readonly Xml[]): void => {
    for (const item of items) {
      const wanted = attribute(item, 'identifierref');
      if (wanted) {
        const resource = byId.get(wanted);
        if (!resource)
          throw invalid(
            `${file}: the item “${textIn(item, 'title') ?? attribute(item, 'identifier') ?? ''}” names a resource that is not there: “${wanted}”`,
          );
        add(resource, item);
      }
      walk(childrenOf(item, 'item'));
    }
  };
  walk(childrenOf(organization, 'item'));
  // a package of resources alone says nothing of an order: the scripted ones, as they are listed
  if (units.length === 0) {
    const opened = [...byId.values()].filter((one) => attribute(one, 'href'));
    const scos = opened.filter((one) => attribute(one, 'scormtype')?.toLowerCase() === 'sco');
    for (const one of scos.length > 0 ? scos : opened.slice(0, 1)) add(one, undefined);
  }
  if (units.length === 0) throw invalid(`${file} names nothing that could be opened`);
  return {standard, ...given({title: textIn(organization, 'title')}), units, flaws};
}

/** By what the manifest says of itself, else by the namespaces that it uses. */
function editionOf(manifest: Xml, text: string): 'scorm12' | 'scorm2004' | undefined {
  const metadata = child(manifest, 'metadata');
  const said = textIn(metadata, 'schemaversion') ?? '';
  const schema = textIn(metadata, 'schema') ?? '';
  if (/^(cam )?1\.3|2004/i.test(said)) return 'scorm2004';
  if (/^1\.[012]/.test(said) && !/cartridge|qti|common/i.test(schema)) return 'scorm12';
  if (/adlcp_v1p3/i.test(text)) return 'scorm2004';
  return /adlcp_rootv1p2/i.test(text) ? 'scorm12' : undefined;
}

function masteryOf(
  item: Xml,
  standard: string,
  collected: ReadonlyMap<string, Xml>,
  file: string,
  flaws: Flaw[],
): number | undefined {
  if (standard === 'scorm12') return shareOf(textIn(item, 'masteryscore'), 100, 'adlcp:masteryscore', file, flaws);
  const own = child(item, 'sequencing');
  const objectives = child(own, 'objectives') ?? child(collected.get(attribute(own, 'IDRef') ?? ''), 'objectives');
  const primary = child(objectives, 'primaryObjective');
  // only then does the score decide (SN 3.8); the measure is 1 where none is given
  if (!/^(true|1)$/i.test(attribute(primary, 'satisfiedByMeasure') ?? '')) return undefined;
  return shareOf(textIn(primary, 'minNormalizedMeasure') ?? '1', 1, 'imsss:minNormalizedMeasure', file, flaws);
}

/** A score as a share; what is none is told and left out. */
export function shareOf(
  text: string | undefined,
  whole: number,
  field: string,
  file: string,
  flaws: Flaw[],
): number | undefined {
  if (text === undefined) return undefined;
  const share = Number(text) / whole;
  if (share >= 0 && share <= 1) return Math.round(share * 1e6) / 1e6;
  flaws.push({
    code: 'package-manifest-invalid',
    message: `${file}: “${field}” is no score from 0 to ${whole}: ${text}; it is not used`,
    cure: 'Have it mended by who made the package: without it the package alone says what is passed.',
  });
  return undefined;
}
