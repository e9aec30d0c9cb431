import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/kit/problem.ts';
import type { PackageReport } from '../../../shared/protocol/console-api/calls.ts';
import { useStationName } from '../../state/names.ts';
import { useClock } from '../../state/use-console.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Icon } from '../../widgets/icon.tsx';
import { strangerOf } from './next-step.ts';
import { ProblemNote } from './problem-note.tsx';
import { TrustForm } from './trust-form.tsx';
import styles from './exchange.module.css';

/** What was left out, each reason of a station once. */
function LeftOut({ refused }: Pick<PackageReport, 'refused'>) {
  const format = useFormat();
  const station = useStationName();
  const problemText = useProblemText();
  const reasons = [...Map.groupBy(refused, (one) => `${one.station}\n${one.code}`).values()];
  return (
    <ul>
      {reasons.map((same) => (
        <li key={`${same[0]?.station} ${same[0]?.code}`}>
          {same[0] && `${format.number(same.length)} × ${station(same[0].station)} · ${problemText(same[0])}`}
        </li>
      ))}
    </ul>
  );
}

/** A package was taken: from whom, how many, and what was left out. One of which nothing is any good gets no green tick. */
export function TakenNote({ file, report }: { readonly file: string; readonly report: PackageReport }) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const station = useStationName();
  const time = useClock((now) => format.moment(report.writtenAt, now));
  const { taken, known, refused } = report;
  const from = t('answer.from', { station: station(report.station), time });
  if (taken + known === 0 && refused.length > 0) {
    return (
      <div className={styles.note} role="alert">
        <p>{t('answer.refused', { file })}</p>
        <p>{from}</p>
        <LeftOut refused={refused} />
      </div>
    );
  }
  return (
    <div className={styles.taken} role="status">
      <p>
        <Icon name="check" />
        <b>{t('answer.taken', { file })}</b>
        <span>{from}</span>
      </p>
      <b>{t('answer.counts', { taken, known })}</b>
      {taken > 0 && <p className={styles.quiet}>{t('answer.later')}</p>}
      {refused.length > 0 && (
        <>
          <b className={styles.leftOut}>{t('answer.left', { count: refused.length })}</b>
          <LeftOut refused={refused} />
        </>
      )}
    </div>
  );
}

/** A package was refused whole. Where the only reason is a station nobody has compared, that can be done here, and it is read again. */
export function RefusedNote({
  file,
  problem,
  onTrusted,
}: {
  readonly file: string;
  readonly problem: Problem;
  readonly onTrusted: () => void;
}) {
  const { t } = useTranslation('exchange');
  const stranger = strangerOf(problem);
  return (
    <ProblemNote problem={problem} title={t('answer.refused', { file })}>
      {stranger && <TrustForm key={stranger.fingerprint} {...stranger} onTrusted={onTrusted} />}
    </ProblemNote>
  );
}
