export const units = {
  second: '秒',
  minute: '分',
  hour: '时',
  day: '天',
  metre: '米',
  kilometre: '公里',
  speed: '公里/时',
  millisecond: '毫秒',
  ago: '{{span}}前',
  weekdays: '周日 周一 周二 周三 周四 周五 周六',
  months: '01 02 03 04 05 06 07 08 09 10 11 12',
};
