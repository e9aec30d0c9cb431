import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { createRandom } from '../../shared/kit/random.ts';
import { temporaryFolder } from '../fixtures/processes.ts';
import { startBeside, type Beside } from './beside.ts';
import { verdictOf, type Fault, type Outcome } from './fault.ts';
import { faults } from './faults.ts';
import { endAll } from './kit/children.ts';
import { parseOptions } from './options.ts';
import { quotaOf } from './quota.ts';
import { countVerdicts, table, type Line } from './table.ts';

/** Breaks the console on purpose and prints what was lost. Exit code: 0 nothing failed · 1 something did · 2 wrong usage. */
const options = readOptions();
if (options.list) {
  for (const fault of faults) console.log(`${fault.name.padEnd(20)} ${fault.title} (${fault.rules.join(', ')})`);
  process.exit(0);
}

const SKIPPED: Outcome = { kind: 'notRun', why: 'left out by --skip' };
const root = temporaryFolder();
const lines: Line[] = [];
const chosen = faults.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
const waiting =
  chosen.length > 1 && options.full ? chosen.filter(({ waits, name }) => waits && !options.skip.includes(name)) : [];
const besides = new Map<string, Beside>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endAll();
    for (const beside of besides.values()) beside.stop();
    process.exit(130);
  });
}

console.log(
  `fault tests · ${options.full ? 'full' : 'short'} · seed ${options.seed} (repeat with --seed ${options.seed})`,
);
for (const { name } of waiting) besides.set(name, startBeside(name, options.seed, root.path));
for (const fault of chosen) {
  if (besides.has(fault.name)) continue;
  console.log(`\n▶ ${fault.name} · ${fault.title}`);
  const folder = path.join(root.path, fault.name);
  mkdirSync(folder, { recursive: true });
  const start = performance.now();
  const outcome = options.skip.includes(fault.name) ? SKIPPED : await attempt(fault, folder);
  const seconds = (performance.now() - start) / 1_000;
  lines.push({ fault, outcome, seconds });
  const verdict = verdictOf(outcome);
  console.log(`  ${verdict === 'NOT RUN' ? '!!! ' : ''}${verdict} after ${seconds.toFixed(1)} s`);
  if (verdict === 'FAIL') console.log(`  what is left of it: ${folder}`);
  else if (!options.keep) rmSync(folder, { recursive: true, force: true });
}

for (const [name, beside] of besides) {
  const { outcome, seconds } = await beside.end;
  console.log(`\n▶ ${name} · beside the others\n${beside.output().trim().replaceAll(/^/gm, '  │ ')}`);
  lines.push(...chosen.filter((fault) => fault.name === name).map((fault) => ({ fault, outcome, seconds })));
}
lines.sort((a, b) => faults.indexOf(a.fault) - faults.indexOf(b.fault));

const counts = countVerdicts(lines);
const quota = quotaOf(lines, options.full);
console.log(`\n${table(lines)}`);
// A missed time on a machine that others keep busy is a weaker witness than a lost row.
console.log(
  `\nload average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} on ${availableParallelism()} cores`,
);
if (options.only.length === 0) console.log(`\n${quota.text}`);
for (const text of quota.missed) console.log(`!!! FAIL: fewer than the issue asks for: ${text}`);
console.log(
  `\n${lines.length} faults · ${counts.pass} pass · ${counts.FAIL} fail · ${counts['falls short']} fall short · ${counts['NOT RUN']} not run · seed ${options.seed}`,
);
if (options.json) {
  const results = lines.map(({ fault, outcome, seconds }) => ({
    name: fault.name, title: fault.title, rules: fault.rules, verdict: verdictOf(outcome), seconds, ...outcome,
  })); // prettier-ignore
  writeFileSync(
    options.json,
    `${JSON.stringify({ seed: options.seed, full: options.full, counts, quota, results }, null, 2)}\n`,
  );
}
if (counts.FAIL === 0 && !options.keep) root.remove();
process.exit(counts.FAIL > 0 || quota.missed.length > 0 ? 1 : 0);

/** Children never outlive their fault, and an error of the test is a failure, not the end of the run. */
async function attempt(fault: Fault, folder: string): Promise<Outcome> {
  const random = createRandom(seedOf(fault.name));
  const say = (line: string): void => console.log(`  ${line}`);
  try {
    return await fault.run({ full: options.full, random, folder, say });
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const nothing = { tries: 0, lost: 0, doubled: 0, falseClaims: 0, worstRecovery: null, shortfalls: [], facts: [] };
    return { kind: 'counted', ...nothing, failures: [`the test ended early: ${text}`] };
  } finally {
    endAll();
  }
}

function seedOf(name: string): number {
  return createHash('sha256').update(`${options.seed} ${name}`).digest().readUInt32LE(0);
}

function readOptions(): ReturnType<typeof parseOptions> {
  try {
    return parseOptions(process.argv.slice(2), faults.map((fault) => fault.name)); // prettier-ignore
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}
