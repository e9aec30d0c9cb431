export const decision = {
  title: 'Decisions',
};
