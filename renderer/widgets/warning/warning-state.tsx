import { useTranslation } from 'react-i18next';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useClock } from '../../state/use-console.ts';
import { isSnoozed } from '../../state/warnings.ts';
import { useFormat } from '../../text/use-text.ts';
import { Chip } from '../chip.tsx';

/** What the duty room did about it, in one chip; what waits in the outbox says so beside it. */
export function WarningState({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  return (
    <>
      <Stand row={row} />
      {row.pending && (
        <>
          {' '}
          <Chip tone="pending" icon="up">
            {t('state.pending')}
          </Chip>
        </>
      )}
    </>
  );
}

function Stand({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const { officer } = usePeopleNames();
  const snoozed = row.handling?.snoozed;
  const isPutOff = isSnoozed(row);
  const until = useClock((now) => (snoozed && snoozed.until !== 'update' ? format.moment(snoozed.until, now) : ''));
  const status = row.handling?.status ?? { state: 'new' };
  if (isPutOff) {
    return (
      <Chip tone="edge" icon="pause">
        {until === '' ? t('state.snoozedUpdate') : t('state.snoozed', { time: until })}
      </Chip>
    );
  }
  switch (status.state) {
    case 'new':
      return <Chip tone="edge">{t(row.asksAgain ? 'state.graver' : 'state.new')}</Chip>;
    case 'seen':
      return <Chip tone="edge">{t('state.seen', { who: officer(status.officer) })}</Chip>;
    case 'acknowledged':
      return (
        <Chip icon="check" title={officer(status.officer)}>
          {t('state.acknowledged', { disposition: t(`disposition.${status.disposition}`) })}
        </Chip>
      );
    case 'closed':
    case 'joined':
      return <Chip>{t(`state.${status.state}`)}</Chip>;
  }
}
