import { useTranslation } from 'react-i18next';
import { levelRank, limitState, waitsSince, type IncidentRow } from '../../../state/incident-order.ts';
import type { WarningLine, WarningRow } from '../../../../shared/protocol/console-api/warning-rows.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { isCurrent } from '../../../state/warnings.ts';
import { useSampled } from '../../../state/sampler.ts';
import { useClock, useNow } from '../../../state/use-console.ts';
import { useCollection } from '../../../state/use-live.ts';
import { Local } from '../../../text/local.tsx';
import { useFormat } from '../../../text/use-text.ts';
import { Remaining } from '../../../widgets/age.tsx';
import { Nothing } from '../../../widgets/chip.tsx';
import { Icon } from '../../../widgets/icon.tsx';
import { LevelGlyph } from '../../../widgets/level.tsx';
import { Line } from './line.tsx';
import { ListPart } from './list-part.tsx';
import { nextLimits, withLimit } from './lists.ts';
import styles from './overview.module.css';

const LIMITS = 4;
const WARNINGS = 3;

const readLimits = (incidents: LiveCollection<IncidentRow>) => withLimit(incidents.rows.values());

/** What is left of a limit, or by how much it has passed: by glyph, weight and words, not by colour alone. */
function Left({ row: { data } }: { readonly row: IncidentRow }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const at = data.due?.at;
  const state = useClock((now) => limitState(at, waitsSince(data), now));
  const words = useClock((now) => {
    if (at === undefined) return '';
    const span = format.duration(Math.abs(at - now));
    return now < at ? t('limitIn', { span }) : t('limitOver', { span });
  });
  return (
    <span className={styles.left} data-limit={state}>
      {(state === 'near' || state === 'passed') && <Icon name="clock" size={14} />}
      {words}
    </span>
  );
}

export function LimitList() {
  const { t } = useTranslation('overview');
  const { t: incident } = useTranslation('incident');
  const format = useFormat();
  const incidents = useCollection('incidents', {});
  const sorted = useSampled(incidents, readLimits);
  const { rows, passed } = nextLimits(sorted, useNow(), LIMITS);
  const note = passed > 0 && <b className={styles.late}>{t('limitsPassed', { count: passed })}</b>;
  return (
    <ListPart
      title={t('limits')}
      from={incidents}
      none={t('limitsNone')}
      count={rows.length}
      shown={rows.length}
      desk="incidents"
      note={note}
    >
      {rows.map((row) => (
        <Line
          key={row.id}
          topic="incident"
          id={row.id}
          glyph={<LevelGlyph level={row.data.level} />}
          name={<Local text={row.data.title} />}
          title={format.text(row.data.title)}
          state={row.data.due && incident(`due.${row.data.due.what}`)}
          end={<Left row={row} />}
        />
      ))}
    </ListPart>
  );
}

/** In force, the gravest first; what is folded in a storm is on the desk. */
function selectCurrent({ rows }: LiveCollection<WarningRow>): readonly WarningLine[] {
  return [...rows.values()]
    .filter(isCurrent)
    .sort((a, b) => levelRank(a.alert.level) - levelRank(b.alert.level) || b.alert.sentAt - a.alert.sentAt);
}

export function WarningList() {
  const { t } = useTranslation('overview');
  const { t: alert } = useTranslation('alert');
  const { t: common } = useTranslation();
  const format = useFormat();
  const warnings = useCollection('warnings', {});
  const current = useSampled(warnings, selectCurrent);
  const shown = current.slice(0, WARNINGS);
  return (
    <ListPart
      title={t('warnings')}
      from={warnings}
      none={t('warningsNone')}
      count={current.length}
      shown={shown.length}
      desk="alerts"
    >
      {shown.map(({ id, alert: data }) => (
        <Line
          key={id}
          topic="alert"
          id={id}
          glyph={<LevelGlyph level={data.level} />}
          name={<Local text={data.headline} />}
          title={format.text(data.headline)}
          state={common(`levelColour.${data.level}`)}
          end={
            data.expiresAt === undefined ? (
              <Nothing>{alert('phase.open')}</Nothing>
            ) : (
              <Remaining until={data.expiresAt} passed={(span) => alert('endedAgo', { age: span })} />
            )
          }
        />
      ))}
    </ListPart>
  );
}
