import { responseLevel, type ResponseLevel } from '../../../shared/domain/plan-template.ts';

/** What an address asks of this desk: `#/decisions?incident=…`, `?decision=…`, `?incident=…&template=…&level=II`. */
export interface Address {
  readonly incident: string | null;
  readonly decision: string | null;
  readonly template: string | null;
  readonly level: ResponseLevel | null;
}

/** Null: the address asks nothing. */
export function addressOf(hash: string): Address | null {
  const query = /^#\/decisions\?(.+)$/.exec(hash)?.[1];
  if (query === undefined) return null;
  const asked = new URLSearchParams(query);
  const level = responseLevel.safeParse(asked.get('level'));
  const address: Address = {
    incident: asked.get('incident'),
    decision: asked.get('decision'),
    template: asked.get('template'),
    level: level.success ? level.data : null,
  };
  return address.incident === null && address.decision === null && address.template === null ? null : address;
}
