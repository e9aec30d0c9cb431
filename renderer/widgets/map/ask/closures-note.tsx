import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { Local } from '../../../text/local.tsx';
import { useFormat } from '../../../text/use-text.ts';
import { useSelection } from '../../../state/selection.ts';
import { Tabs } from '../../tabs.tsx';
import styles from './ask.module.css';
import { scenesOnWay } from './scenes-on-way.ts';
import { SCENE_CHOICES, useSceneChoice, type ClosedScene, type ShownClosures } from './use-closures.ts';

/** Scenes that are named; the others are counted. */
const NAMED = 5;

export interface ClosuresNoteProps extends ShownClosures {
  /** The way with nothing closed: then only what lies on it is named. */
  readonly openLine?: readonly LonLat[] | null;
}

/** What was taken as closed and why, said with every answer of the road graph, and what its times are not. */
export function ClosuresNote({ cordons, scenes, offered, openLine }: ClosuresNoteProps) {
  const { t } = useTranslation('ask');
  const [choice, setChoice] = useSceneChoice();
  const named = openLine ? scenesOnWay(openLine, scenes) : scenes;
  return (
    <div className={styles.closures} data-closures={cordons + scenes.length}>
      <p className={styles.hint}>
        {cordons + scenes.length === 0 ? t('road.open') : t('road.closed', { cordons, scenes: scenes.length })}{' '}
        {t('road.times')}
      </p>
      {named.length > 0 && <SceneList label={t(openLine ? 'road.onWay' : 'road.around')} scenes={named} />}
      <p className={styles.hint}>{t('road.choice')}</p>
      <Tabs
        look="segments"
        label={t('road.choice')}
        value={choice}
        tabs={SCENE_CHOICES.map((id) => ({ id, label: t(`road.choose.${id}`) }))}
        onChange={setChoice}
      />
      {offered.length > 0 && <SceneList label={t('road.offered')} scenes={offered} />}
    </div>
  );
}

function SceneList({ label, scenes }: { readonly label: string; readonly scenes: readonly ClosedScene[] }) {
  const { t } = useTranslation('ask');
  const { t: incident } = useTranslation('incident');
  const { number } = useFormat();
  const select = useSelection((state) => state.select);
  return (
    <>
      <p className={styles.hint}>{label}</p>
      <ul className={styles.lines} aria-label={label}>
        {scenes.slice(0, NAMED).map(({ id, kind, title, metres }) => (
          <li key={id}>
            <button type="button" data-scene={id} onClick={() => select('incident', id, 'command')}>
              <span className="lz-cut">
                <Local text={title} />
              </span>
              <small>{t('road.scene', { kind: incident(`kind.${kind}`), metres: number(metres) })}</small>
            </button>
          </li>
        ))}
        {scenes.length > NAMED && (
          <li className={styles.hint}>{t('road.more', { number: number(scenes.length - NAMED) })}</li>
        )}
      </ul>
    </>
  );
}
