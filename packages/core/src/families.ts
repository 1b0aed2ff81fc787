import {UgglaError} from '@uggla/protocol';

/** The families of elements. */
export type Family = 'player' | 'course' | 'catalog' | 'chat';

const loaders = new Map<Family, () => Promise<unknown>>();

/** Says how a family is fetched when an element of another needs it. The bundle and `@uggla/elements` do so for all. */
export function registerFamilyLoader(family: Family, load: () => Promise<unknown>): void {
  loaders.set(family, load);
}

/**
 * Resolves when `tag` is defined. A tag that is not is fetched by its family's loader; without one, the page has to
 * define it itself, and this waits for that.
 *
 * @throws {@link UgglaError} `family-unavailable` when it could not be fetched.
 */
export async function needElement(tag: string, family: Family): Promise<void> {
  if (customElements.get(tag)) return;
  const load = loaders.get(family);
  if (load) {
    try {
      await load();
    } catch (cause) {
      throw new UgglaError('family-unavailable', `The code of <${tag}> could not be loaded`, {
        cause,
        cure: 'Publish all files of the bundle, not only its entry, and allow them in script-src.',
      });
    }
  }
  await customElements.whenDefined(tag);
}
