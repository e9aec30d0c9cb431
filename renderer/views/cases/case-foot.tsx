import { useState } from 'react';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseState } from '../../../shared/domain/case.ts';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import { useCommand } from '../../state/commands.ts';
import { useMay } from '../../state/use-may.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { CaseForm, type FormName } from './case-form.tsx';
import type { CaseRow } from './case-state.ts';
import { useCaseActions } from './use-case-actions.ts';
import styles from './cases.module.css';

/** What can be done: a form, or a step that needs no more than its name. */
type Deed = FormName | 'accept' | 'begin' | 'close' | 'reopen';

const ACTION: Readonly<Record<Deed, CommandTypeName>> = {
  sort: 'case.sort',
  entrust: 'case.entrust',
  accept: 'case.accept',
  return: 'case.return',
  contact: 'case.contact',
  begin: 'case.begin',
  answer: 'case.answer',
  callBack: 'case.callBack',
  close: 'case.close',
  reopen: 'case.reopen',
  reject: 'case.reject',
  extend: 'case.extend',
  link: 'case.link',
  note: 'case.addNote',
};

/** The next deed of each state first; the others are under "more". */
const DEEDS: Readonly<Record<CaseState, readonly Deed[]>> = {
  new: ['sort', 'reject'],
  sorted: ['entrust', 'answer', 'sort', 'reject'],
  assigned: ['answer', 'entrust', 'accept', 'return', 'reject'],
  accepted: ['answer', 'contact', 'begin', 'return'],
  returned: ['entrust', 'sort', 'reject'],
  contacted: ['answer', 'begin'],
  inWork: ['answer', 'contact'],
  answered: ['callBack', 'answer', 'close'],
  calledBack: ['close', 'callBack', 'reopen'],
  rated: ['close', 'reopen'],
  reopened: ['entrust', 'answer', 'sort'],
  closed: ['reopen'],
  merged: ['callBack'],
  rejected: [],
};
const ALWAYS: readonly Deed[] = ['note', 'link'];

function deedsOf({ data: { status, clock, extended } }: CaseRow): readonly Deed[] {
  const own = DEEDS[status.state];
  const isUnhappy = status.state === 'rated' && (status.rating === 'notSatisfied' || status.rating === 'notSolved');
  const again = status.state === 'calledBack' && status.result === 'unreached';
  const sorted = isUnhappy ? own.toReversed() : again ? (['callBack', 'close', 'reopen'] as const) : own;
  const isHard = clock === 'hard' && !extended && own.includes('answer') && status.state !== 'answered';
  return [...sorted, ...(isHard ? (['extend'] as const) : []), ...ALWAYS];
}

/** The next thing to do, with its key, and what else can be done; a form covers the page while it is open. */
export function CaseFoot({ row, rules }: { readonly row: CaseRow; readonly rules: CaseRules | null | undefined }) {
  const { t } = useTranslation('citizenCase');
  const { step } = useCaseActions();
  const may = useMay();
  const verb = useVerb(row.feed);
  const [form, setForm] = useState<FormName | null>(null);
  const { status } = row.data;
  const deeds = deedsOf(row);
  const [first = 'note', second, ...more] = deeds;
  const run = (deed: Deed): void => {
    switch (deed) {
      case 'accept':
      case 'begin':
      case 'close':
        return void step(row, { do: deed });
      case 'reopen': {
        const reason = status.state === 'rated' && status.rating !== 'satisfied' ? 'notSatisfied' : 'officer';
        return void step(row, { do: 'reopen', reason });
      }
      default:
        return setForm(deed);
    }
  };
  const refused = (deed: Deed): boolean => may(ACTION[deed]) !== null;
  useCommand(
    refused(first)
      ? null
      : { id: 'case.next', group: 'list', key: 'A', title: t(`action.${first}`), run: () => run(first) },
  );
  useCommand(
    refused('note')
      ? null
      : { id: 'case.note', group: 'list', key: 'E', title: t('action.note'), run: () => run('note') },
  );
  return (
    <>
      <footer className={styles.foot}>
        <Refusals actions={[ACTION[first]]} />
        <div className={styles.actions}>
          <Button look="primary" size="grave" shortcut="A" disabled={refused(first)} onClick={() => run(first)}>
            {verb(t(`action.${first}`))}
          </Button>
          {second !== undefined && (
            <Button size="grave" disabled={refused(second)} onClick={() => run(second)}>
              {t(`action.${second}`)}
            </Button>
          )}
          {more.length > 0 && (
            <Menu position="top-end">
              <Menu.Target>
                <Button size="grave" icon="more" aria-label={t('action.more')} title={t('action.more')} />
              </Menu.Target>
              <Menu.Dropdown>
                {more.map((deed) => (
                  <Menu.Item key={deed} disabled={refused(deed)} onClick={() => run(deed)}>
                    {t(`action.${deed}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      </footer>
      {form && <CaseForm name={form} row={row} rules={rules} onClose={() => setForm(null)} />}
    </>
  );
}
