import type { Language } from './language.ts';

export const HELP: Readonly<Record<Language, string>> = {
  zh: `联治指挥台

npm start -- [选项]        不给数据源时启动演示城市

  --host auto|desktop|loopback   在 Electron 窗口中（desktop）或在浏览器中（loopback）；默认 auto
  --profile 文件夹               数据存放处；演示、回放、真实数据各用各的
  --port N                       浏览器方式所用端口；默认由系统选
  --no-open                      不自动打开浏览器
  --feed 地址…                   真实数据源，可给多个，如 http://主机:4100/fire
  --token 口令 | --token-file 文件   数据源的口令
  --demo                         演示城市
  --seed N                       演示的种子；默认 1
  --speed X|max                  演示或回放的速度，1 到 1000 倍，或尽可能快
  --replay 路径 [--mapping 文件] 回放 CSV（需要列映射文件）、GPX、CAP 文件或文件夹；可重复
  --watch 文件夹                 演示或回放时收取放进该文件夹的预警（CAP、国家格式等）；可重复
  --poll 地址                    演示或回放时定时向该地址取预警；可重复
  --trust 文件夹                 可信预警签名者的证书或公钥
  --areas 文件                   区划编码对应的边界（GeoJSON）；可重复
  --roads 文件|none              路网（npm run roads -- build 建成）；存放处会记住；演示自带路网
  --officer 编号                 演示或回放由谁值班；默认第一位
  --city 名称                    本城名称，离线交换时各席位须一致；默认由数据源推定
  --exchange-port N              开放端口，供其他指挥台在局域网内接入交换；默认不开放
  --exchange-host 地址           上述端口所在的本机地址；默认局域网地址
  --peer 主机:端口               与之交换的其他指挥台；可重复
  --lang zh|en                   命令行的语言
  --help                         显示本说明`,
  en: `Lianzhi Console

npm start -- [options]     without feeds the demo city starts

  --host auto|desktop|loopback   in Electron windows (desktop) or in a browser (loopback); default auto
  --profile DIR                  where data is kept; demo, replay and real data each have their own
  --port N                       port of the loopback host; by default the system chooses
  --no-open                      do not open the browser
  --feed URL…                    real feeds, several may be given, e.g. http://host:4100/fire
  --token T | --token-file F     the feeds' token
  --demo                         the demo city
  --seed N                       seed of the demo; default 1
  --speed X|max                  speed of demo or replay, 1 to 1000 times, or as fast as possible
  --replay PATH [--mapping FILE] replay a CSV (needs a mapping file), GPX, CAP file or folder; may be repeated
  --watch DIR                    in a demo or replay, take the warnings put into that folder (CAP, national form …);
                                 may be repeated
  --poll URL                     in a demo or replay, ask that address for warnings; may be repeated
  --trust DIR                    certificates or public keys of trusted signers of warnings
  --areas FILE                   outlines of geocodes (GeoJSON); may be repeated
  --roads FILE|none              road graph (made by npm run roads -- build); the profile keeps it; the demo has its own
  --officer ID                   who sits here in a demo or a replay; by default the first
  --city NAME                    what this city is called; seats that exchange without a hub need the same;
                                 by default told from the feeds
  --exchange-port N              open a port where other consoles on the LAN may exchange; by default none
  --exchange-host ADDRESS        this machine's address for it; by default the one on the LAN
  --peer HOST:PORT               another console to exchange with; may be repeated
  --lang zh|en                   language of the command line
  --help                         show this`,
};
