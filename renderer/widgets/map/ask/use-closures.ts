import { useCallback, useMemo } from 'react';
import type { LocalText } from '../../../../shared/domain/common.ts';
import { closuresOf } from '../../../../shared/domain/drawing.ts';
import type { Incident } from '../../../../shared/domain/incident.ts';
import { sceneClosureOf, type SceneClosure } from '../../../../shared/domain/scene-closures.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { circle } from '../../../../shared/kit/geodesy.ts';
import type { EntityRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { IncidentRow } from '../../../state/incident-order.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useSampled } from '../../../state/sampler.ts';
import { usePreference } from '../../../state/use-console.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';

/** A road question takes 500 areas; of more scenes the gravest are closed. */
const MOST_SCENES = 400;

/** Which scenes of incidents close roads: none, those that do by themselves, or also those that are a judgement. */
export const SCENE_CHOICES = ['none', 'rule', 'all'] as const;
export type SceneChoice = (typeof SCENE_CHOICES)[number];

/** The scene of an incident that closes the roads around it. */
export interface ClosedScene extends SceneClosure {
  readonly id: string;
  readonly kind: Incident['kind'];
  readonly title: LocalText;
  readonly at: LonLat;
}

export interface ShownClosures {
  /** As `closures` of a road call takes them. */
  readonly closures: { areas: LonLat[][][] } | undefined;
  /** Changes when any of them does. */
  readonly key: string;
  readonly cordons: number;
  readonly scenes: readonly ClosedScene[];
  /** Scenes that are a judgement and were not taken. */
  readonly offered: readonly ClosedScene[];
}

function parseChoice(stored: unknown): SceneChoice {
  return SCENE_CHOICES.find((choice) => choice === stored) ?? 'rule';
}

export function useSceneChoice(): [SceneChoice, (choice: SceneChoice) => void] {
  return usePreference('map.sceneClosures', parseChoice);
}

/** What may not be driven on at the moment that is shown: cordons that close roads, and the scenes of incidents. */
export function useClosures(): ShownClosures {
  const drawings = useCollection('drawings', {});
  const incidents = useCollection('incidents', {});
  const [choice] = useSceneChoice();
  const cordonKey = useLive(drawings, closingKey);
  const sceneKey = useSampled(incidents, scenesKey);
  const read = useCallback(() => closuresOf([...drawings.rows.values()].map(({ data }) => data)), [drawings]);
  return useMemo(() => {
    const cordons = cordonKey === '' ? [] : read();
    const all = JSON.parse(sceneKey) as ClosedScene[];
    const scenes = all.filter(({ by }) => choice === 'all' || (choice === 'rule' && by === 'rule'));
    const areas = [
      ...cordons.map((rings) => rings.map((ring) => [...ring])),
      ...scenes.map(({ at, metres }) => [circle(at, metres, 30)]),
    ];
    return {
      closures: areas.length > 0 ? { areas } : undefined,
      key: `${cordonKey} ${scenes.map(({ id, at, metres }) => `${id}@${at.join()}~${metres}`).join(' ')}`,
      cordons: cordons.length,
      scenes,
      offered: choice === 'rule' ? all.filter(({ by }) => by === 'judgement') : [],
    };
  }, [cordonKey, sceneKey, choice, read]);
}

function closingKey({ rows }: LiveCollection<EntityRow<'drawing'>>): string {
  const closing = [...rows.values()].filter(
    ({ data }) => data.kind === 'cordon' && data.closesRoads === true && data.status.state === 'standing',
  );
  return closing.map(({ id, rev, pending }) => `${id}@${rev}${pending?.join() ?? ''}`).join(' ');
}

/** As one string, so that the answer is asked anew only when there are others. */
function scenesKey({ rows }: LiveCollection<IncidentRow>): string {
  return JSON.stringify(closedScenes(rows.values()));
}

/** The gravest first. */
export function closedScenes(rows: Iterable<IncidentRow>): ClosedScene[] {
  return [...rows]
    .flatMap(({ id, data }) => {
      const closure = sceneClosureOf(data);
      const { kind, title, at, level } = data;
      return closure && at ? [{ level: level || 5, scene: { id, kind, title, at, ...closure } }] : [];
    })
    .sort((a, b) => a.level - b.level || (a.scene.id < b.scene.id ? -1 : 1))
    .slice(0, MOST_SCENES)
    .map(({ scene }) => scene);
}
