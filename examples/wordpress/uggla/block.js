// The block in the editor: what the shortcode takes, as a form, with what it makes below it.
(({blocks, element, components, blockEditor, serverSideRender}) => {
  const make = element.createElement;
  blocks.registerBlockType('uggla/element', {
    edit({attributes, setAttributes}) {
      const set = (name) => (value) => setAttributes({[name]: value});
      return make(
        'div',
        blockEditor.useBlockProps(),
        make(components.SelectControl, {
          label: 'Uggla',
          value: attributes.element,
          onChange: set('element'),
          options: ['campus', 'course', 'guide', 'portfolio', 'player', 'chat'].map((value) => ({value, label: value})),
        }),
        make(components.TextControl, {
          label: 'src',
          value: attributes.src,
          placeholder: 'courses/…/course.json',
          onChange: set('src'),
        }),
        make(components.TextControl, {
          label: 'options',
          value: attributes.options,
          placeholder: 'layout="feed" lang="es"',
          onChange: set('options'),
        }),
        make(serverSideRender, {block: 'uggla/element', attributes}),
      );
    },
    save: () => null, // the server makes it, with the address that the campus has then
  });
})(window.wp);
