import { useTranslation } from 'react-i18next';
import { usePeopleNames } from '../../state/post-names.ts';
import { useStationName } from '../../state/names.ts';
import { useMay } from '../../state/use-may.ts';
import { Local } from '../../text/local.tsx';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Chip, Nothing, Unknown } from '../../widgets/chip.tsx';
import { RecordChips } from '../../widgets/journal/record-chips.tsx';
import { useOpenRecord } from '../../widgets/journal/use-record-names.ts';
import { Panel, Section } from '../../widgets/panel.tsx';
import type { DiaryLine, EntryRow } from './diary-lines.ts';
import { useLineText, useSideName } from './use-diary.ts';
import styles from './journal.module.css';

interface EntryDrawerProps {
  readonly line: DiaryLine;
  readonly find: (id: string) => EntryRow | undefined;
  readonly onSelect: (id: string) => void;
  readonly onCorrect: (row: EntryRow) => void;
}

/** One line in full: what was said, its three times, what it is about, and what was corrected. */
export function EntryDrawer({ line, find, onSelect, onCorrect }: EntryDrawerProps) {
  const { t } = useTranslation('journal');
  const may = useMay()('journal.enter') === null;
  const text = useLineText();
  const open = useOpenRecord();
  const row = line.origin === 'entry' ? line.row : null;
  const isCorrected = row?.data.correctedBy !== undefined;
  const source = line.links[0];
  return (
    <Panel className={styles.drawer} label={t('drawer.entry')}>
      <div className={styles.body} tabIndex={0} role="group" aria-label={t('drawer.entry')}>
        <Section>
          <div className={styles.chipRow}>
            <b className={styles.no}>{row ? t('no', { no: row.data.number }) : t('system')}</b>
            <Chip tone="edge">{t(`kind.${line.kind}`)}</Chip>
            <Chip tone="edge">{t(`direction.${line.direction}`)}</Chip>
            <Chip tone="edge">{t(`media.${line.media}`)}</Chip>
            {row?.pending && (
              <Chip tone="pending" icon="up">
                {t('pending')}
              </Chip>
            )}
          </div>
          <p className={styles.full} data-corrected={isCorrected}>
            {row ? <Local text={row.data.text} /> : text(line)}
          </p>
          <p className={styles.quiet}>{row ? t('masked') : t('systemHint')}</p>
        </Section>
        {row && <Correction row={row} find={find} onSelect={onSelect} />}
        <Section title={t('drawer.times')}>
          <dl className={styles.facts}>
            <dt>{t('column.happened')}</dt>
            <dd>
              <Moment at={line.at} seconds />
            </dd>
            {row && (
              <>
                <dt>{t('column.received')}</dt>
                <dd>
                  <Moment at={row.data.receivedAt} seconds />
                </dd>
                <dt>{t('column.entered')}</dt>
                <dd>
                  <Moment at={row.data.enteredAt} seconds />
                </dd>
              </>
            )}
          </dl>
        </Section>
        <Sides line={line} />
        <Section title={t('drawer.links')}>
          {line.links.length === 0 ? <Nothing>{t('drawer.noLinks')}</Nothing> : <RecordChips links={line.links} />}
        </Section>
      </div>
      <footer className={styles.actions}>
        {row ? (
          <Button size="grave" disabled={!may || isCorrected} onClick={() => onCorrect(row)}>
            {t('drawer.correct')}
          </Button>
        ) : (
          source && (
            <Button size="grave" onClick={() => open(source)}>
              {t('drawer.openSource')}
            </Button>
          )
        )}
      </footer>
    </Panel>
  );
}

function Sides({ line }: { readonly line: DiaryLine }) {
  const { t } = useTranslation('journal');
  const side = useSideName();
  const people = usePeopleNames();
  const station = useStationName();
  const data = line.origin === 'entry' ? line.row.data : null;
  const [from, to] = line.origin === 'entry' ? [line.row.data.from, line.row.data.to] : [line.by, line.to];
  return (
    <Section title={t('drawer.sides')}>
      <dl className={styles.facts}>
        <dt>{t('column.from')}</dt>
        <dd>{from === '' ? <Unknown /> : side(from)}</dd>
        {to !== '' && (
          <>
            <dt>{t('column.to')}</dt>
            <dd>{side(to)}</dd>
          </>
        )}
        {data && (
          <>
            <dt>{t('column.by')}</dt>
            <dd>{t('drawer.hand', { officer: people.officer(data.by.officer), post: people.post(data.by.post) })}</dd>
            <dt>{t('drawer.station')}</dt>
            <dd>{station(data.station)}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function Correction({ row, find, onSelect }: Pick<EntryDrawerProps, 'find' | 'onSelect'> & { readonly row: EntryRow }) {
  const { t } = useTranslation('journal');
  const { corrects, correctedBy, why } = row.data;
  const before = corrects === undefined ? undefined : find(corrects);
  const after = correctedBy === undefined ? undefined : find(correctedBy);
  if (!before && !after) return null;
  return (
    <Section>
      <dl className={styles.facts}>
        {before && (
          <>
            <dt>{t('drawer.before', { no: before.data.number })}</dt>
            <dd>
              <button type="button" className={styles.go} data-corrected onClick={() => onSelect(before.id)}>
                <Local text={before.data.text} />
              </button>
            </dd>
          </>
        )}
        {why && (
          <>
            <dt>{t('drawer.why')}</dt>
            <dd>
              <Local text={why} />
            </dd>
          </>
        )}
        {after && (
          <>
            <dt>{t('corrected', { no: after.data.number })}</dt>
            <dd>
              <button type="button" className={styles.go} onClick={() => onSelect(after.id)}>
                <Local text={after.data.text} />
              </button>
            </dd>
            {after.data.why && (
              <>
                <dt>{t('drawer.why')}</dt>
                <dd>
                  <Local text={after.data.why} />
                </dd>
              </>
            )}
          </>
        )}
      </dl>
    </Section>
  );
}
