import { useState } from 'react';
import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mustBeRead, type HandoverMatter } from '../../../shared/domain/handover.ts';
import { useConsole } from '../../state/console.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useNow } from '../../state/use-console.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { useSelection } from '../../state/selection.ts';
import { useSitting } from '../../state/use-seat.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Paper } from '../../widgets/paper/paper.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { MatterTable, type MatterColumn } from './matter-table.tsx';
import type { ShiftRow } from './shift-row.ts';
import styles from './journal.module.css';

/** One hand-over: to be ticked and taken over while it waits, to be read afterwards. */
export function ShiftSheet({ row }: { readonly row: ShiftRow }) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const people = usePeopleNames();
  const sitting = useSitting();
  const { status, from, open: matters, text } = row.data;
  const now = useNow();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const isOwn = sitting?.officer.id === from.officer;
  const canTick = status.state === 'offered' && !isOwn;
  const read = status.state === 'taken' ? new Set<string>(status.read) : ticked;
  const tick = (id: string, isOn: boolean): void => {
    const next = new Set(ticked);
    if (isOn) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  const time = format.moment(from.at, now);
  const says =
    status.state === 'taken'
      ? t('shift.receipt', {
          officer: people.officer(status.by.officer),
          time: format.moment(status.since, now),
          read: status.read.length,
          all: matters.length,
        })
      : isOwn
        ? t('shift.waitingOwn', { time })
        : t('shift.waiting', { officer: people.officer(from.officer), time });
  const readColumn: MatterColumn<HandoverMatter> = {
    id: 'read',
    header: t('shift.column.read'),
    width: '112px',
    cell: (matter) => (
      <span className={styles.tick}>
        {canTick ? (
          <Checkbox
            size="sm"
            aria-label={`${t('shift.column.read')} ${format.text(matter.title)}`}
            checked={read.has(matter.id)}
            onChange={(event) => tick(matter.id, event.currentTarget.checked)}
          />
        ) : (
          read.has(matter.id) && <Icon name="check" size={16} />
        )}
        {mustBeRead(matter) && !read.has(matter.id) && <Chip tone="edge">{t('shift.mustRead')}</Chip>}
      </span>
    ),
  };
  return (
    <div className={styles.sheet}>
      <header className={styles.sheetHead}>
        <div className={styles.words}>
          <p className={styles.says}>{says}</p>
          <p className={styles.quiet}>{t('shift.paperSince', { time: format.moment(row.data.shiftBegan, now) })}</p>
          {text && (
            <p className={styles.note}>
              <Local text={text} />
            </p>
          )}
          {status.state === 'taken' && status.remark && (
            <p className={styles.note}>
              {t('shift.remark')} <Local text={status.remark} />
            </p>
          )}
        </div>
        <div className={styles.sheetActs}>
          {canTick && (
            <Button onClick={() => setTicked(new Set(matters.map(({ id }) => id)))}>{t('shift.readAll')}</Button>
          )}
          <Button icon="printer" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
      </header>
      {matters.length === 0 ? (
        <Empty title={t('shift.none')} />
      ) : (
        <MatterTable
          label={t('tabs.shift')}
          matters={matters}
          before={[readColumn]}
          after={[
            {
              id: 'note',
              header: t('shift.column.note'),
              width: 'minmax(200px, 1.6fr)',
              cell: ({ note }) => note && <Local text={note} />,
            },
          ]}
        />
      )}
      {status.state === 'offered' && <TakeOver row={row} read={read} isOwn={isOwn} />}
      <Paper title={t('shift.paper')}>
        <ShiftPaper row={row} />
      </Paper>
    </div>
  );
}

interface TakeOverProps {
  readonly row: ShiftRow;
  readonly read: ReadonlySet<string>;
  readonly isOwn: boolean;
}

function TakeOver({ row, read, isOwn }: TakeOverProps) {
  const { t } = useTranslation('journal');
  const { link } = useConsole();
  const send = useSend();
  const refusal = useMay()('handover.take');
  const refusalText = useRefusalText();
  const { select } = useSelection.getState();
  const [remark, setRemark] = useState('');
  const unread = row.data.open.filter((matter) => mustBeRead(matter) && !read.has(matter.id)).length;
  const blocked = refusal
    ? refusalText(refusal, [t('shift.take')])
    : isOwn
      ? t('shift.own')
      : unread > 0
        ? t('shift.unread', { count: unread })
        : null;
  const take = (): void => {
    if (blocked !== null) return;
    const words = remark.trim();
    const work = link.call('takeHandover', {
      id: row.id,
      expectedRev: row.rev,
      read: [...read],
      ...(words !== '' && { remark: words }),
    });
    // It stays before his eyes, with his receipt.
    void send(work, t('shift.taken')).then((stored) => stored && select('handover', row.id, 'list'));
  };
  return (
    <form
      className={styles.take}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextInput
        className={styles.words}
        aria-label={t('shift.remark')}
        placeholder={t('shift.remark')}
        disabled={isOwn}
        maxLength={1_000}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
      {blocked !== null && <span className={styles.quiet}>{blocked}</span>}
      <Button type="submit" look="primary" size="grave" disabled={blocked !== null}>
        {t('shift.take')}
      </Button>
    </form>
  );
}

function ShiftPaper({ row }: { readonly row: ShiftRow }) {
  const { t } = useTranslation('journal');
  const { t: common } = useTranslation();
  const format = useFormat();
  const people = usePeopleNames();
  const { from, shiftBegan, status, text, open: matters } = row.data;
  const now = useNow();
  const hand = ({ officer, post, at }: typeof from) => ({
    officer: people.officer(officer),
    post: people.post(post),
    time: format.moment(at, now),
  });
  const read = new Set(status.state === 'taken' ? status.read : []);
  return (
    <>
      <p>
        {t('shift.paperFrom', hand(from))}
        <br />
        {status.state === 'taken' ? t('shift.paperTo', hand(status.by)) : t('shift.paperOpen')}
        <br />
        {t('shift.paperSince', { time: format.moment(shiftBegan, now) })}
      </p>
      {text && <p>{format.text(text)}</p>}
      <table>
        <thead>
          <tr>
            <th>{t('column.kind')}</th>
            <th>{t('shift.column.state')}</th>
            <th>{t('shift.column.matter')}</th>
            <th>{t('shift.column.note')}</th>
            <th>{t('shift.column.read')}</th>
          </tr>
        </thead>
        <tbody>
          {matters.map((matter) => (
            <tr key={`${matter.topic} ${matter.id}`}>
              <td>{t(`topic.${matter.topic}`)}</td>
              <td>
                {[matter.level ? common(`levelName.${matter.level}`) : '', matter.isOverdue ? t('shift.overdue') : '']
                  .filter(Boolean)
                  .join(' ')}
              </td>
              <td>{format.text(matter.title)}</td>
              <td>{matter.note && format.text(matter.note)}</td>
              <td>{t(read.has(matter.id) ? 'shift.yes' : 'shift.no')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {status.state === 'taken' && status.remark && (
        <p>
          {t('shift.remark')} {format.text(status.remark)}
        </p>
      )}
      <p>
        {t('shift.sign')} ______________ {t('shift.sign')} ______________
      </p>
    </>
  );
}
