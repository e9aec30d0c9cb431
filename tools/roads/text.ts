import type { Param, Problem } from '../../shared/kit/problem.ts';
import type { Language } from '../../electron/core/launch/language.ts';

/** What the road tool says. A name in braces is a parameter. */
const texts = {
  usage: {
    zh: `用法：npm run roads -- build 文件.osm.pbf|.osm.gz|.osm [--out 文件.roads] [--name 名称]
由 OpenStreetMap 数据建路网；建好后用 npm start -- --feed … --roads 文件.roads`,
    en: `Usage: npm run roads -- build FILE.osm.pbf|.osm.gz|.osm [--out FILE.roads] [--name NAME]
Builds a road graph from OpenStreetMap data; then npm start -- --feed … --roads FILE.roads`,
  },
  ways: { zh: '读道路', en: 'reading ways' },
  nodes: { zh: '读坐标', en: 'reading places' },
  done: {
    zh: '道路 {roads} 条，路口 {junctions} 个；能互通的占 {connected}%。文件里 {ways} 条线中可行车 {driven} 条，数据边界外的点 {missing} 个。用时 {seconds} 秒。已写入 {out}（{kib} KiB）',
    en: '{roads} roads, {junctions} junctions; {connected}% of the roads connect. Of {ways} ways in the file {driven} can be driven; {missing} points lie beyond the extract. Took {seconds} s. Written: {out} ({kib} KiB)',
  },
  'command-missing': { zh: '要做什么？目前只有 build。', en: 'What is to be done? There is only build.' },
  'unknown-option': { zh: '不认识的选项 {option}。', en: 'Unknown option {option}.' },
  'unexpected-argument': { zh: '多余的参数“{argument}”。', en: 'Unexpected argument "{argument}".' },
  'value-missing': { zh: '{option} 后面缺少内容。', en: '{option} needs a value.' },
  'file-missing': { zh: '没有这个文件：“{path}”。', en: 'No such file: "{path}".' },
  'file-unreadable': { zh: '读不了“{path}”：{reason}。', en: 'Cannot read "{path}": {reason}.' },
  'out-exists': {
    zh: '“{path}”已存在而且不是路网文件，不覆盖。',
    en: '"{path}" exists and is no road graph; it is not overwritten.',
  },
  'out-unwritable': { zh: '写不了“{path}”：{reason}。', en: 'Cannot write "{path}": {reason}.' },
  'osm-wrong-type': {
    zh: '“{path}”不是 OpenStreetMap 数据（.osm.pbf、.osm.gz、.osm）。',
    en: '"{path}" is no OpenStreetMap file (.osm.pbf, .osm.gz, .osm).',
  },
  'osm-cut': {
    zh: '“{path}”不完整：读到第 {bytes} 字节（{where}）就断了。请重新下载。',
    en: '"{path}" is cut short: it ends at byte {bytes} ({where}). Fetch it again.',
  },
  'osm-damaged': { zh: '“{path}”已损坏（{where}）。', en: '"{path}" is damaged ({where}).' },
  'osm-unsupported': {
    zh: '“{path}”用了本工具不支持的格式特性：{feature}。',
    en: '"{path}" needs what this tool cannot read: {feature}.',
  },
  'osm-no-roads': {
    zh: '“{path}”里 {ways} 条线中没有可行车的道路。',
    en: 'None of the {ways} ways in "{path}" is a road that can be driven.',
  },
  fallback: { zh: '没有建成：{code} {detail}', en: 'Not built: {code} {detail}' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type RoadTextKey = keyof typeof texts;

export function roadText(language: Language, key: RoadTextKey, params: Readonly<Record<string, Param>> = {}): string {
  return texts[key][language].replace(/\{(\w+)\}/g, (_place, name: string) => String(params[name] ?? ''));
}

/** A problem as one line; one without a text is told by its code. */
export function problemText(language: Language, { code, params, detail }: Problem): string {
  if (Object.hasOwn(texts, code)) return roadText(language, code as RoadTextKey, params);
  return roadText(language, 'fallback', { code, detail: detail ?? '' });
}
