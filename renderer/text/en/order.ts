export const order = {
  title: 'Orders',
};
