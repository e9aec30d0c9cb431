import { useEffect, useMemo, useRef } from 'react';
import { VULNERABLE_GROUPS } from '../../../../shared/domain/population.ts';
import type { PopulationMap, VulnerableGroup } from '../../../../shared/domain/population.ts';
import { useFormat } from '../../../text/use-text.ts';
import { takenSpace } from '../layers/taken-space.ts';
import type { MapEngine } from '../map-engine.ts';
import type { Overlay, OverlayHandle } from '../overlays.ts';
import { densityCells } from './density.ts';
import { paintDensity } from './density-paint.ts';
import { paintDots } from './dots-paint.ts';
import { flowArrows } from './flow-arrows.ts';
import { paintFlows } from './flow-paint.ts';
import { groupDots, personsPerDot } from './group-dots.ts';
import type { Dots } from './group-dots.ts';
import type { PeopleChoice } from './people-choice.ts';

const MARGIN = 64;

export interface PeopleLayerProps {
  readonly engine: MapEngine;
  readonly people: PopulationMap;
  readonly choice: PeopleChoice;
  readonly hour: number;
}

/** Density, flows and vulnerable groups, each on a surface of its own. */
export function PeopleLayer({ engine, people, choice, hour }: PeopleLayerProps) {
  const format = useFormat();
  const cells = useMemo(() => densityCells(people, hour), [people, hour]);
  const arrows = useMemo(() => flowArrows(people, hour), [people, hour]);
  const dots = useRef(new Map<string, Dots>());

  useOverlay(engine, choice.density && { surface: 'density', draw: (context, frame, theme) => paintDensity(context, frame, theme, cells, format) }); // prettier-ignore
  useOverlay(engine, choice.flows && { surface: 'flow', draw: (context, frame, theme) => paintFlows(context, frame, theme, arrows, format, takenSpace(engine, frame)) }); // prettier-ignore
  useOverlay(
    engine,
    choice.groups.length > 0 && {
      surface: 'group',
      draw: (context, frame, theme) => {
        for (const group of VULNERABLE_GROUPS) {
          if (choice.groups.includes(group)) paintDots(context, frame, theme, group, dotsOf(group, frame.zoom));
        }
      },
    },
  );

  function dotsOf(group: VulnerableGroup, zoom: number): Dots {
    const per = personsPerDot(people, group, zoom);
    const key = `${group}${per}`;
    const made = dots.current.get(key) ?? groupDots(people, group, per);
    dots.current.set(key, made);
    return made;
  }
  return null;
}

type Drawn = Pick<Overlay, 'draw'> & { readonly surface: 'density' | 'flow' | 'group' };

/** An overlay that stands while there is something to draw, and is drawn anew when that is another. */
function useOverlay(engine: MapEngine, drawn: Drawn | false): void {
  const latest = useRef(drawn);
  const handle = useRef<OverlayHandle | null>(null);
  useEffect(() => {
    latest.current = drawn;
    handle.current?.redraw();
  });
  const surface = drawn ? drawn.surface : null;
  useEffect(() => {
    if (surface === null) return;
    const added = engine.addOverlay({
      surface,
      zIndex: 190,
      margin: MARGIN,
      draw: (context, frame, theme) => {
        if (latest.current) latest.current.draw(context, frame, theme);
      },
    });
    handle.current = added;
    return () => {
      handle.current = null;
      added.remove();
    };
  }, [engine, surface]);
}
