export const report = {
  title: '信息报告',
};
