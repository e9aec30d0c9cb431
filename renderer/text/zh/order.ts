export const order = {
  title: '指令',
};
