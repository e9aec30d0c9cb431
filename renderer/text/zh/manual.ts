export const manual = {
  title: '使用手册',
  contents: '目录',
  open: '打开使用手册',
};
