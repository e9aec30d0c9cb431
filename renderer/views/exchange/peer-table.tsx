import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PeerRow } from '../../../shared/protocol/console-api/rows.ts';
import { useStationName } from '../../state/names.ts';
import { useCall } from '../../state/use-call.ts';
import { useClock } from '../../state/use-console.ts';
import { useMay } from '../../state/use-may.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Age } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Chip, Nothing, Unknown } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { nextStep } from './next-step.ts';
import { ProblemNote } from './problem-note.tsx';
import { RefusedAction } from './refused-action.tsx';
import styles from './exchange.module.css';

function Status({ status }: Pick<PeerRow, 'status'>) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const problemText = useProblemText();
  const span = useClock((now) => format.span(now - status.since));
  const next = status.state === 'refused' ? nextStep(status.problem) : null;
  switch (status.state) {
    case 'joined':
      return (
        <Chip tone="live" icon="link">
          {t('peers.joined', { span })}
        </Chip>
      );
    case 'searching':
      return (
        <Chip tone="pending" icon="search">
          {t('peers.searching', { span })}
        </Chip>
      );
    case 'refused':
      return (
        <span className={styles.reason}>
          <Chip tone="offline" icon="x">
            {t('peers.isRefused')}
          </Chip>
          <b>{problemText(status.problem)}</b>
          {next !== null && <small>{t(`next.${next}`)}</small>}
        </span>
      );
  }
}

/** Single commands of a station that were left out, and why the last of them was. */
function LeftOut({ refused, lastRefusal }: PeerRow) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const problemText = useProblemText();
  const said = useClock((now) =>
    lastRefusal === null
      ? ''
      : t('peers.lastRefusal', { time: format.moment(lastRefusal.at, now), reason: problemText(lastRefusal) }),
  );
  if (refused === 0) return format.number(0);
  return (
    <span className={styles.leftOut} title={said}>
      {format.number(refused)}
    </span>
  );
}

function Peer({ peer, onRemove }: { readonly peer: PeerRow; readonly onRemove: (() => void) | null }) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const station = useStationName();
  const { status, origin } = peer;
  return (
    <tr data-peer={peer.address} data-state={status.state}>
      <td>
        <bdi className={styles.value}>{peer.address}</bdi>
        <small>{t(`peers.origin.${origin}`)}</small>
      </td>
      <td>
        {peer.station === null ? <Unknown /> : <span title={peer.station}>{station(peer.station)}</span>}
        {peer.fingerprint !== null && <small translate="no">{peer.fingerprint}</small>}
      </td>
      <td>
        <Status status={status} />
      </td>
      <td>
        {status.state === 'joined' && status.lastExchangeAt !== null ? (
          <Age at={status.lastExchangeAt} />
        ) : (
          <Nothing>{t('peers.never')}</Nothing>
        )}
      </td>
      <td className={styles.number}>{format.number(peer.sent)}</td>
      <td className={styles.number}>{format.number(peer.received)}</td>
      <td className={styles.number}>
        <LeftOut {...peer} />
      </td>
      <td className={styles.end}>
        {origin === 'added' && (
          <Button disabled={onRemove === null} onClick={() => onRemove?.()}>
            {t('peers.remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function AddPeer({ isAllowed }: { readonly isAllowed: boolean }) {
  const { t } = useTranslation('exchange');
  const { isBusy, problem, ask, forget } = useCall();
  const [address, setAddress] = useState('');
  const isReady = isAllowed && address.trim() !== '' && !isBusy;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void ask('addPeer', { address: address.trim() }).then((done) => done && setAddress(''));
      }}
    >
      <div className={styles.field}>
        <TextInput
          label={t('peers.addLabel')}
          value={address}
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            forget();
          }}
        />
        <Button type="submit" icon="plus" disabled={!isReady}>
          {t('peers.add')}
        </Button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </form>
  );
}

const COLUMNS = ['address', 'station', 'status', 'last', 'sent', 'received', 'refused'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['sent', 'received', 'refused']);

/** Consoles on the network that this one exchanges with by itself. */
export function PeerTable({ peers }: { readonly peers: readonly PeerRow[] }) {
  const { t } = useTranslation('exchange');
  const isAllowed = useMay()('exchange.manage') === null;
  const { problem, ask } = useCall();
  return (
    <Section title={t('peers.title')} hint={t('peers.hint')}>
      {peers.length === 0 ? (
        <Nothing>{t('peers.empty')}</Nothing>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} className={NUMBERS.has(column) ? styles.number : undefined}>
                  {t(`peers.${column}`)}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {peers.map((peer) => (
              <Peer
                key={peer.id}
                peer={peer}
                onRemove={isAllowed ? () => void ask('removePeer', { address: peer.address }) : null}
              />
            ))}
          </tbody>
        </table>
      )}
      {problem && <ProblemNote problem={problem} />}
      <AddPeer isAllowed={isAllowed} />
      <RefusedAction action="manage" />
    </Section>
  );
}
