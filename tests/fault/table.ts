import { verdictOf, type Fault, type Outcome, type Verdict } from './fault.ts';

export interface Line {
  readonly fault: Fault;
  readonly outcome: Outcome;
  readonly seconds: number;
}

const HEAD = ['fault', 'tries', 'lost', 'doubled', 'false claims', 'worst recovery ms', 'verdict'];

/** The table, then what stands behind each verdict. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ fault, outcome }) => {
    const verdict = verdictOf(outcome);
    if (outcome.kind === 'notRun') return [fault.name, '-', '-', '-', '-', '-', `${verdict}: ${outcome.why}`];
    const { tries, lost, doubled, falseClaims, worstRecovery } = outcome;
    return [fault.name, ...[tries, lost, doubled, falseClaims, worstRecovery ?? '-'].map(String), verdict];
  });
  const all = totalOf(lines);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...[...rows, all].map((row) => shown(row, column).length)),
  );
  const print = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 || column === 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd(); // prettier-ignore
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [print(HEAD), rule, ...rows.map(print), rule, print(all), ...lines.flatMap(notes)].join('\n');
}

/** What should be nothing, over all of them; tries are of different kinds and make no sum. */
function totalOf(lines: readonly Line[]): string[] {
  const counted = lines.flatMap(({ outcome }) => (outcome.kind === 'counted' ? [outcome] : []));
  const sum = (key: 'lost' | 'doubled' | 'falseClaims'): string =>
    String(counted.reduce((total, outcome) => total + outcome[key], 0));
  const worst = Math.max(0, ...counted.map(({ worstRecovery }) => worstRecovery ?? 0));
  return ['all', '', sum('lost'), sum('doubled'), sum('falseClaims'), String(worst), ''];
}

/** A long reason must not widen the column of verdicts. */
function shown(row: readonly string[], column: number): string {
  const cell = row[column] ?? '';
  return column === 6 ? (cell.split(':')[0] ?? '') : cell;
}

function notes({ fault, outcome, seconds }: Line): string[] {
  const head = `\n${fault.name} · ${fault.title} (${fault.rules.join(', ')}) · ${seconds.toFixed(1)} s`;
  if (outcome.kind === 'notRun') return [head, `  NOT RUN: ${outcome.why}`];
  return [
    head,
    ...outcome.failures.map((text) => `  FAIL: ${text}`),
    ...outcome.shortfalls.map((text) => `  falls short: ${text}`),
    ...outcome.facts.map((text) => `  ${text}`),
  ];
}

export function countVerdicts(lines: readonly Line[]): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = { pass: 0, FAIL: 0, 'falls short': 0, 'NOT RUN': 0 };
  for (const { outcome } of lines) counts[verdictOf(outcome)] += 1;
  return counts;
}
