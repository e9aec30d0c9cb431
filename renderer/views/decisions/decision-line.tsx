import { useTranslation } from 'react-i18next';
import type { IconName } from '../../widgets/icon-paths.ts';
import type { DecisionState } from '../../../shared/domain/decision.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment, Remaining } from '../../widgets/age.tsx';
import { Chip, Nothing, type ChipTone } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { waitsForRatifying, type DecisionRow } from './decision-groups.ts';
import { questionIn } from './question-words.ts';
import type { Sheet } from './sheet.ts';
import { useAsked } from './use-asked.ts';
import { LETTERS } from './use-decide.ts';
import styles from './list.module.css';

const GLYPHS: Readonly<Record<DecisionState, IconName>> = {
  drafted: 'note',
  submitted: 'clock',
  decided: 'check',
  returned: 'undo',
  withdrawn: 'x',
  reviewed: 'target',
};
const TONES: Readonly<Record<DecisionState, ChipTone>> = {
  drafted: 'edge',
  submitted: 'pending',
  decided: 'live',
  returned: 'stale',
  withdrawn: 'plain',
  reviewed: 'live',
};

/** Where a decision stands: state, spoken, decided alone, grave. */
export function StateChips({ data, pending }: { readonly data: DecisionRow['data']; readonly pending: boolean }) {
  const { t } = useTranslation('decision');
  const { status, spoken, grave } = data;
  return (
    <>
      <Chip tone={TONES[status.state]} icon={GLYPHS[status.state]}>
        {t(`state.${status.state}`)}
      </Chip>
      {waitsForRatifying(data) && (
        <Chip tone="pending" icon="clock">
          {t('state.ratify')}
        </Chip>
      )}
      {spoken && (
        <Chip tone="edge" icon="phone">
          {t('state.spoken')}
        </Chip>
      )}
      {grave !== undefined && <Chip tone="edge">{t('state.grave', { id: grave })}</Chip>}
      {pending && (
        <Chip tone="pending" icon="up">
          {t('state.pending')}
        </Chip>
      )}
    </>
  );
}

interface LineProps {
  readonly id: string;
  readonly isSelected: boolean;
  onOpen(): void;
}

/** One decision: what was asked, where it stands, what was chosen, by whom. */
export function DecisionLine({ row, id, isSelected, onOpen }: LineProps & { readonly row: DecisionRow }) {
  const { t } = useTranslation('decision');
  const people = usePeopleNames();
  const { data, pending } = row;
  const { status, options, chosen, writtenBy, reviewAt } = data;
  const option = chosen === undefined ? undefined : options[chosen];
  const hands =
    'by' in status ? [status.by, ...('second' in status && status.second ? [status.second] : [])] : writtenBy.slice(-1);
  return (
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      className={styles.line}
      data-decision={row.id}
      data-state={status.state}
      onClick={onOpen}
    >
      <Icon name={GLYPHS[status.state]} size={18} />
      <span className={styles.lineText}>
        <Local className="lz-cut" text={data.question} />
        <small>
          {t(`kind.${data.kind}`)}
          <span>{t('list.options', { count: options.length })}</span>
        </small>
      </span>
      <span className={styles.choice}>
        {option && chosen !== undefined ? (
          <>
            <b className={styles.letter}>{t(`letter.${LETTERS[chosen] ?? '0'}`)}</b>
            <Local className="lz-cut" text={option.name} />
          </>
        ) : (
          <Nothing>{t('list.notChosen')}</Nothing>
        )}
      </span>
      <span className={styles.chips}>
        <StateChips data={data} pending={(pending?.length ?? 0) > 0} />
      </span>
      <span className={styles.hands}>{hands.map(({ officer }) => people.officer(officer)).join(' + ')}</span>
      <span className={styles.times}>
        <Moment at={status.since} />
        {status.state === 'decided' && reviewAt !== undefined && (
          <small>
            {t('list.review')} <Moment at={reviewAt} />
          </small>
        )}
        {status.state === 'decided' && status.ratifyBy !== undefined && !status.second && (
          <small>
            {t('list.ratify')} <Remaining until={status.ratifyBy} passed={(span) => t('list.ratifyPassed', { span })} />
          </small>
        )}
      </span>
    </div>
  );
}

/** A question that only this window has. */
export function SheetLine({ sheet, id, isSelected, onOpen }: LineProps & { readonly sheet: Sheet }) {
  const { t } = useTranslation('decision');
  const { language } = useFormat();
  const asked = useAsked(sheet);
  return (
    <div id={id} role="option" aria-selected={isSelected} className={styles.line} data-state="unkept" onClick={onOpen}>
      <Icon name="note" size={18} />
      <span className={styles.lineText}>
        <span className="lz-cut">{sheet.question || questionIn(asked, t, language)}</span>
        <small>{t(`kind.${sheet.kind}`)}</small>
      </span>
      <span className={styles.choice}>
        <Nothing>{t('list.notChosen')}</Nothing>
      </span>
      <span className={styles.chips}>
        <Chip tone="edge">{t('notKept')}</Chip>
      </span>
      <span />
      <span />
    </div>
  );
}
