import { useTranslation } from 'react-i18next';
import type { CaseMatch } from '../../../shared/protocol/console-api/case-rows.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { caseNo } from './case-state.ts';
import { useReasonWords } from './use-reason-words.ts';
import styles from './cases.module.css';

/** What something may be the same as, and why; against it stands rule 7. */
export function MatchWords({ match, onOpen }: { readonly match: CaseMatch; readonly onOpen?: () => void }) {
  const { t } = useTranslation('citizenCase');
  const reasons = useReasonWords();
  const isIncident = match.kind === 'incident';
  const found = useRow(useCollection('cases', {}), isIncident ? null : match.id);
  const incident = useRow(useCollection('incidents', {}), isIncident ? match.id : null);
  const select = useSelection((state) => state.select);
  const open = (): void => {
    select(isIncident ? 'incident' : 'case', match.id, 'command');
    if (isIncident) goToDesk('incidents');
    onOpen?.();
  };
  return (
    <div className={styles.match} data-apart={match.against.length > 0}>
      <button type="button" className={styles.matchTitle} onClick={open}>
        {incident ? <LevelGlyph level={incident.data.level} /> : <Icon name={isIncident ? 'list' : 'phone'} />}
        <span className="lz-cut">
          {found && <Local text={found.data.text} />}
          {incident && <Local text={incident.data.title} />}
        </span>
        <small>{isIncident ? t('same.incident') : caseNo(match.id)}</small>
      </button>
      <p>
        {match.kind === 'repeat' && <b>{t('same.repeat')} </b>}
        {reasons(match.reasons)}
      </p>
      {match.against.length > 0 && (
        <p className={styles.against}>
          <Icon name="warn" size={14} />
          {t('same.apart')}
          {reasons(match.against)}
        </p>
      )}
      {match.ask && match.against.length === 0 && <p className={styles.ask}>{t('same.ask')}</p>}
    </div>
  );
}
