export const review = {
  title: '复盘',
};
