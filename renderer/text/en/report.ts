export const report = {
  title: 'Reports',
};
