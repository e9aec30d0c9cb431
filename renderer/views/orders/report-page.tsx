import { useMemo, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { correctionsOf, isOfLine, toldBy } from '../../../shared/domain/report-told.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import type { OwedLine, ReportRow } from '../../state/report-lines.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Chip } from '../../widgets/chip.tsx';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { ConflictChip } from '../../widgets/command/conflict/conflict-chip.tsx';
import { Panel, Section } from '../../widgets/panel.tsx';
import { Reports } from './line-page.tsx';
import { completeness, draftOf, fieldsOf, isChanged, type FieldDraft } from './report-draft.ts';
import { ReportFields } from './report-fields.tsx';
import { ReportFoot } from './report-foot.tsx';
import { ReportHands } from './report-hands.tsx';
import { ReportPreview } from './report-preview.tsx';
import { orderedKeys, useFieldName, useKindName, useSaid } from './report-words.ts';
import { useReportActions } from './use-report-actions.ts';
import styles from './orders.module.css';

interface ReportPageProps {
  readonly row: ReportRow;
  readonly lines: readonly OwedLine[];
}

/** One report: a draft is a form, what is out is read. Beside it, what its recipient reads. */
export function ReportPage({ row, lines }: ReportPageProps) {
  const { t } = useTranslation('report');
  const { language } = useFormat();
  const { data } = row;
  const line = lines.find((one) => isOfLine(data, one));
  const set = line?.clocks;
  const isDraft = data.status.state === 'drafted';
  const required = useMemo(() => set?.fields[data.kind] ?? [], [set, data.kind]);
  const [own, setOwn] = useState<readonly FieldDraft[] | null>(null);
  const [isReceiving, setReceiving] = useState(false);
  const drafts = own ?? draftOf(data.fields, orderedKeys(set, data), language);
  const fields = isDraft ? fieldsOf(drafts, language) : data.fields;
  const others = (line?.reports ?? []).filter(({ id }) => id !== row.id);
  const corrections = isDraft ? correctionsOf(fields, toldBy(others.map((one) => one.data))) : data.corrections;
  const more = (set?.fields.first ?? []).filter(
    (key) => data.kind !== 'first' && !drafts.some((one) => one.key === key),
  );
  const { select } = useSelection.getState();
  const shown = { ...data, fields, corrections };
  return (
    <>
      <Panel className={styles.centre} label={t('title')}>
        <div className={styles.body}>
          <Head row={row} />
          <ReportHands report={data} />
          {!isDraft && corrections.length > 0 && (
            <Section title={t('sheet.corrections')} hint={t('sheet.correctionsHint')}>
              <Corrections corrections={corrections} />
            </Section>
          )}
          {isDraft && (
            <Section title={t('sheet.fields')}>
              <ReportFields
                drafts={drafts}
                required={new Set(required)}
                corrections={corrections}
                more={more}
                onChange={setOwn}
              />
            </Section>
          )}
          {others.length > 0 && (
            <Section title={t('sheet.other')}>
              <Reports rows={others} onReport={(id) => select('report', id, 'list')} />
            </Section>
          )}
        </div>
        <ReportFoot
          row={row}
          state={completeness(fields, required)}
          changed={isDraft && isChanged(drafts, data.fields, language) ? fields : null}
          onSaved={() => setOwn(null)}
          onReceive={() => setReceiving(true)}
        />
        {isReceiving && <ReceiveForm row={row} onClose={() => setReceiving(false)} />}
      </Panel>
      <ReportPreview report={shown} set={set} />
    </>
  );
}

function Head({ row: { id, data, pending } }: { readonly row: ReportRow }) {
  const { t } = useTranslation('report');
  const { t: incident } = useTranslation('incident');
  const kindName = useKindName();
  const found = useRow(useCollection('incidents', {}), data.incident);
  const open = (): void => {
    useSelection.getState().select('incident', data.incident, 'command');
    goToDesk('incidents');
  };
  return (
    <Section>
      <div className={styles.chips}>
        <Chip>{kindName(data)}</Chip>
        <Chip tone="edge">{t(`state.${data.status.state}`)}</Chip>
        {(pending?.length ?? 0) > 0 && (
          <Chip tone="pending" icon="up">
            {incident('action.pending')}
          </Chip>
        )}
        <ConflictChip topic="report" id={id} />
        <span className={styles.number}>
          <Local text={data.recipient} />
        </span>
      </div>
      <h2 className={styles.words}>
        {found ? (
          <button type="button" className={styles.heading} onClick={open}>
            <Local text={found.data.title} />
          </button>
        ) : (
          t('line.gone')
        )}
      </h2>
    </Section>
  );
}

function Corrections({ corrections }: { readonly corrections: ReportRow['data']['corrections'] }) {
  const { t } = useTranslation('report');
  const fieldName = useFieldName();
  const said = useSaid();
  return (
    <dl className={styles.facts}>
      {corrections.map(({ key, was, is }) => (
        <div key={key}>
          <dt>{fieldName(key)}</dt>
          <dd className={styles.change}>
            <span>{t('form.told')}</span> <del>{said(was)}</del>
            <span>{t('form.now')}</span> <ins>{said(is)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ReceiveForm({ row, onClose }: { readonly row: ReportRow; readonly onClose: () => void }) {
  const { t } = useTranslation('report');
  const { receive } = useReportActions();
  const [by, setBy] = useState('');
  return (
    <FormPanel
      title={t('form.receive')}
      place="cover"
      feed={row.feed}
      actions={['report.receive']}
      submit={t('form.receive')}
      blocked={by.trim() === '' ? t('form.receivedBy') : null}
      onClose={onClose}
      onSubmit={() => void receive(row, by.trim()).then((stored) => stored && onClose())}
    >
      <TextInput
        label={t('form.receivedBy')}
        placeholder={t('form.receivedByHint')}
        autoFocus
        maxLength={64}
        value={by}
        onChange={({ currentTarget }) => setBy(currentTarget.value)}
      />
    </FormPanel>
  );
}
