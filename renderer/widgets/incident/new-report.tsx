import { useState } from 'react';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Level } from '../../../shared/domain/common.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { useSelection } from '../../state/selection.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useLinkState } from '../../state/use-console.ts';
import { useMay } from '../../state/use-may.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { zh } from '../../text/catalogues.ts';
import { useLanguage } from '../../text/use-text.ts';
import { Button } from '../button.tsx';
import { Refusals } from '../command/refusals.tsx';
import { Panel, PanelHead } from '../panel.tsx';
import { useNewReport } from './new-report-state.ts';
import { parsePosition, writePosition } from './position.ts';
import styles from './new-report.module.css';

const KINDS = Object.keys(zh.incident.kind) as Incident['kind'][];
const LEVELS: readonly Level[] = [1, 2, 3, 4, 0];

function Form({ at, onClose }: { readonly at: LonLat | null; readonly onClose: () => void }) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const { create } = useIncidentActions();
  const select = useSelection((state) => state.select);
  const reachable = useReachable(null);
  const linked = useLinkState() === 'open';
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<Incident['kind']>('other');
  const [level, setLevel] = useState<Level>(0);
  const [place, setPlace] = useState('');
  const [position, setPosition] = useState(at ? writePosition(at) : '');
  const [note, setNote] = useState('');
  const parsed = parsePosition(position);
  const allowed = useMay()('incident.create') === null;
  const ready = title.trim() !== '' && parsed !== undefined && linked && allowed;

  const submit = (): void => {
    if (!ready) return;
    const text = (value: string) => (language === 'zh' ? { zh: value } : { en: value });
    void create({
      kind,
      level,
      title: title.trim(),
      at: parsed,
      ...(place.trim() !== '' && { place: text(place.trim()) }),
      ...(note.trim() !== '' && { note: note.trim() }),
    }).then((id) => {
      if (id === null) return;
      select('incident', id, 'command');
      onClose();
    });
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      <div className={styles.fields}>
        <TextInput
          label={t('dialog.titleField')}
          placeholder={t('dialog.titleHint')}
          required
          autoFocus
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className={styles.pair}>
          <Select
            label={t('dialog.kindField')}
            data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={kind}
            allowDeselect={false}
            searchable
            onChange={(value) => setKind(KINDS.find((known) => known === value) ?? 'other')}
          />
          <Select
            label={t('dialog.levelField')}
            data={LEVELS.map((value) => ({ value: String(value), label: common(`level.${value}`) }))}
            value={String(level)}
            allowDeselect={false}
            onChange={(value) => setLevel(LEVELS.find((known) => String(known) === value) ?? 0)}
          />
        </div>
        <TextInput
          label={t('dialog.placeField')}
          placeholder={t('dialog.placeHint')}
          maxLength={200}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <TextInput
          label={t('dialog.positionField')}
          description={t('dialog.positionHint')}
          error={parsed === undefined ? t('dialog.positionBad') : undefined}
          value={position}
          onChange={(event) => setPosition(event.currentTarget.value)}
        />
        <Textarea
          label={t('dialog.noteField')}
          placeholder={t('dialog.noteHint')}
          autosize
          minRows={4}
          maxRows={12}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <footer className={styles.foot}>
        <Refusals actions={['incident.create']} />
        <p>{t(reachable ? 'dialog.whatHappens' : 'dialog.whatHappensOffline')}</p>
        <div className={styles.actions}>
          <Button type="submit" look="primary" size="grave" shortcut="Ctrl ↵" disabled={!ready}>
            {reachable ? t('dialog.submit') : `${t('dialog.submit')}${common('comma')}${t('action.keptHere')}`}
          </Button>
          <Button size="grave" shortcut="Esc" onClick={onClose}>
            {common('cancel')}
          </Button>
        </div>
      </footer>
    </form>
  );
}

/** The form for a new report, at the drawer's place on every desk; not modal, so that list and map stay readable. */
export function NewReport() {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const { draft, close } = useNewReport();
  if (!draft) return null;
  return (
    <Panel className={styles.panel} label={t('dialog.newTitle')}>
      <PanelHead title={t('dialog.newTitle')}>
        <Button look="quiet" icon="x" aria-label={common('close')} title={common('close')} onClick={close} />
      </PanelHead>
      <Form at={draft.at} onClose={close} />
    </Panel>
  );
}
