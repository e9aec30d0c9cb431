/** Titles of the two indexes; they stand in a document for machines that persons read too, in both languages at once. */
export const INDEX_TITLE = {
  real: '现行预警 / Warnings in force',
  drill: '演练、测试报文，不是真实预警 / Exercise and test messages, not real',
} as const;
