// Tells the manifest which tag each class has, from the one place that says so to TypeScript too: the
// HTMLElementTagNameMap of every define.ts. Classes without a tag and private members are left out of the manifest.

/** A plugin of @custom-elements-manifest/analyzer. */
export function tagNamesPlugin() {
  const tags = new Map();
  return {
    name: 'uggla-tag-names',
    collectPhase({ts, node}) {
      if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'HTMLElementTagNameMap') return;
      for (const member of node.members) {
        if (ts.isPropertySignature(member) && ts.isStringLiteral(member.name))
          tags.set(member.type.getText(), member.name.text);
      }
    },
    packageLinkPhase({customElementsManifest: manifest}) {
      // Whoever installs @uggla/elements finds every class in its one entry.
      const entry = {kind: 'javascript-module', path: 'dist/index.js', declarations: [], exports: []};
      for (const declaration of manifest.modules.flatMap(({declarations}) => declarations)) {
        const tagName = tags.get(declaration.name);
        if (declaration.kind !== 'class' || !tagName) continue;
        const {members = [], attributes = [], events = []} = declaration;
        declaration.members = described(
          members.filter(({name, privacy}) => name && privacy !== 'private' && !name.startsWith('#') && !LIT.has(name)),
        );
        for (const attribute of attributes) attribute.description ??= EVERYWHERE[attribute.name];
        // From dispatchEvent() alone the analyzer can only guess at names; what is meant for others says @fires.
        declaration.events = events.filter(({name, description}) => name && description);
        const reference = {name: declaration.name, module: entry.path};
        entry.declarations.push({...declaration, tagName, customElement: true});
        entry.exports.push(
          {kind: 'js', name: declaration.name, declaration: reference},
          {kind: 'custom-element-definition', name: tagName, declaration: reference},
        );
      }
      entry.declarations.sort((one, other) => one.tagName.localeCompare(other.tagName));
      manifest.modules = [entry];
    },
  };
}

/** An overloaded method once, with its sentence. */
function described(members) {
  const byName = new Map();
  for (const member of members) {
    const before = byName.get(member.name);
    if (!before?.description) byName.set(member.name, {...before, ...member});
  }
  return [...byName.values()];
}

/** Attributes that HTML gives to every element, and ours listen to. */
const EVERYWHERE = {
  lang: 'Language of the element: of its words, and of what it shows where the file has several. Falls back to the page’s.',
  dir: 'Direction of the text, as on every element.',
};

const LIT = new Set([
  'render',
  'styles',
  'willUpdate',
  'update',
  'updated',
  'firstUpdated',
  'connectedCallback',
  'disconnectedCallback',
  'attributeChangedCallback',
  'observedAttributes',
  'shadowRootOptions',
  'createRenderRoot',
]);
