const en = {
  'account-column': () => 'the first line names no column “account”',
  'person-column': () => 'the first line names no column “name”, “email” or “account”',
  cells: (value: string) => `it has ${value} cells, more than the first line names`,
  account: () => 'it names no account',
  nobody: () => 'it names nobody',
  length: () => 'an account or a name is longer than 200 letters',
  server: (value: string) => `${value} is the account of the server itself`,
  email: (value: string) => `${value} is no address of mail`,
  'time-zone': (value: string) => `${value} is no time zone (as Europe/Madrid)`,
  course: () => 'it names no course, and neither does --course',
  'course-unknown': (value: string) => `the campus has no course ${value}`,
  twice: (value: string) => `${value} stands in the file twice for this course`,
} as const;

/** What may be wrong with a row of a table of people. */
export type RowTrouble = keyof typeof en;

type RowWords = Readonly<Record<RowTrouble, (value: string) => string>>;

const es: RowWords = {
  'account-column': () => 'la primera línea no nombra ninguna columna «cuenta»',
  'person-column': () => 'la primera línea no nombra ninguna columna «nombre», «correo» o «cuenta»',
  cells: (value) => `tiene ${value} celdas, más de las que nombra la primera línea`,
  account: () => 'no indica ninguna cuenta',
  nobody: () => 'no nombra a nadie',
  length: () => 'una cuenta o un nombre tiene más de 200 letras',
  server: (value) => `${value} es la cuenta del propio servidor`,
  email: (value) => `${value} no es una dirección de correo`,
  'time-zone': (value) => `${value} no es una zona horaria (como Europe/Madrid)`,
  course: () => 'no indica ningún curso',
  'course-unknown': (value) => `el campus no tiene ningún curso ${value}`,
  twice: (value) => `${value} está dos veces en el archivo para este curso`,
};

/** What is told of a row, in the languages of the desk. */
export const rowWords: Readonly<Record<'en' | 'es', RowWords>> = {en, es};

/** A row of a table of people that was not understood. */
export interface RowProblem {
  /** In the file, from 1. */
  line: number;
  /** What is wrong, in English. */
  message: string;
  /** Which trouble it is, and what it is about, where a page has words of its own for it. */
  trouble?: RowTrouble;
  value?: string;
}

/** What is wrong with a row. */
export function rowProblem(line: number, trouble: RowTrouble, value = ''): RowProblem {
  return {line, message: en[trouble](value), trouble, value};
}
