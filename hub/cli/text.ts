import type { Param, Problem } from '../../shared/kit/problem.ts';

export type Language = 'zh' | 'en';

type Sentence = (param: (name: string) => string) => string;

/** Lines of the command line, both languages of each side by side. Problems are found by their code. */
const sentences: Readonly<Record<string, readonly [zh: Sentence, en: Sentence]>> = {
  'unknown-option': [(p) => `不认识的选项：${p('option')}`, (p) => `unknown option: ${p('option')}`],
  'option-value': [
    (p) => `选项 ${p('option')} 的值不对：${p('value')}（应为 ${p('expected')}）`,
    (p) => `bad value for ${p('option')}: ${p('value')} (expected ${p('expected')})`,
  ],
  'mapping-without-replay': [
    () => '--mapping 要写在它所属的 --replay 之后',
    () => '--mapping must follow the --replay that it belongs to',
  ],
  'token-twice': [() => '--token 与 --token-file 只能用一个', () => 'use either --token or --token-file, not both'],
  'token-file': [(p) => `读不了令牌文件：${p('path')}`, (p) => `cannot read the token file: ${p('path')}`],
  'token-empty': [(p) => `令牌文件是空的：${p('path')}`, (p) => `the token file is empty: ${p('path')}`],
  'file-unreadable': [
    (p) => `文件不存在或读不了：${p('path')}`,
    (p) => `no such file, or it cannot be read: ${p('path')}`,
  ],
  'mapping-missing': [
    (p) => `回放 CSV 需要映射文件（--mapping）：${p('path')}`,
    (p) => `replaying a CSV needs a mapping file (--mapping): ${p('path')}`,
  ],
  'mapping-invalid': [
    (p) => `映射文件无效：${p('path')}：${p('reason')}`,
    (p) => `invalid mapping file: ${p('path')}: ${p('reason')}`,
  ],
  'not-a-folder': [(p) => `不是文件夹：${p('path')}`, (p) => `not a folder: ${p('path')}`],
  'only-with-poll': [
    () => '--poll-host 和 --poll-every 只能与 --poll 一起用',
    () => '--poll-host and --poll-every can only be used with --poll',
  ],
  'area-file-unreadable': [
    (p) => `读不了区划边界文件：${p('path')}：${p('reason')}`,
    (p) => `cannot read the area file: ${p('path')}: ${p('reason')}`,
  ],
  'nothing-to-replay': [
    (p) => `没有可回放的内容（.csv .gpx .cap .xml .atom .txt）：${p('path')}`,
    (p) => `nothing to replay (.csv .gpx .cap .xml .atom .txt): ${p('path')}`,
  ],
  'resource-missing': [(p) => `缺少资源文件：${p('path')}`, (p) => `a resource file is missing: ${p('path')}`],
  'feed-twice': [(p) => `两个来源同名：${p('feed')}`, (p) => `two sources make the same feed: ${p('feed')}`],
  'port-in-use': [(p) => `端口已被占用：${p('host')}:${p('port')}`, (p) => `port in use: ${p('host')}:${p('port')}`],
  'port-not-allowed': [
    (p) => `无权使用端口：${p('host')}:${p('port')}`,
    (p) => `not allowed to use port: ${p('host')}:${p('port')}`,
  ],
  'host-not-here': [(p) => `本机没有这个地址：${p('host')}`, (p) => `this machine has no such address: ${p('host')}`],
  'data-unwritable': [(p) => `数据目录写不了：${p('path')}`, (p) => `cannot write to the data folder: ${p('path')}`],
  'data-in-use': [
    (p) => `另一个 hub 正在使用数据目录：${p('path')}`,
    (p) => `another hub is using the data folder: ${p('path')}`,
  ],
  'log-from-future': [
    (p) => `日志由更新的版本写成（${p('found')} > ${p('newest')}）：${p('file')}`,
    (p) => `the log was written by a newer version (${p('found')} > ${p('newest')}): ${p('file')}`,
  ],
  'sqlite-unfit': [
    (p) => `SQLite 版本不可用：${p('version')}`,
    (p) => `SQLite version not fit for use: ${p('version')}`,
  ],
  'sqlite-setting': [
    (p) => `SQLite 设置未生效：${p('name')} = ${p('actual')}`,
    (p) => `an SQLite setting did not take: ${p('name')} = ${p('actual')}`,
  ],
  'node-too-old': [
    (p) => `需要 Node 24 或更新版本，当前为 ${p('version')}（请用 npm run hub）`,
    (p) => `Node 24 or newer is needed, this is ${p('version')} (use: npm run hub)`,
  ],
  unexpected: [(p) => `出错：${p('detail')}`, (p) => `failed: ${p('detail')}`],
  feed: [(p) => `数据源 ${p('id')} ${p('url')}`, (p) => `feed ${p('id')} ${p('url')}`],
  ready: [
    (p) => `hub ready ${p('origin')} （已就绪，${p('count')} 个数据源）`,
    (p) => `hub ready ${p('origin')} (${p('count')} feeds)`,
  ],
  'token-at': [(p) => `令牌在 ${p('path')}`, (p) => `token in ${p('path')}`],
  'data-temporary': [
    (p) => `日志在临时目录 ${p('path')}，要保留请用 --data`,
    (p) => `the log is in a temporary folder, ${p('path')}; use --data to keep one`,
  ],
  played: [() => '回放结束，继续服务', () => 'replay ended, still serving'],
  help: [
    () => `用法：node hub/main.ts [选项]
  --port N           端口，0 为任选（默认 4100）
  --host H           监听地址（默认 127.0.0.1）
  --data DIR         日志目录（默认为临时目录）
  --token T          席位须出示的令牌
  --token-file F     从文件读令牌
  --station-tokens F 各席位自己的令牌（JSON：席位 → SHA-256，null 为吊销），每次连接重读
  --scenario         演练城市“暴雨洪涝”，八个数据源
  --seed N           演练的随机种子（默认 1）
  --replay PATH      回放文件或目录：.csv（需映射）、.gpx、.cap/.xml/.atom/.txt；可重复
  --mapping FILE     前一个 --replay 的 CSV 映射文件
  --feed ID          另开一个空数据源，只由 HTTP 上报和指令写入；可重复
  --watch DIR        收取放进该文件夹的预警（CAP、国家格式、CoT、NWS、和风）；可重复
  --poll URL         定时向该地址取预警（CAP、Atom、JSON）；可重复
  --poll-host HOST   --poll 的链接和跳转还可去的主机；可重复
  --poll-every S     每隔多少秒取一次，5 到 86400（默认 60）
  --trust DIR        可信签名者的证书或公钥所在文件夹
  --areas FILE       区划编码对应的边界（GeoJSON）；可重复
  --speed X          回放速度，0.1 到 1000 倍，或 max（默认 1）
  --lang zh|en       本命令行的语言
  --help             本说明
`,
    () => `usage: node hub/main.ts [options]
  --port N           port, 0 for any free one (default 4100)
  --host H           address to listen on (default 127.0.0.1)
  --data DIR         folder of the logs (default: a temporary one)
  --token T          what stations must show
  --token-file F     read the token from a file
  --station-tokens F tokens of single stations (JSON: station → SHA-256, null revokes), read at every connection
  --scenario         the demo city's rainstorm, eight feeds
  --seed N           the scenario's seed (default 1)
  --replay PATH      replay a file or folder: .csv (with a mapping), .gpx, .cap/.xml/.atom/.txt; may be repeated
  --mapping FILE     CSV mapping of the --replay before it
  --feed ID          open one more empty feed, filled by HTTP intake and commands alone; may be repeated
  --watch DIR        take the warnings put into that folder (CAP, national form, CoT, NWS, QWeather); may be repeated
  --poll URL         ask that address for warnings again and again (CAP, Atom, JSON); may be repeated
  --poll-host HOST   another host to which links and redirects of --poll may lead; may be repeated
  --poll-every S     seconds between two questions, 5 to 86400 (default 60)
  --trust DIR        folder of certificates or public keys of signers that are trusted
  --areas FILE       outlines of geocodes (GeoJSON); may be repeated
  --speed X          times real time, 0.1 to 1000, or max (default 1)
  --lang zh|en       language of this command line
  --help             this text
`,
  ],
};

export function say(language: Language, key: string, params: Readonly<Record<string, Param>> = {}): string {
  const pair = sentences[key] ?? sentences['unexpected'];
  const sentence = pair?.[language === 'zh' ? 0 : 1];
  return sentence?.((name) => String(params[name] ?? '')) ?? key;
}

/** One line for one problem; a code without a sentence shows itself and its detail. */
export function sayProblem(language: Language, problem: Problem): string {
  if (problem.code in sentences) return say(language, problem.code, problem.params);
  return say(language, 'unexpected', { detail: `${problem.code} ${problem.detail ?? ''}`.trim() });
}

/** `LANG`, `LC_ALL` … of the shell; English unless they say Chinese. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return named.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
