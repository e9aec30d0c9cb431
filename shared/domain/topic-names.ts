/** Names of all topics, without their schemas, for records that point at records of any topic. */
export const TOPIC_NAMES = [
  'incident', 'resource', 'alert', 'supply', 'conflict', 'drawing', 'handling', 'rule', 'release', 'case', 'opinion', 'hazard',
  'template', 'decision', 'order', 'report', 'journal', 'handover', 'finding',
] as const; // prettier-ignore
