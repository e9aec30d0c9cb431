import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { toProblem } from '../shared/kit/problem.ts';
import { inspectProfile } from '../electron/core/inspect.ts';
import { createSystemPorts } from '../electron/core/kernel/system-ports.ts';
import { languageOf } from '../electron/core/launch/language.ts';
import { refuse } from '../electron/core/launch/options.ts';
import { problemLine } from '../electron/core/launch/text.ts';

const USAGE = 'npm run inspect -- --profile DIR';

/** Prints what a profile holds, as JSON: schema and SQLite version, counts, cursors, outbox, quarantine. Changes nothing. */
function inspect(args: string[]): string {
  const { tokens } = parseArgs({ args, strict: false, tokens: true, options: { profile: { type: 'string' } } });
  let given: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') throw refuse('unexpected-argument', { argument: token.value });
    if (token.kind !== 'option') continue;
    if (token.name !== 'profile') throw refuse('unknown-option', { option: token.rawName });
    if (!token.value) throw refuse('value-missing', { option: token.rawName });
    given = token.value;
  }
  if (given === undefined) throw refuse('value-missing', { option: '--profile' });
  const profile = path.resolve(given);
  if (!existsSync(profile)) throw refuse('profile-missing', { path: profile });
  const ports = createSystemPorts({ profile, resources: path.resolve(import.meta.dirname, '../resources') });
  return JSON.stringify(inspectProfile(ports, profile), null, 2);
}

const args = process.argv.slice(2);
if (args.includes('--help')) console.log(USAGE);
else {
  try {
    console.log(inspect(args));
  } catch (error) {
    console.error(problemLine(languageOf(process.env), toProblem(error, 'inspect')));
    process.exitCode = 1;
  }
}
