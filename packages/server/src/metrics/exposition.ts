/** Labels of a sample: name → value. */
export type Labels = Readonly<Record<string, string>>;

/** One number of a family. */
export interface Sample {
  /** What stands behind the family's name: `_bucket`, `_sum`, `_count` of a histogram. */
  suffix?: string;
  labels?: Labels;
  value: number;
}

/** Numbers of one name. */
export interface Family {
  name: string;
  /** One sentence. */
  help: string;
  type: 'counter' | 'gauge' | 'histogram';
  samples: readonly Sample[];
}

/** Type of what {@link exposition} writes. */
export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/** Numbers in Prometheus's text format 0.0.4: two comments for each family, then a line for each sample. */
export function exposition(families: readonly Family[]): string {
  return families
    .filter(({samples}) => samples.length > 0)
    .map(
      ({name, help, type, samples}) =>
        `# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}\n# TYPE ${name} ${type}\n${samples
          .map(({suffix = '', labels, value}) => `${name}${suffix}${written(labels)} ${value}\n`)
          .join('')}`,
    )
    .join('');
}

function written(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}
