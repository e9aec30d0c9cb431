import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../state/commands.ts';
import { useConsole } from '../../../state/console.ts';
import { useSelection } from '../../../state/selection.ts';
import { useCollection } from '../../../state/use-live.ts';
import type { MapEngine } from '../map-engine.ts';
import { mapTools } from '../tools/map-tools.ts';
import { useMapTool } from '../tools/use-map-tool.ts';
import { FollowChip } from './follow-chip.tsx';
import { useFollow, WINDOW } from './follow-store.ts';
import { LeadTeller } from './lead-teller.ts';
import { MapFollower } from './map-follower.ts';
import { useLeadPart } from './use-lead.ts';
import { useLeadWays } from './use-lead-ways.ts';

export interface FollowLayerProps {
  readonly engine: MapEngine;
  /** So many px on the right are covered by a drawer. */
  readonly covered: number;
}

/** Lets this map lead, or follow who leads; says which. */
export function FollowLayer({ engine, covered }: FollowLayerProps) {
  const part = useLeadPart();
  const ways = useLeadWays(engine);
  const { t } = useTranslation('follow');
  const leave = useFollow((state) => state.leave);
  const rejoin = useFollow((state) => state.rejoin);
  const show = useMapTool((state) => state.show);

  // Who is at work on the map is not moved when somebody begins to lead: he is asked.
  const since = part.is === 'none' ? null : part.lead.since;
  useEffect(() => {
    const open = mapTools.find(({ id }) => id === useMapTool.getState().open);
    if (since !== null && open && !open.light && open.id !== 'lead') leave(since);
  }, [since, leave]);
  useFollowing(engine, covered, part.is === 'following');
  useLeading(engine, covered, part.is === 'leading');
  useEffect(() => {
    engine.leaflet.getContainer().dataset.follow = part.is;
  }, [engine, part.is]);

  const isOthers = part.is !== 'none' && part.is !== 'leading';
  useCommand({
    id: 'map.lead.take',
    group: 'map',
    title: part.is === 'leading' ? t('command.end') : isOthers ? t('command.takeOver') : t('command.take'),
    // From another it is taken in the panel, where it is asked.
    run: () => {
      if (part.is === 'leading') ways.end();
      else if (isOthers && part.lead.state === 'leading') show('lead');
      else void ways.take(null);
    },
  });
  useCommand(
    isOthers
      ? {
          id: 'map.follow',
          group: 'map',
          title: part.is === 'left' ? t('command.follow') : t('command.leave'),
          run: () => (part.is === 'left' ? rejoin() : leave(part.lead.since)),
        }
      : null,
  );
  return <FollowChip part={part} onEnd={ways.end} />;
}

function useFollowing(engine: MapEngine, covered: number, isFollowing: boolean): void {
  const leads = useCollection('lead', {});
  const leave = useFollow((state) => state.leave);
  const [follower, setFollower] = useState<MapFollower | null>(null);
  useEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const made = new MapFollower(engine.leaflet, still, () => {
      const lead = leads.rows.get('lead');
      if (lead) leave(lead.since);
    });
    setFollower(made);
    return () => made.remove();
  }, [engine, leads, leave]);

  useEffect(() => follower?.cover(covered), [follower, covered]);
  useEffect(() => {
    // Left by the effect above, in this very turn.
    if (!follower || !isFollowing || leads.rows.get('lead')?.since === useFollow.getState().left) return;
    // What is followed is the view from now on: the window does not fit the city into a new size by itself.
    engine.camera.take();
    let applied: string | null = null;
    const look = (): void => {
      const view = leads.rows.get('lead')?.view ?? null;
      follower.look(view);
      if (!view) return;
      const wanted = JSON.stringify(view.selected);
      if (wanted === applied) return;
      const { select, clear } = useSelection.getState();
      if (view.selected) select(view.selected.topic, view.selected.id, 'map');
      else if (applied !== null) clear();
      applied = wanted;
    };
    look();
    const stop = leads.onDelta(look);
    return () => {
      stop();
      follower.look(null);
    };
  }, [engine, follower, leads, isFollowing]);
}

function useLeading(engine: MapEngine, covered: number, isLeading: boolean): void {
  const { link } = useConsole();
  const selected = useSelection((state) => state.selected);
  const showsPointer = useFollow((state) => state.showsPointer);
  const aside = useRef({ covered, selected, showsPointer });
  const teller = useRef<LeadTeller | null>(null);
  useEffect(() => {
    aside.current = { covered, selected, showsPointer };
    teller.current?.setAside(aside.current);
  }, [covered, selected, showsPointer]);
  useEffect(() => {
    if (!isLeading) return;
    const end = (): void => {
      if (link.state === 'open') link.call('endLead', { window: WINDOW }).catch(() => undefined);
    };
    teller.current = new LeadTeller(engine.leaflet, aside.current, (view) => {
      // One that is lost is made up for by the next: it is told again every `LEAD_AGAIN`.
      if (link.state === 'open') link.call('showLead', { window: WINDOW, view }).catch(() => undefined);
    });
    window.addEventListener('pagehide', end);
    return () => {
      window.removeEventListener('pagehide', end);
      teller.current?.remove();
      teller.current = null;
    };
  }, [engine, link, isLeading]);
  // The map goes: nothing is left to follow.
  useEffect(
    () => () => {
      if (link.state === 'open') link.call('endLead', { window: WINDOW }).catch(() => undefined);
    },
    [link],
  );
}
