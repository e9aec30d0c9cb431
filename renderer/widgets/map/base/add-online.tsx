import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useConsole } from '../../../state/console.ts';
import { Button } from '../../button.tsx';
import styles from './base.module.css';
import { ONLINE_PRESETS, tianditu, type OnlinePreset } from './online-presets.ts';
import { useAttempt } from './use-attempt.ts';

const FIRST = {
  name: '', template: '', servers: '', key: '', content: 'raster', role: 'base', datum: 'wgs84', from: '0', to: '18',
  attribution: '',
} as const; // prettier-ignore
type Fields = { readonly [Name in keyof typeof FIRST]: string };
const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;

export interface AddOnlineProps {
  /** `labels`: a source of names that came with it. */
  onAdded(id: string, labels: string | null): void;
  onCancel(): void;
}

/** A server of tiles by its address, or Tianditu by its key alone. */
export function AddOnline({ onAdded, onCancel }: AddOnlineProps) {
  const { t } = useTranslation('baseMap');
  const { link } = useConsole();
  const [preset, setPreset] = useState<OnlinePreset>('xyz');
  const [fields, setFields] = useState<Fields>(FIRST);
  const { reason, isBusy, run } = useAttempt();

  async function add(): Promise<{ id: string; labels: string | null }> {
    if (preset !== 'xyz') {
      const name = t(`online.presetOf.${preset}`);
      const words = { name, names: t('online.labelsName', { name }), attribution: t('online.tdtAttribution') };
      const [map, names] = tianditu(preset, fields.key, words);
      const { id } = await link.call('addTileTemplate', map);
      return { id, labels: (await link.call('addTileTemplate', names)).id };
    }
    const { servers, from, to, content, role, datum, ...texts } = fields;
    const { id } = await link.call('addTileTemplate', {
      ...texts,
      servers: servers.split(/[,，\s]+/).filter((server) => server !== ''),
      content: content === 'vector' ? 'vector' : 'raster',
      role: role === 'labels' ? 'labels' : 'base',
      datum: DATUMS.find((known) => known === datum) ?? 'wgs84',
      minZoom: Number(from),
      maxZoom: Number(to),
    });
    return { id, labels: null };
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const added = await run(add);
    if (added) onAdded(added.answer.id, added.answer.labels);
  }

  const set = (name: keyof Fields) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setFields({ ...fields, [name]: event.currentTarget.value });
  const field = (name: keyof Fields, label: string, hint?: string, rest: Readonly<Record<string, unknown>> = {}) => (
    <label>
      {label}
      <input spellCheck={false} autoComplete="off" {...rest} value={fields[name]} onChange={set(name)} />
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
  const select = (name: keyof Fields, label: string, choices: readonly (readonly [value: string, words: string])[]) => (
    <label>
      {label}
      <select value={fields[name]} onChange={set(name)}>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  const zoom = { type: 'number', min: 0, max: 22, required: true };
  const key = field('key', t('online.key'), t('online.keyHint'), {
    type: 'password',
    maxLength: 200,
    required: preset !== 'xyz',
  });

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <label>
        {t('online.preset')}
        <select value={preset} onChange={(event) => setPreset(event.currentTarget.value as OnlinePreset)}>
          {ONLINE_PRESETS.map((each) => (
            <option key={each} value={each}>
              {t(`online.presetOf.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {preset !== 'xyz' && key}
      {preset === 'xyz' && (
        <>
          {field('name', t('online.name'), undefined, { required: true, maxLength: 80 })}
          {field('template', t('online.template'), t('online.hint'), { required: true, maxLength: 1_000 })}
          {key}
          {fields.template.includes('{s}') && field('servers', t('online.servers'), undefined, { required: true })}
          {select('content', t('online.content'), [
            ['raster', t('content.raster')],
            ['vector', t('content.vector')],
          ])}
          {select('role', t('online.role'), [
            ['base', t('online.roleOf.base')],
            ['labels', t('online.roleOf.labels')],
          ])}
          {select('datum', t('online.datum'), [
            ['wgs84', t('online.datumOf.wgs84')],
            ['gcj02', t('online.datumOf.gcj02')],
            ['bd09', t('online.datumOf.bd09')],
          ])}
          <div className={styles.pair}>
            {field('from', t('online.from'), undefined, zoom)}
            {field('to', t('online.to'), undefined, zoom)}
          </div>
          {field('attribution', t('online.attribution'), undefined, { maxLength: 300 })}
        </>
      )}
      {reason !== null && (
        <p className={styles.reason} role="alert">
          {reason}
        </p>
      )}
      <div className={styles.actions}>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('add')}
        </Button>
      </div>
    </form>
  );
}
