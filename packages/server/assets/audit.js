'use strict';
{
  const words = {
    en: {
      title: 'Acceptances',
      made: 'Exported',
      records: 'records in the chain',
      server: 'Server',
      keys: 'Keys',
      check:
        'This page shows what the file holds. Whether anything was changed is told by: uggla verify <file> --key <public keys>',
      of: 'of',
      accepted: 'accepted',
      missing: 'missing',
      outdated: 'older version',
      all: 'Everybody',
      state: 'Show',
      find: 'Find a person',
      csv: 'Download as CSV',
      print: 'Print',
      language: 'Español',
      who: 'Who',
      what: 'State',
      when: 'When',
      kept: 'Kept by the server',
      signed: 'Name typed',
      version: 'Version',
      sentence: 'Sentence accepted',
      proof: 'Record',
      document: 'Document',
      none: 'No document to accept was found.',
      nobody: 'Nobody fits.',
      missingAre: 'Missing',
      noName: 'no name',
    },
    es: {
      title: 'Aceptaciones',
      made: 'Exportado',
      records: 'registros en la cadena',
      server: 'Servidor',
      keys: 'Claves',
      check:
        'Esta página muestra lo que contiene el archivo. Si algo se cambió, lo dice: uggla verify <archivo> --key <claves públicas>',
      of: 'de',
      accepted: 'aceptado',
      missing: 'falta',
      outdated: 'versión anterior',
      all: 'Todos',
      state: 'Mostrar',
      find: 'Buscar una persona',
      csv: 'Descargar en CSV',
      print: 'Imprimir',
      language: 'English',
      who: 'Quién',
      what: 'Estado',
      when: 'Cuándo',
      kept: 'Guardado por el servidor',
      signed: 'Nombre escrito',
      version: 'Versión',
      sentence: 'Frase aceptada',
      proof: 'Registro',
      document: 'Documento',
      none: 'No se encontró ningún documento que aceptar.',
      nobody: 'Nadie coincide.',
      missingAre: 'Faltan',
      noName: 'sin nombre',
    },
  };
  const data = JSON.parse(document.getElementById('data').textContent);
  const main = document.querySelector('main');
  const chosen = {state: '', find: ''};
  let language = navigator.language.startsWith('es') ? 'es' : 'en';

  const text = (value) =>
    typeof value === 'string' ? value : value ? (value[language] ?? Object.values(value)[0] ?? '') : '';
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const nameOf = ({name, account, mbox}) => name || account?.name || mbox || words[language].noName;
  const time = (iso) =>
    iso
      ? make('time', {
          dateTime: iso,
          textContent: `${new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC'}).format(new Date(iso))} UTC`,
        })
      : '';
  const fits = (row) =>
    (chosen.state === '' || (chosen.state === 'accepted') === (row.state === 'accepted')) &&
    `${nameOf(row.person)} ${row.person.account?.name ?? ''} ${row.signed ?? ''}`
      .toLowerCase()
      .includes(chosen.find.toLowerCase());

  /** A cell of a spreadsheet; what would be a formula is made plain. */
  const cell = (value = '') => {
    const plain = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const download = () => {
    const w = words[language];
    const head = [w.document, w.who, 'id', w.what, w.when, w.kept, w.signed, w.version, 'sha256', w.sentence, w.proof];
    const rows = data.acceptances
      .filter(fits)
      .map((row) => [
        `${row.course}/${row.lesson}`,
        nameOf(row.person),
        row.person.account?.name ?? row.person.mbox,
        w[row.state],
        row.at,
        row.stored,
        row.signed,
        row.version,
        row.sha256,
        row.text,
        row.statement,
      ]);
    const url = URL.createObjectURL(
      new Blob([`\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`], {type: 'text/csv'}),
    );
    make('a', {href: url, download: 'acceptances.csv'}).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };

  const section = (one) => {
    const w = words[language];
    const rows = data.acceptances.filter(({course, lesson}) => course === one.course && lesson === one.lesson);
    const missing = rows.filter(({state}) => state !== 'accepted');
    const shown = rows.filter(fits);
    const files = one.versions.map(({version, language: of, file, sha256}) =>
      make(
        'li',
        {},
        file ? make('a', {href: file, textContent: `${version} (${of})`}) : `${version} (${of})`,
        ' ',
        make('code', {textContent: sha256}),
      ),
    );
    const body = shown.map((row) =>
      make(
        'tr',
        {className: row.state},
        make(
          'td',
          {},
          nameOf(row.person),
          make('br'),
          make('span', {className: 'quiet', textContent: row.person.account?.name ?? row.person.mbox ?? ''}),
        ),
        make('td', {textContent: w[row.state]}),
        make('td', {}, time(row.at)),
        make('td', {}, time(row.stored)),
        make('td', {textContent: row.signed ?? ''}),
        make(
          'td',
          {},
          row.version ?? '',
          make('br'),
          make('code', {textContent: row.sha256 ? row.sha256.slice(0, 12) : ''}),
        ),
        make('td', {textContent: row.text ?? '', lang: row.language ?? ''}),
        make('td', {}, make('code', {textContent: row.statement ?? ''})),
      ),
    );
    const head = [w.who, w.what, w.when, w.kept, w.signed, w.version, w.sentence, w.proof].map((name) =>
      make('th', {scope: 'col', textContent: name}),
    );
    const table = make(
      'div',
      {className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: text(one.title)},
      make(
        'table',
        {},
        make('caption', {textContent: `${text(one.courseTitle)} · ${text(one.title)}`}),
        make('thead', {}, make('tr', {}, ...head)),
        make('tbody', {}, ...body),
      ),
    );
    return make(
      'section',
      {},
      make('h2', {textContent: text(one.title)}),
      make('p', {className: 'quiet', textContent: text(one.courseTitle)}),
      make('p', {
        className: 'count',
        textContent: `${rows.length - missing.length} ${w.of} ${rows.length} ${w.accepted}`,
      }),
      ...(missing.length > 0
        ? [
            make('p', {
              textContent: `${w.missingAre}: ${missing
                .slice(0, 50)
                .map(({person}) => nameOf(person))
                .join(', ')}${missing.length > 50 ? ' …' : ''}`,
            }),
          ]
        : []),
      ...(files.length > 0 ? [make('ul', {}, ...files)] : []),
      shown.length > 0 ? table : make('p', {textContent: w.nobody}),
    );
  };

  const list = make('div');
  const fill = () =>
    list.replaceChildren(
      ...(data.documents.length > 0 ? data.documents.map(section) : [make('p', {textContent: words[language].none})]),
    );
  const show = () => {
    const w = words[language];
    document.documentElement.lang = language;
    document.title = `${w.title} · Uggla`;
    const state = make(
      'select',
      {
        onchange: () => {
          chosen.state = state.value;
          fill();
        },
      },
      ...[
        ['', w.all],
        ['accepted', w.accepted],
        ['missing', w.missing],
      ].map(([value, name]) => make('option', {value, textContent: name, selected: chosen.state === value})),
    );
    const find = make('input', {
      type: 'search',
      value: chosen.find,
      oninput: () => {
        chosen.find = find.value;
        fill();
      },
    });
    main.replaceChildren(
      make('h1', {textContent: w.title}),
      make(
        'p',
        {className: 'quiet'},
        `${w.made}: `,
        time(data.made),
        ` · ${data.records} ${w.records} · ${w.server}: ${data.server} · ${w.keys}: ${data.keys.join(', ')}`,
      ),
      make('p', {className: 'quiet', textContent: w.check}),
      make(
        'div',
        {className: 'bar'},
        make('label', {}, `${w.state} `, state),
        make('label', {}, `${w.find} `, find),
        make('button', {type: 'button', id: 'csv', textContent: w.csv, onclick: download}),
        make('button', {type: 'button', textContent: w.print, onclick: () => print()}),
        make('button', {
          type: 'button',
          id: 'language',
          lang: language === 'es' ? 'en' : 'es',
          textContent: w.language,
          onclick: () => {
            language = language === 'es' ? 'en' : 'es';
            show();
            document.getElementById('language').focus();
          },
        }),
      ),
      list,
    );
    fill();
  };
  show();
}
