import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MINUTE } from '../../../shared/kit/time.ts';
import type { TieReason, WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useWarningActions } from '../../state/use-warning-actions.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { Section } from '../../widgets/panel.tsx';
import styles from './alerts.module.css';

function Reasons({ reasons }: { readonly reasons: readonly TieReason[] }) {
  const { t } = useTranslation('alert');
  const { t: common } = useTranslation();
  const format = useFormat();
  return reasons
    .map(({ reason, amount }) =>
      reason === 'near'
        ? t('reason.near', { distance: format.distance(amount) })
        : reason === 'sameTime'
          ? t('reason.sameTime', { span: format.span(amount * MINUTE) })
          : t(`reason.${reason}`),
    )
    .join(common('separator'));
}

/** What may be the same happening, with why; `Y` takes the first. */
export function DrawerSuggestions({ row, mayTie }: { readonly row: WarningLine; readonly mayTie: boolean }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const { tie, join } = useWarningActions();
  if (row.suggestions.length === 0) return null;
  return (
    <Section title={t('drawer.suggestions')} hint={mayTie && t('drawer.suggestionsHint')}>
      <ul className={styles.rows}>
        {row.suggestions.map(({ topic, id, title, weight, reasons }, index) => (
          <li key={`${topic} ${id}`} className={styles.suggestion}>
            <span className={styles.said}>
              <Local text={title} />
              <small>
                <Reasons reasons={reasons} /> {t('weight', { percent: format.percent(weight) })}
              </small>
            </span>
            {mayTie && (
              <Button
                {...(index === 0 && { shortcut: 'Y' })}
                onClick={() => void (topic === 'incident' ? tie(row, id) : join(row, id))}
              >
                {t('action.accept')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Tied({
  children,
  title,
  onOpen,
  undo,
}: {
  readonly children: ReactNode;
  readonly title: ReactNode;
  readonly onOpen: () => void;
  readonly undo: ReactNode;
}) {
  return (
    <li>
      <button type="button" className={styles.link} onClick={onOpen}>
        {children}
        <span className="lz-cut">{title}</span>
      </button>
      {undo}
    </li>
  );
}

function TiedIncident({
  row,
  id,
  mayTie,
}: {
  readonly row: WarningLine;
  readonly id: string;
  readonly mayTie: boolean;
}) {
  const { t } = useTranslation('alert');
  const select = useSelection((state) => state.select);
  const incident = useRow(useCollection('incidents', {}), id);
  const { untie } = useWarningActions();
  return (
    <Tied
      title={incident ? <Local text={incident.data.title} /> : id}
      onOpen={() => {
        select('incident', id, 'command');
        goToDesk('picture');
      }}
      undo={
        mayTie && (
          <Button look="quiet" onClick={() => void untie(row, id)}>
            {t('action.untie')}
          </Button>
        )
      }
    >
      {incident && <LevelGlyph level={incident.data.level} size={14} />}
    </Tied>
  );
}

function Part({ row, id, mayTie }: { readonly row: WarningLine; readonly id: string; readonly mayTie: boolean }) {
  const { t } = useTranslation('alert');
  const select = useSelection((state) => state.select);
  const part = useRow(useCollection('alerts', {}), id);
  const { part: takeOut } = useWarningActions();
  return (
    <Tied
      title={part ? <Local text={part.data.headline} /> : id}
      onOpen={() => select('alert', id, 'command')}
      undo={
        mayTie && (
          <Button look="quiet" onClick={() => void takeOut(row, id)}>
            {t('action.part')}
          </Button>
        )
      }
    >
      {part && <LevelGlyph level={part.data.level} size={14} />}
    </Tied>
  );
}

/** What it belongs to, and what was joined into it; each can be taken back. */
export function DrawerTies({ row, mayTie }: { readonly row: WarningLine; readonly mayTie: boolean }) {
  const { t } = useTranslation('alert');
  const incidents = row.handling?.incidents ?? [];
  const parts = row.handling?.parts ?? [];
  return (
    <>
      {incidents.length > 0 && (
        <Section title={t('drawer.ties')}>
          <ul className={styles.rows}>
            {incidents.map((id) => (
              <TiedIncident key={id} row={row} id={id} mayTie={mayTie} />
            ))}
          </ul>
        </Section>
      )}
      {parts.length > 0 && (
        <Section title={t('drawer.parts')}>
          <ul className={styles.rows}>
            {parts.map((id) => (
              <Part key={id} row={row} id={id} mayTie={mayTie} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
