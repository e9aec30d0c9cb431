import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { AlarmSound, type SoundState } from './alarm-sound.ts';
import { parseSound, type SoundChoice } from './alarm-plan.ts';
import { useConsole } from './console.ts';
import { usePreference } from './use-console.ts';
import { useCollection } from './use-live.ts';
import { indexOf } from './warnings.ts';

export interface Alarm {
  readonly state: SoundState;
  readonly choice: SoundChoice;
  choose(choice: SoundChoice): void;
  /** Null until the window has made it. */
  readonly sound: AlarmSound | null;
}

const never = () => () => undefined;

/** The sound of this window, made once. */
export function useAlarmSound(): Alarm {
  const { clock } = useConsole();
  const rows = useCollection('warnings', {});
  const storm = useCollection('storm', {});
  const index = useMemo(() => indexOf(rows), [rows]);
  const [choice, choose] = usePreference('sound', parseSound);
  const latest = useRef(choice);
  useEffect(() => {
    latest.current = choice;
  });
  const [sound, setSound] = useState<AlarmSound | null>(null);
  useEffect(() => {
    const made = new AlarmSound({ index, storm, clock, choice: () => latest.current });
    setSound(made);
    return () => {
      made.close();
      setSound(null);
    };
  }, [index, storm, clock]);
  const state = useSyncExternalStore(sound?.subscribe ?? never, () => sound?.state ?? 'blocked');
  return { state, choice, choose, sound };
}
