import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPORT_KINDS } from '../../../shared/domain/report.ts';
import { reportSets, type ReportSet } from '../../../shared/domain/report-set.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Log } from '../kernel/ports.ts';

const FILE = 'report-sets.json';

/**
 * `resources/plans/report-sets.json`. A file that is not sound is as good as none, and the log says where: clocks that were
 * half read would make reports late that are not.
 */
export function readReportSets(resources: string, log: Log): readonly ReportSet[] {
  const file = join(resources, 'plans', FILE);
  try {
    return checkedSets(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.error('clocks of reports not read; no report is due and none can be drafted', { file, error: String(error) });
    return [];
  }
}

/** Throws what is wrong with the file, in words for its writer. */
export function checkedSets(raw: unknown): readonly ReportSet[] {
  const { sets } = reportSets.parse(raw);
  const ids = new Set<string>();
  for (const set of sets) {
    const { id, fields } = set;
    if (ids.has(id)) throw faulty(id, 'this id is there twice');
    ids.add(id);
    for (const kind of REPORT_KINDS) {
      if (new Set(fields[kind]).size !== fields[kind].length) throw faulty(id, `a field of ${kind} is there twice`);
    }
    if (new Set(set.daily).size !== set.daily.length) throw faulty(id, 'a daily time is there twice');
    if (set.phone !== null && set.first !== null && set.phone > set.first) {
      throw faulty(id, 'the call is due after the written report');
    }
  }
  return sets;
}

function faulty(id: string, detail: string): ProblemError {
  return new ProblemError({ code: 'report-sets-faulty', origin: 'reports', params: { set: id }, detail });
}
