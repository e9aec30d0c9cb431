import type { AlertArea } from './alert.ts';
import type { CapArea, CapInfo, PackedInfo } from './cap-message.ts';
import type { LocalText } from './common.ts';

/** What of a message had to be cut for the summary; `column` names it as a path in the message. */
export interface Cut {
  readonly code: 'field-too-long' | 'too-many';
  readonly column: string;
  readonly detail: string;
}

type Slot = 'zh' | 'en';
type PlacedArea = NonNullable<PackedInfo['areas']>[number];

/** Areas of one record (`alert.ts`). */
const MOST_AREAS = 500;
/** `localText` */
const LONGEST_NAME = 20_000;

/**
 * The areas of all blocks as one list, and for each block which of them are its own. Blocks in two languages tell the same
 * areas twice: an area with the same outlines and codes is one area with two names.
 */
export function packAreas(
  infos: readonly CapInfo[],
  slotOf: (info: CapInfo) => Slot,
  cuts: Cut[],
): { areas: AlertArea[]; placed: readonly PlacedArea[][] } {
  const areas: { name: LocalText; shape: Omit<AlertArea, 'name'> }[] = [];
  const byShape = new Map<string, number[]>();
  const placed = infos.map((info) => {
    const slot = slotOf(info);
    return (info.areas ?? []).flatMap((area, index): PlacedArea[] => {
      const { areaDesc, altitude, ceiling, unread, ...shape } = area;
      const name = areaDesc.slice(0, LONGEST_NAME);
      // Without an outline two areas are told apart by their place in the block.
      const isBare = shape.polygons.length + shape.circles.length + shape.geocodes.length === 0;
      const key = isBare ? `#${index}` : JSON.stringify(shape);
      const known = byShape.get(key) ?? [];
      byShape.set(key, known);
      let at = known.find((one) => [undefined, name].includes(areas[one]?.name[slot])) ?? -1;
      if (at < 0) {
        if (areas.length >= MOST_AREAS) return [];
        at = areas.push({ name: { [slot]: name }, shape }) - 1;
        known.push(at);
      }
      const joined = areas[at];
      if (joined) joined.name = { ...joined.name, [slot]: name };
      return [
        {
          at,
          ...(name !== areaDesc && { areaDesc }),
          ...(altitude !== undefined && { altitude }),
          ...(ceiling !== undefined && { ceiling }),
          ...(unread && { unread }),
        },
      ];
    });
  });
  const told = infos.reduce((sum, info) => sum + (info.areas?.length ?? 0), 0);
  const kept = placed.reduce((sum, list) => sum + list.length, 0);
  if (kept < told) cuts.push({ code: 'too-many', column: 'area', detail: `${told}, at most ${MOST_AREAS}` });
  return { areas: areas.map(({ name, shape }) => ({ name, ...shape })), placed };
}

/** An area as its sender wrote it: without the outline that came from the area table. */
export function unpackArea({ at: _, areaDesc, ...rest }: PlacedArea, area: AlertArea | undefined, slot: Slot): CapArea {
  return {
    areaDesc: areaDesc ?? area?.name[slot] ?? '',
    polygons: area && !area.resolved ? area.polygons : [],
    circles: area?.circles ?? [],
    geocodes: area?.geocodes ?? [],
    ...rest,
  };
}
