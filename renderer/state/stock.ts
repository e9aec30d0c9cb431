/** Hours under which a stock is called short. */
export const SHORT_HOURS = 6;
