import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '../../../../shared/domain/conflict.ts';
import { localText } from '../../../../shared/domain/common.ts';
import { distance } from '../../../../shared/kit/geo.ts';
import { HOUR, type Instant } from '../../../../shared/kit/time.ts';
import type { TimelineRow } from '../../../../shared/protocol/console-api/rows.ts';
import { useClock } from '../../../state/use-console.ts';
import { useCollection, useRow } from '../../../state/use-live.ts';
import { Local } from '../../../text/local.tsx';
import { useFormat } from '../../../text/use-text.ts';
import { Moment } from '../../age.tsx';
import { Button } from '../../button.tsx';
import { Nothing, Unknown } from '../../chip.tsx';
import { LevelWord } from '../../level.tsx';
import { fieldName, fieldWords } from '../field-words.ts';
import { incidentName, isLevel, isObject, levelShort } from '../words.ts';
import { incidentOfStatus, leading, noteOf, type Side } from './conflict-sides.ts';
import { LargeValue, SmallValue } from './field-value.tsx';
import { useConflictWords, useHandNames } from './use-conflict.ts';
import styles from './conflict.module.css';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Metres an hour that a unit makes in the city, for a rough guess where nobody told when it is due; said as such. */
const CITY_SPEED = 30_000;

/** The incident that a unit would go to: title, level, how far, when there. */
function Bound({
  unit,
  incident,
  status,
}: {
  readonly unit: string;
  readonly incident: string;
  readonly status: unknown;
}) {
  const { t } = useTranslation('conflict');
  const format = useFormat();
  const row = useRow(useCollection('incidents', {}), incident);
  const resource = useRow(useCollection('resources', {}), unit);
  const away = row?.data.at && resource ? distance(resource.data.at, row.data.at) : null;
  const etaAt = isObject(status) && typeof status['etaAt'] === 'number' ? (status['etaAt'] as Instant) : null;
  const eta = useClock((now) => {
    if (etaAt !== null) return t('etaIn', { span: format.span(etaAt - now) });
    return away === null ? '' : t('etaAway', { span: format.span((away / CITY_SPEED) * HOUR) });
  });
  return (
    <>
      <Fact name={t('fact.level')}>{row ? <LevelWord level={row.data.level} /> : <Unknown />}</Fact>
      <Fact name={t('fact.place')}>{row?.data.place ? <Local text={row.data.place} /> : <Unknown />}</Fact>
      <Fact name={t('fact.distance')}>
        {away === null ? <Unknown /> : t('crow', { distance: format.distance(away) })}
      </Fact>
      <Fact name={t('fact.eta')}>{eta === '' ? <Unknown /> : eta}</Fact>
    </>
  );
}

/** The fields in which the sides differ, when there is more than one. */
function Fields({ conflict, side }: { readonly conflict: Conflict; readonly side: Side }) {
  const { words } = useConflictWords();
  const main = leading(conflict.fields).field;
  return conflict.fields
    .filter(({ field }) => field !== main)
    .map(({ field }) => (
      <Fact key={field} name={fieldName(words, field)}>
        <SmallValue field={field} value={side.values.get(field)} />
      </Fact>
    ));
}

export interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly side: Side;
  readonly history: readonly TimelineRow[];
  /** When the hub wrote this side; null when this console does not know. */
  readonly entered: Instant | null;
  readonly at: Instant | null;
  readonly chosen: boolean;
  readonly shortcut: '1' | '2';
  /** Nothing is to be chosen any more. */
  readonly readOnly: boolean;
  readonly onChoose: () => void;
}

/** One of two values: large, with who, where and when, and the button that takes it. */
export function ConflictCard(props: ConflictCardProps) {
  const { conflict, side, history, entered, at, chosen, shortcut, readOnly, onChoose } = props;
  const { t } = useTranslation('conflict');
  const { words } = useConflictWords();
  const names = useHandNames();
  const main = leading(conflict.fields).field;
  const value = side.values.get(main);
  const incident = main === 'status' ? incidentOfStatus(value) : null;
  const note = localText.safeParse(noteOf(side.hand, history));
  const who = (): string => {
    if (!side.hand) return t('by.department');
    const officer = names.officer(side.hand.officer);
    return side.mine ? t('by.mine', { officer }) : t('by.seat', { seat: names.seat(side.hand.station), officer });
  };
  const verb = (): string => {
    if (conflict.fields.length > 1) return t(shortcut === '1' ? 'useFirst' : 'useSecond');
    if (incident !== null) {
      return t('useUnit', { incident: incidentName(words, incident) });
    }
    return t('use', {
      value: main === 'level' && isLevel(value) ? levelShort(words, value) : fieldWords(words, main, value),
    });
  };
  return (
    <section className={styles.card} data-chosen={chosen} aria-label={who()}>
      <header className={styles.who}>
        <span className="lz-cut">{who()}</span>
        <span className={styles.stands}>{t(side.choice === 'current' ? 'by.stands' : 'by.refused')}</span>
      </header>
      {incident === null ? (
        <LargeValue field={main} value={value} />
      ) : (
        <span className={styles.large} data-long={true}>
          <bdi>{incidentName(words, incident)}</bdi>
        </span>
      )}
      <dl className={styles.facts}>
        {incident !== null && <Bound unit={conflict.entity} incident={incident} status={value} />}
        <Fields conflict={conflict} side={side} />
        <Fact name={t('fact.happened')}>{at === null ? <Unknown /> : <Moment at={at} seconds />}</Fact>
        <Fact name={t('fact.entered')}>{entered === null ? <Unknown /> : <Moment at={entered} seconds />}</Fact>
        <Fact name={t('fact.post')}>{side.hand ? names.post(side.hand) : <Unknown />}</Fact>
        <Fact name={t('fact.note')}>
          {note.success ? <Local text={note.data} /> : <Nothing>{t('notTold')}</Nothing>}
        </Fact>
      </dl>
      <span className="lz-spring" />
      {!readOnly && (
        <Button
          size="grave"
          {...(chosen && { icon: 'check' })}
          shortcut={shortcut}
          aria-pressed={chosen}
          onClick={onChoose}
        >
          <span className="lz-cut">{verb()}</span>
        </Button>
      )}
    </section>
  );
}
