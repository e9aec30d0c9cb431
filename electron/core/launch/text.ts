import type { Param, Problem } from '../../../shared/kit/problem.ts';
import type { Language } from './language.ts';

type Text = Readonly<Record<Language, string>>;

/** What a start can say on its command line. A name in braces is a parameter of the problem. */
const texts = {
  'unknown-option': {
    zh: '不认识的选项 {option}。用 --help 查看全部选项。',
    en: 'Unknown option {option}. See --help.',
  },
  'unexpected-argument': {
    zh: '多余的参数“{argument}”。用 --help 查看用法。',
    en: 'Unexpected argument "{argument}". See --help.',
  },
  'value-missing': { zh: '选项 {option} 后面缺少内容。', en: 'Option {option} needs a value.' },
  'value-not-wanted': { zh: '选项 {option} 后面不接内容。', en: 'Option {option} takes no value.' },
  'given-twice': { zh: '选项 {option} 只能给一次。', en: 'Option {option} may be given once.' },
  'bad-choice': {
    zh: '{option} 只能是 {choices}，不能是“{value}”。',
    en: '{option} must be one of {choices}, not "{value}".',
  },
  'bad-number': {
    zh: '{option} 需要 {from} 到 {to} 之间的整数，不能是“{value}”。',
    en: '{option} needs a whole number from {from} to {to}, not "{value}".',
  },
  'bad-speed': {
    zh: '--speed 需要 1 到 1000 之间的数，或 max，不能是“{value}”。',
    en: '--speed needs a number from 1 to 1000, or max, not "{value}".',
  },
  'bad-feed-url': {
    zh: '--feed 需要形如 http://主机:端口/数据源 的地址，不能是“{value}”。',
    en: '--feed needs an address like http://host:port/feed, not "{value}".',
  },
  'bad-city': {
    zh: '--city 只能用字母、数字、点、横线和下划线，最多 64 个，不能是“{value}”。',
    en: '--city takes letters, digits, dots, hyphens and underscores, at most 64, not "{value}".',
  },
  'bad-exchange-host': {
    zh: '--exchange-host 需要本机的地址或名称，不能是“{value}”。',
    en: '--exchange-host needs an address or name of this machine, not "{value}".',
  },
  'bad-peer': {
    zh: '--peer 需要形如 主机:端口 的地址，不能是“{value}”。',
    en: '--peer needs an address like host:port, not "{value}".',
  },
  'bad-token': { zh: '口令为空或含有空白、控制字符。', en: 'The token is empty or has blanks or control characters.' },
  'cannot-combine': {
    zh: '{first} 和 {second} 不能一起用：演示、回放与真实数据分开存放。',
    en: '{first} and {second} cannot be used together: demo, replay and real data are kept apart.',
  },
  'area-file-unreadable': {
    zh: '读不了区划边界文件“{path}”：{reason}',
    en: 'The area file "{path}" cannot be read: {reason}',
  },
  'not-a-folder': { zh: '不是文件夹：{path}', en: 'Not a folder: {path}' },
  'bad-poll-url': {
    zh: '预警地址“{value}”不对：应为 http(s)://主机/路径，不带口令。',
    en: 'Bad address to poll, "{value}": http(s)://host/path without credentials is expected.',
  },
  'only-with': { zh: '{option} 只能与 {other} 一起用。', en: '{option} can only be used with {other}.' },
  'mapping-missing': {
    zh: '回放 CSV 文件“{path}”需要在其后给出 --mapping 文件。',
    en: 'To replay the CSV file "{path}", give --mapping FILE after it.',
  },
  'mapping-not-wanted': {
    zh: '“{path}”不是 CSV 文件，不需要 --mapping。',
    en: '"{path}" is not a CSV file and takes no --mapping.',
  },
  'file-missing': { zh: '没有这个文件或文件夹：“{path}”。', en: 'No such file or folder: "{path}".' },
  'file-unreadable': { zh: '读不了“{path}”：{reason}。', en: 'Cannot read "{path}": {reason}.' },
  'roads-file-wrong': {
    zh: '“{path}”不是路网文件。先用 npm run roads -- build 由 OSM 数据建成。',
    en: '"{path}" is no road graph. Make one of OSM data with npm run roads -- build.',
  },
  'profile-unusable': {
    zh: '数据文件夹“{path}”不能读写：{reason}。',
    en: 'The profile folder "{path}" cannot be read and written: {reason}.',
  },
  'profile-in-use': {
    zh: '数据文件夹“{profile}”正被另一个指挥台使用。',
    en: 'The profile folder "{profile}" is in use by another console.',
  },
  'profile-of-other-mode': {
    zh: '数据文件夹“{path}”里是{held}的数据，不能用于{wanted}。请换一个 --profile。',
    en: 'The profile folder "{path}" holds data of {held} and cannot be used for {wanted}. Choose another --profile.',
  },
  'profile-missing': { zh: '没有这个数据文件夹：“{path}”。', en: 'No such profile folder: "{path}".' },
  'port-in-use': { zh: '端口 {port} 已被占用。', en: 'Port {port} is in use.' },
  'port-refused': { zh: '不能监听端口 {port}：{reason}。', en: 'Cannot listen on port {port}: {reason}.' },
  'child-crashed': {
    zh: '{name} 进程启动时意外结束（{how}）。',
    en: 'The {name} process ended while starting ({how}).',
  },
  'renderer-missing': {
    zh: '没有构建好的界面。请运行 npm run build。',
    en: 'The built interface is missing. Run npm run build.',
  },
  'sandbox-off': {
    zh: '不能在关闭沙箱的情况下启动。',
    en: 'The console does not start with the sandbox switched off.',
  },
  'raised-first': {
    zh: '指挥台已在运行，已把它的窗口调到前面。',
    en: 'The console is already running; its window was brought to the front.',
  },
  // Of the core, when it cannot open what the profile holds.
  'profile-unreadable': { zh: '打不开“{path}”。', en: 'Cannot open "{path}".' },
  'database-damaged': {
    zh: '数据库“{path}”已损坏，原样保留，未作改动。',
    en: 'The database "{path}" is damaged; it was left as it is.',
  },
  'sqlite-version': {
    zh: 'SQLite {found} 不可用，需要 {needed} 或更新的版本。',
    en: 'SQLite {found} cannot be used; {needed} or newer is needed.',
  },
  'database-from-future': {
    zh: '数据由更新的版本写成（{found}，此版本只认识到 {known}），不予打开。',
    en: 'The data was written by a newer version ({found}; this one knows up to {known}) and is not opened.',
  },
  'officer-unknown': { zh: '没有编号为“{officer}”的值班员。', en: 'There is no officer "{officer}".' },
  // Of the hub, when it cannot play what it was given.
  'mapping-invalid': { zh: '映射文件“{path}”无效：{reason}', en: 'The mapping file "{path}" is not valid: {reason}' },
  'nothing-to-replay': { zh: '“{path}”里没有可回放的内容。', en: 'There is nothing to replay in "{path}".' },
  'resource-missing': { zh: '缺少资源文件“{path}”。', en: 'The resource file "{path}" is missing.' },
  'feed-twice': { zh: '两个回放文件同名：{feed}', en: 'Two replayed files have the same name: {feed}' },
  'data-in-use': {
    zh: '数据源的文件夹“{path}”正被另一个进程使用。',
    en: 'The folder "{path}" of the hub is in use by another process.',
  },
  'log-from-future': {
    zh: '数据源的日志由更新的版本写成（{found}，此版本只认识到 {newest}），不予打开。',
    en: 'The log of the hub was written by a newer version ({found}; this one knows up to {newest}) and is not opened.',
  },
  fallback: { zh: '启动失败：{code}（{origin}）{detail}', en: 'The start failed: {code} ({origin}) {detail}' },
  'already-running': { zh: '指挥台已在运行：{link}', en: 'The console is already running: {link}' },
  'browser-not-opened': {
    zh: '没能打开浏览器，请自行打开上面的地址。',
    en: 'No browser could be opened; open the address above yourself.',
  },
  'child-hangs': {
    zh: '{name} 进程没有响应，将结束并重新启动。',
    en: 'The {name} process does not answer; it is ended and started again.',
  },
  'child-restarts': {
    zh: '{name} 进程意外结束（{how}），正在重新启动。',
    en: 'The {name} process ended ({how}); it is started again.',
  },
  'electron-missing': {
    zh: '这里没有 Electron（{reason}），改在浏览器中提供指挥台。',
    en: 'Electron is not available here ({reason}); serving the console to a browser instead.',
  },
  'electron-needed': { zh: '--host desktop 需要 Electron：{reason}。', en: '--host desktop needs Electron: {reason}.' },
  'no-display': { zh: '没有图形界面', en: 'no display' },
  'as-root': { zh: '以 root 运行', en: 'running as root' },
  'download-failed': { zh: '没有安装，也没能下载', en: 'it is not installed and could not be fetched' },
  'download-failed-before': {
    zh: '没有安装，一天之内下载失败过',
    en: 'it is not installed, and fetching it failed within the last day',
  },
  'electron-ended': { zh: '它启动后立刻退出', en: 'it ended at once' },
  'mode-demo': { zh: '演示（种子 {key}）', en: 'the demo (seed {key})' },
  'mode-replay': { zh: '回放（{key}）', en: 'a replay ({key})' },
  'mode-live': { zh: '真实数据', en: 'real feeds' },
} as const satisfies Record<string, Text>;

export type LaunchTextKey = keyof typeof texts;

export function launchText(
  language: Language,
  key: LaunchTextKey,
  params: Readonly<Record<string, Param>> = {},
): string {
  return texts[key][language].replace(/\{(\w+)\}/g, (_place, name: string) => String(params[name] ?? ''));
}

/** A parameter that is itself a key of a text is said in words; `heldKey` is then the place `{key}` of `held`. */
function say(language: Language, params: Readonly<Record<string, Param>>): Record<string, Param> {
  const isKey = (value: Param): value is LaunchTextKey => typeof value === 'string' && Object.hasOwn(texts, value);
  const said = Object.entries(params).map(([name, value]): [string, Param] => {
    return [name, isKey(value) ? launchText(language, value, { key: params[`${name}Key`] ?? '' }) : value];
  });
  return Object.fromEntries(said);
}

/** A problem as one line. One of another room that has no text here is told by its code and detail, never dropped. */
export function problemLine(language: Language, problem: Problem): string {
  if (Object.hasOwn(texts, problem.code)) {
    return oneLine(launchText(language, problem.code as LaunchTextKey, say(language, problem.params ?? {})));
  }
  const detail = problem.detail ?? JSON.stringify(problem.params ?? {});
  return oneLine(launchText(language, 'fallback', { code: problem.code, origin: problem.origin, detail }));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
