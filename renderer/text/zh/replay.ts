export const replay = {
  title: '回放',
};
