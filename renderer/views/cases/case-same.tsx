import { useTranslation } from 'react-i18next';
import { lastStep, presentRound } from '../../../shared/domain/case.ts';
import type { CaseMatch, CaseProposal } from '../../../shared/protocol/console-api/case-rows.ts';
import { useCommand } from '../../state/commands.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { Local } from '../../text/local.tsx';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Section } from '../../widgets/panel.tsx';
import { MatchWords } from './case-match.tsx';
import { caseNo, type CaseRow } from './case-state.ts';
import { useCaseActions } from './use-case-actions.ts';
import { useReasonWords } from './use-reason-words.ts';
import styles from './cases.module.css';

/** More than these are told by their number. */
const SHOWN = 3;

/** Which of two leads: what was joined to already, else the one that was told first. */
function leadOf(a: CaseRow, b: CaseRow): readonly [lead: CaseRow, other: CaseRow] {
  const joined = (row: CaseRow): number => row.data.joined?.length ?? 0;
  if (joined(a) !== joined(b)) return joined(a) > joined(b) ? [a, b] : [b, a];
  return a.data.reportedAt <= b.data.reportedAt ? [a, b] : [b, a];
}

function useAccept(row: CaseRow): (match: CaseMatch) => void {
  const cases = useCollection('cases', {});
  const { merge, step } = useCaseActions();
  return (match) => {
    if (match.kind === 'incident') return void step(row, { do: 'link', incident: match.id });
    const other = cases.rows.get(match.id as CaseRow['id']);
    if (!other) return;
    // A repeat goes into the case that was answered, which is opened anew for it.
    const [lead, joined] = match.kind === 'repeat' ? ([other, row] as const) : leadOf(row, other);
    void merge(lead, [joined]);
  };
}

function Match({
  row,
  match,
  isFirst,
}: {
  readonly row: CaseRow;
  readonly match: CaseMatch;
  readonly isFirst: boolean;
}) {
  const { t } = useTranslation('citizenCase');
  const accept = useAccept(row);
  const { keepApart } = useCaseActions();
  const may = useMay();
  const isMerge = match.kind !== 'incident';
  const allowed = may(isMerge ? 'case.mergeInto' : 'case.link') === null;
  const verb = t(match.kind === 'incident' ? 'same.link' : match.kind === 'repeat' ? 'same.mergeRepeat' : 'same.merge');
  const takesKey = isFirst && match.against.length === 0;
  useCommand(
    takesKey && allowed ? { id: 'case.merge', group: 'list', key: 'M', title: verb, run: () => accept(match) } : null,
  );
  useCommand(
    isFirst && isMerge && may('case.keepApart') === null
      ? {
          id: 'case.keepApart',
          group: 'list',
          key: 'X',
          title: t('same.keepApart'),
          run: () => void keepApart(row, [match.id]),
        }
      : null,
  );
  return (
    <li>
      <MatchWords match={match} />
      <div className={styles.buttons}>
        {match.against.length === 0 && (
          <Button {...(takesKey && { shortcut: 'M' })} disabled={!allowed} onClick={() => accept(match)}>
            {verb}
          </Button>
        )}
        {isMerge && (
          <Button
            look="quiet"
            {...(isFirst && { shortcut: 'X' })}
            disabled={may('case.keepApart') !== null}
            onClick={() => void keepApart(row, [match.id])}
          >
            {t('same.keepApart')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Group({ proposal }: { readonly proposal: Exclude<CaseProposal, { kind: 'matches' }> }) {
  const { t } = useTranslation('citizenCase');
  const cases = useCollection('cases', {});
  const { merge, step } = useCaseActions();
  const reasons = useReasonWords();
  const may = useMay();
  const rows = proposal.cases.flatMap((id) => cases.rows.get(id as CaseRow['id']) ?? []);
  const mergeAll = (): void => {
    const lead = rows.find(({ id }) => proposal.kind === 'cluster' && id === proposal.lead);
    const others = rows.filter((other) => other !== lead && other.data.joined === undefined);
    if (lead && others.length > 0) void merge(lead, others);
  };
  const mark = async (): Promise<void> => {
    for (const row of rows) await step(row, { do: 'mark', campaign: true });
  };
  return (
    <li className={styles.group}>
      <p>
        <b>{t(proposal.kind === 'cluster' ? 'same.cluster' : 'same.campaign', { count: proposal.cases.length })}</b>
      </p>
      <p className={styles.quiet}>
        {reasons(proposal.reasons)}
        {proposal.kind === 'cluster' && <span> {t('same.clusterHint', { no: caseNo(proposal.lead) })}</span>}
      </p>
      <div className={styles.buttons}>
        {proposal.kind === 'cluster' ? (
          <Button disabled={may('case.mergeInto') !== null} onClick={mergeAll}>
            {t('same.mergeAll')}
          </Button>
        ) : (
          <Button disabled={may('case.mark') !== null} onClick={() => void mark()}>
            {t('same.mark')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** One case that was merged into this one; it keeps its caller and his words. */
function Joined({ id }: { readonly id: string }) {
  const { t } = useTranslation('citizenCase');
  const row = useRow(useCollection('cases', {}), id);
  const select = useSelection((state) => state.select);
  const { split } = useCaseActions();
  const may = useMay();
  if (!row) return <li className={styles.quiet}>{caseNo(id)}</li>;
  const { status } = row.data;
  return (
    <li className={styles.row}>
      <Icon name="link" />
      <button type="button" className={styles.rowText} onClick={() => select('case', id, 'command')}>
        <Local text={row.data.text} />
        <small>
          {caseNo(id)}
          {status.state === 'merged' && status.calledBack && ` ${t(`callBack.${status.calledBack.result}`)}`}
        </small>
      </button>
      {status.state === 'merged' && (
        <Button look="quiet" disabled={may('case.split') !== null} onClick={() => void split(row)}>
          {t('same.split')}
        </Button>
      )}
    </li>
  );
}

function Into({ row, into }: { readonly row: CaseRow; readonly into: string }) {
  const { t } = useTranslation('citizenCase');
  const lead = useRow(useCollection('cases', {}), into);
  const select = useSelection((state) => state.select);
  const { split } = useCaseActions();
  const may = useMay()('case.split') === null;
  const undo = (): void => void split(row);
  useCommand(may ? { id: 'case.split', group: 'list', key: 'U', title: t('action.split'), run: undo } : null);
  const answer = lead && lastStep(presentRound(lead.data), 'answered');
  return (
    <Section title={t('page.into', { no: caseNo(into) })}>
      <div className={styles.row}>
        <Icon name="link" />
        <button type="button" className={styles.rowText} onClick={() => select('case', into, 'command')}>
          {lead ? <Local text={lead.data.text} /> : caseNo(into)}
          <small>
            {answer ? (
              <>
                {t('page.leadAnswer')} <Local text={answer.text} />
              </>
            ) : (
              t('page.leadWaiting')
            )}
          </small>
        </button>
        <Button shortcut="U" disabled={!may} onClick={undo}>
          {t('same.split')}
        </Button>
      </div>
    </Section>
  );
}

function isThere(cases: LiveCollection<CaseRow>, match: CaseMatch): boolean {
  return match.kind === 'incident' || cases.rows.has(match.id as CaseRow['id']);
}

/** Whether it was told before: proposals with their reasons, what was merged, and the way back. */
export function CaseSame({ row, proposals }: { readonly row: CaseRow; readonly proposals: readonly CaseProposal[] }) {
  const { t } = useTranslation('citizenCase');
  const cases = useCollection('cases', {});
  useLive(cases, (rows) => rows.rows.size);
  const { status, joined = [] } = row.data;
  if (status.state === 'merged') return <Into row={row} into={status.into} />;
  const matches = proposals
    .flatMap((proposal) => (proposal.kind === 'matches' ? proposal.matches : []))
    .filter((match) => isThere(cases, match));
  const groups = proposals.filter((proposal) => proposal.kind !== 'matches');
  const count = matches.length + groups.length;
  return (
    <>
      <Section
        title={t('page.same')}
        hint={
          count > 0 ? (
            <Chip tone="conflict" icon="split">
              {count}
            </Chip>
          ) : undefined
        }
      >
        {count === 0 && <p className={styles.quiet}>{t('page.sameNone')}</p>}
        <ul className={styles.matches}>
          {groups.map((proposal) => (
            <Group key={proposal.id} proposal={proposal} />
          ))}
          {matches.slice(0, SHOWN).map((match, index) => (
            <Match key={`${match.kind} ${match.id}`} row={row} match={match} isFirst={index === 0} />
          ))}
        </ul>
        {matches.length > SHOWN && <p className={styles.quiet}>{t('same.more', { count: matches.length - SHOWN })}</p>}
      </Section>
      {joined.length > 0 && (
        <Section title={t('page.joined')} hint={joined.length}>
          <ul>
            {joined.map((id) => (
              <Joined key={id} id={id} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
