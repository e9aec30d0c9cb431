import type { DistrictKey } from './gazetteer.ts';

/** Stem of a street name: zh and its pinyin. */
export type Stem = readonly [zh: string, en: string];

function pairs(text: string): Stem[] {
  return text
    .trim()
    .split(/\s*,\s*/u)
    .map((item) => {
      const [zh, en] = item.split(' ');
      return [zh!, en!] as const;
    });
}

/** Stems that belong to one district; they are used before the common ones. */
export const DISTRICT_STEMS: Readonly<Record<DistrictKey, Stem[]>> = {
  LP: pairs(`钟楼 Zhonglou, 鼓楼 Gulou, 文庙 Wenmiao, 东门 Dongmen, 西门 Ximen, 北门 Beimen, 南门 Nanmen, 书院 Shuyuan, 米市 Mishi, 渔市 Yushi,
    盐仓 Yancang, 柳园 Liuyuan, 柳溪 Liuxi, 柳岸 Liu'an, 柳絮 Liuxu, 柳堤 Liudi, 莲湖 Lianhu, 莲花 Lianhua, 铁西 Tiexi, 铁北 Tiebei, 站北 Zhanbei,
    机务 Jiwu, 凤凰 Fenghuang, 凤山 Fengshan, 北闸 Beizha, 闸东 Zhadong, 闸西 Zhaxi, 老城 Laocheng, 城隍 Chenghuang, 纺织 Fangzhi, 新华 Xinhua,
    胜利 Shengli, 光明 Guangming, 工人 Gongren, 红旗 Hongqi, 迎宾 Yingbin, 北郊 Beijiao, 桂花 Guihua, 梧桐 Wutong, 槐荫 Huaiyin`),
  WJ: pairs(`市民 Shimin, 行政 Xingzheng, 金融 Jinrong, 万汇 Wanhui, 江湾 Jiangwan, 江岸 Jiang'an, 望澜 Wanglan, 观澜 Guanlan, 听涛 Tingtao,
    镜湖 Jinghu, 雁湖 Yanhu, 湖东 Hudong, 湖西 Huxi, 湖滨 Hubin, 南塘 Nantang, 塘前 Tangqian, 学苑 Xueyuan, 学林 Xuelin, 大学 Daxue, 科技 Keji,
    创新 Chuangxin, 创业 Chuangye, 高新 Gaoxin, 软件 Ruanjian, 体育 Tiyu, 文化 Wenhua, 博物 Bowu, 植物园 Zhiwuyuan, 会所 Huisuo, 星海 Xinghai,
    银河 Yinhe, 紫薇 Ziwei, 樱花 Yinghua, 香樟 Xiangzhang, 芙蓉 Furong, 枫林 Fenglin, 翠竹 Cuizhu, 城南 Chengnan, 物流 Wuliu, 南苑 Nanyuan`),
  SL: pairs(`石岭 Shiling, 岭东 Lingdong, 岭西 Lingxi, 岭南 Lingnan, 岭北 Lingbei, 青岩 Qingyan, 石溪 Shixi, 桃溪 Taoxi, 采石 Caishi, 建材 Jiancai,
    矿山 Kuangshan, 茶园 Chayuan, 松涛 Songtao, 竹海 Zhuhai, 云岗 Yungang, 水库 Shuiku, 溪口 Xikou, 山前 Shanqian, 山南 Shannan, 梨园 Liyuan`),
  GD: pairs(`港前 Gangqian, 港后 Ganghou, 港兴 Gangxing, 渔港 Yugang, 船厂 Chuanchang, 锚地 Maodi, 灯塔 Dengta, 海关 Haiguan, 仓储 Cangchu, 保税 Baoshui,
    会展 Huizhan, 冷链 Lenglian, 江东 Jiangdong, 东湾 Dongwan, 装备 Zhuangbei, 机械 Jixie, 化工 Huagong, 精细 Jingxi, 芦荡 Ludang, 白鹭 Bailu,
    潮音 Chaoyin, 帆影 Fanying, 望海 Wanghai, 启航 Qihang, 远航 Yuanhang, 顺风 Shunfeng, 东堤 Dongdi, 堤前 Diqian, 滩头 Tantou, 苇荡 Weidang`),
};

/** First and second syllables of the common stems: every pair reads as an ordinary street name. */
const FIRST = pairs(
  `永 Yong, 长 Chang, 兴 Xing, 新 Xin, 文 Wen, 华 Hua, 春 Chun, 金 Jin, 玉 Yu, 明 Ming, 龙 Long, 云 Yun, 青 Qing, 福 Fu, 瑞 Rui, 嘉 Jia, 同 Tong, 广 Guang`,
);
const SECOND = pairs(
  `安 an, 宁 ning, 丰 feng, 泰 tai, 和 he, 康 kang, 昌 chang, 源 yuan, 泉 quan, 溪 xi, 桥 qiao, 阳 yang, 林 lin, 祥 xiang, 盛 sheng, 庆 qing, 顺 shun, 德 de`,
);

export function commonStems(): Stem[] {
  return FIRST.flatMap(([a, one]) =>
    SECOND.map(([b, two]): Stem => [`${a}${b}`, /^[aeo]/u.test(two) ? `${one}'${two}` : `${one}${two}`]),
  );
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1..99 in Chinese numerals: 12 is 十二. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return DIGITS[ones]!;
  return `${tens === 1 ? '' : DIGITS[tens]!}十${ones === 0 ? '' : DIGITS[ones]!}`;
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st … */
export function ordinal(value: number): string {
  const tail = value % 100 >= 11 && value % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${tail}`;
}
