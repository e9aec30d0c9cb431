import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findOrInstallChromium } from './chromium.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { requireNode } from './require-node.mjs';

requireNode();

/** Chance of the fault tests is the same in every run; another seed is a choice. */
const FAULT_SEED = process.env.LIANZHI_FAULT_SEED ?? '20261124';
/** Run by the fault tests, more often. */
const SCHEDULES = 'electron/core/sync/schedules.test.ts';

/**
 * The README's test command: static checks, unit/contract/integration tests, the console in a real browser, then faults.
 * Ends with one line that counts all of them; what could not be run is counted as skipped and named.
 */
const reports = mkdtempSync(path.join(tmpdir(), 'lianzhi-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const notRun = [];
const shortfalls = [];
/** Failed at the first try and passed at the second. */
const tender = [];
const failures = [];

function step(title, command, args, env = {}) {
  console.log(`\n— ${title}`);
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

function count(passed, failed, skipped) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** Most specs wait more than they work; those that are measured by the clock (@alone) have the machine to themselves. */
const BROWSER_RUNS = [
  { title: 'the console in Chromium', args: ['--workers=2', '--grep-invert=@alone'] },
  { title: 'the console in Chromium, by the clock', args: ['--workers=1', '--grep=@alone'] },
];

function runBrowser(title, args) {
  const file = path.join(reports, `${title}.json`.replaceAll(/[ ,]+/g, '-'));
  const command = ['test', '--config', 'tests/e2e/playwright.config.ts', ...args];
  const status = step(title, 'playwright', [...command, `--output=test-results/${path.basename(file, '.json')}`], {
    CHROMIUM: browser,
    // Without a locale Chromium cannot write the Chinese name of a file that it saves.
    LANG: process.env.LANG || 'C.UTF-8',
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const report = readReport(file);
  if (report) count(report.stats.expected + report.stats.flaky, report.stats.unexpected, report.stats.skipped);
  for (const { title: spec, status: end, error } of specsOf(report?.suites ?? [])) {
    if (end === 'unexpected') failures.push(`${spec}: ${error}`);
    if (end === 'flaky') tender.push(`${spec}: ${error}`);
  }
  if (status !== 0 && !(report?.stats.unexpected > 0)) fail(`${title} ended without a report`);
}

/** Every test of a Playwright report with how it ended and what its first failure said. */
function specsOf(suites) {
  return suites.flatMap((suite) => [
    ...specsOf(suite.suites ?? []),
    ...(suite.specs ?? []).flatMap(({ file, title, tests }) =>
      tests.map(({ status, results }) => ({
        title: `${file} › ${title}`,
        status,
        error: firstLine(results.find(({ error }) => error)?.error.message),
      })),
    ),
  ]);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function fail(text) {
  failures.push(text);
  count(0, 1, 0);
}

if (step('static checks', process.execPath, ['tools/check.mjs']) === 0) count(1, 0, 0);
else fail('static checks');

/** Files of a Vitest report with a failure in them, each with the names and first lines of what failed. */
function failuresOf(report) {
  return (report?.testResults ?? [])
    .filter(({ status }) => status === 'failed')
    .map(({ name, message, assertionResults }) => ({
      file: path.relative(process.cwd(), name),
      failed: assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`),
      message: firstLine(message),
    }));
}

function firstLine(text) {
  return String(text ?? '').split('\n', 1)[0];
}

function runUnits(title, args) {
  const file = path.join(reports, `${title}.json`.replaceAll(/[ ,]+/g, '-'));
  const status = step(title, 'vitest', [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${file}`,
  ]);
  return { status, found: readReport(file) };
}

/**
 * Real sockets, processes and disks: a limit that is missed while others use the machine says nothing, so files that
 * failed are run once more, alone. What failed twice has failed; what failed once is told at the end by name.
 */
const { status: unit, found: unitCounts } = runUnits('unit, contract and integration tests', ['--exclude', SCHEDULES]);
if (unitCounts) {
  const once = failuresOf(unitCounts);
  const again =
    once.length > 0 ? runUnits('unit, second try', ['--maxWorkers=1', ...once.map(({ file }) => file)]) : null;
  const twice = again ? failuresOf(again.found) : [];
  for (const { file, failed, message } of once) {
    const end = twice.find((other) => other.file === file);
    if (!end && again.found) tender.push(...failed.map((text) => `${file}: ${text}`));
    else
      failures.push(
        ...((end?.failed.length ?? 0) > 0 ? end.failed : [end?.message ?? message]).map((text) => `${file}: ${text}`),
      );
  }
  const failed = again?.found ? again.found.numFailedTests : unitCounts.numFailedTests;
  if (once.length === 0 && unit !== 0) fail('an error outside of any unit test');
  const brokenFiles = (again?.found ? twice : once).filter(({ failed: names }) => names.length === 0).length;
  count(
    unitCounts.numPassedTests + Math.max(0, unitCounts.numFailedTests - failed),
    failed + brokenFiles,
    unitCounts.numPendingTests + unitCounts.numTodoTests,
  );
  for (const file of unitCounts.testResults) {
    for (const test of file.assertionResults)
      if (test.status === 'pending' || test.status === 'skipped') notRun.push(test.fullName);
  }
} else if (unit !== 0) fail('unit, contract and integration tests ended without a report');

const browser = findOrInstallChromium();
if (!browser) {
  count(0, 0, 1);
  notRun.push('the console in a browser (no Chromium here, none could be installed)');
} else {
  await ensureBuilt();
  for (const { title, args } of BROWSER_RUNS) runBrowser(title, args);
}

function runFaults(title, only = []) {
  const report = path.join(reports, `faults-${title}.json`.replaceAll(' ', '-'));
  const args = [
    'tests/fault/main.ts',
    '--seed',
    FAULT_SEED,
    '--json',
    report,
    ...only.flatMap((name) => ['--only', name]),
  ];
  const status = step(title, process.execPath, args, browser ? { CHROMIUM: browser } : {});
  return { status, found: readReport(report) };
}

/**
 * One fault is one test. What falls short of a requirement without loss is neither passed nor failed: it is told by name.
 * A fault that lost, doubled and claimed nothing false, but was too slow for a limit, is tried once more and both are told:
 * a limit that is missed while others use the machine says nothing. What was lost is never tried again.
 */
const { status: faultStatus, found: faults } = runFaults('faults');
if (faults) {
  const { counts, quota, results } = faults;
  const failed = results.filter(({ verdict }) => verdict === 'FAIL');
  const slow = failed.filter(({ lost, doubled, falseClaims }) => lost + doubled + falseClaims === 0);
  const again =
    slow.length > 0
      ? runFaults(
          'faults, second try',
          slow.map(({ name }) => name),
        ).found
      : null;
  const mended = again?.results.filter(({ verdict }) => verdict !== 'FAIL') ?? [];
  for (const { name, failures: texts } of slow) {
    const end = mended.some((result) => result.name === name) ? 'passed' : 'failed again';
    shortfalls.push(`fault ${name}: ${texts.join('; ')} at the first try; ${end} at the second`);
  }
  const faultsFailed = failed.length - mended.length + quota.missed.length;
  count(counts.pass + mended.length, faultsFailed, counts['NOT RUN']);
  for (const { name, failures: texts } of failed)
    if (!mended.some((result) => result.name === name)) failures.push(`fault ${name}: ${texts.join('; ')}`);
  for (const text of quota.missed) failures.push(`fault quota: ${text}`);
  for (const { name, verdict, why, shortfalls: texts } of results) {
    if (verdict === 'NOT RUN') notRun.push(`fault ${name} (${why})`);
    if (verdict === 'falls short') shortfalls.push(...texts.map((text) => `fault ${name}: ${text}`));
  }
} else if (faultStatus !== 0) fail('the fault suite ended without a report');

// The same specs run against real Electron wherever its binary is; elsewhere they are not run, and said to be.
rmSync(reports, { recursive: true });
for (const name of notRun) console.log(`not run: ${name}`);
for (const text of tender) console.log(`!!! FAILED ONCE, passed at the second try: ${text}`);
for (const text of failures) console.log(`!!! FAILED: ${text}`);
for (const text of shortfalls) console.log(`!!! FALLS SHORT: ${text}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed ? 1 : 0;
