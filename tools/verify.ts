import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { toProblem } from '../shared/kit/problem.ts';
import { readTrustedKeys, verifyPackage, type PackageVerdict } from '../electron/core/records/package/read-package.ts';
import { languageOf } from '../electron/core/launch/language.ts';
import type { Language } from '../electron/core/launch/language.ts';
import { refuse } from '../electron/core/launch/options.ts';
import { problemLine } from '../electron/core/launch/text.ts';

const USAGE = 'npm run verify -- PACKAGE [--trust KEYS] [--every-signature] [--json]';

const WORDS = {
  zh: {
    valid: (v: PackageVerdict) => `有效：席位 ${v.station} 的 ${v.entries} 条记录`,
    bad: (no: string, code: string) => `无效：第一处不符在第 ${no} 条（${code}）`,
    fault: (about: string, code: string) => `无效：${about}（${code}）`,
    key: (v: PackageVerdict) =>
      `  公钥 ${v.publicKey}（${v.keyTrusted ? '在您给出的公钥之中' : '仅为记录自述，请与席位核对'}）`,
    covered: (v: PackageVerdict) =>
      `  检查点 ${v.checkpoints} 个，覆盖 ${v.covered} 条，未覆盖 ${v.entries - v.covered} 条`,
    witness: (name: string, size: number, at: string) => `  见证方 ${name} 于 ${at} 见到 ${size} 条`,
    nobody: '  您给出的公钥中没有见证方：这里没有什么能证明它写于何时',
    sealed: (count: number | null) =>
      count === null ? '  个人信息：未附（脱敏导出）' : `  个人信息：${count} 项，均与封存时一致`,
    attachments: ({ attached, withheld, missing }: PackageVerdict['attachments']) =>
      `  附件：随附 ${attached} 个，脱敏未附 ${withheld} 个，不在该席位 ${missing} 个`,
  },
  en: {
    valid: (v: PackageVerdict) => `VALID: ${v.entries} entries of station ${v.station}`,
    bad: (no: string, code: string) => `INVALID: first bad entry ${no} (${code})`,
    fault: (about: string, code: string) => `INVALID: ${about} (${code})`,
    key: (v: PackageVerdict) =>
      `  key ${v.publicKey} (${v.keyTrusted ? 'among yours' : "the log's own word: compare it with the station's"})`,
    covered: (v: PackageVerdict) =>
      `  ${v.checkpoints} checkpoints cover ${v.covered}; not covered: ${v.entries - v.covered}`,
    witness: (name: string, size: number, at: string) => `  witness ${name} saw ${size} at ${at}`,
    nobody: '  no witness among your keys: nothing here proves when it was written',
    sealed: (count: number | null) =>
      count === null
        ? '  personal values: left out (redacted)'
        : `  personal values: ${count}, each the one that was sealed`,
    attachments: ({ attached, withheld, missing }: PackageVerdict['attachments']) =>
      `  attachments: ${attached} in it, ${withheld} withheld, ${missing} not at the station`,
  },
} as const;

function report(language: Language, verdict: PackageVerdict): string {
  const words = WORDS[language];
  const { firstBad, faults, witnesses, sealed } = verdict;
  const wrong = [
    ...(firstBad
      ? [words.bad(firstBad.until ? `${firstBad.no}–${firstBad.until}` : String(firstBad.no), firstBad.code)]
      : []),
    ...faults.map(({ about, code }) => words.fault(about, code)),
  ];
  if (wrong.length > 0) return wrong.join('\n');
  const seen = witnesses.map(({ name, size, seconds }) =>
    words.witness(name, size, new Date(seconds * 1_000).toISOString()),
  );
  return [
    words.valid(verdict),
    words.key(verdict),
    words.covered(verdict),
    ...(seen.length > 0 ? seen : [words.nobody]),
    words.sealed(sealed),
    words.attachments(verdict.attachments),
  ].join('\n');
}

/** Verifies an exported decision log; exit code 0: valid, 1: not, 2: could not be read. */
async function verify(args: string[], language: Language): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { trust: { type: 'string' }, 'every-signature': { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined) throw refuse('value-missing', { option: 'PACKAGE' });
  if (more[0] !== undefined) throw refuse('unexpected-argument', { argument: more[0] });
  const trusted = values.trust === undefined ? [] : readTrustedKeys(readFileSync(path.resolve(values.trust), 'utf8'));
  const verdict = await verifyPackage(path.resolve(folder), trusted, values['every-signature'] ?? false);
  console.log(values.json ? JSON.stringify(verdict, null, 2) : report(language, verdict));
  return verdict.ok ? 0 : 1;
}

const args = process.argv.slice(2);
const language = languageOf(process.env);
if (args.includes('--help')) console.log(USAGE);
else {
  try {
    process.exitCode = await verify(args, language);
  } catch (error) {
    console.error(problemLine(language, toProblem(error, 'verify')));
    process.exitCode = 2;
  }
}
