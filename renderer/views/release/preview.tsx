import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Release } from '../../../shared/domain/release.ts';
import { toProblem, type Problem } from '../../../shared/kit/problem.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { writeCap } from '../../../shared/protocol/cap/write-cap.ts';
import { writeNational } from '../../../shared/protocol/cap/write-national.ts';
import { drillMark } from '../../../shared/protocol/release/public-words.ts';
import type { ReleaseFault } from '../../../shared/protocol/release/release-faults.ts';
import { instructionOf, releaseMessage, sendingTime } from '../../../shared/protocol/release/release-message.ts';
import { LANGUAGE_TAG } from '../../text/language.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Panel, PanelHead } from '../../widgets/panel.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { ColourChip } from './release-chips.tsx';
import { useShape } from './use-shape.ts';
import styles from './release.module.css';

const FORMS = ['public', 'cap', 'national'] as const;
type Form = (typeof FORMS)[number];

interface PreviewProps {
  readonly id: string;
  readonly release: Release;
  /** Of sending; of what is not out, now. */
  readonly at: Instant;
  readonly faults: readonly ReleaseFault[];
  readonly isOut: boolean;
}

/** What the public reads, and the two messages that carry it, byte for byte as hub and files have them. */
export function Preview({ id, release, at, faults, isOut }: PreviewProps) {
  const { t } = useTranslation('release');
  const [form, setForm] = useState<Form>('public');
  return (
    <Panel className={styles.right} label={t('preview.title')}>
      <PanelHead title={t('preview.title')}>
        <Tabs
          look="segments"
          label={t('preview.title')}
          value={form}
          onChange={setForm}
          tabs={FORMS.map((name) => ({ id: name, label: t(`preview.${name}`) }))}
        />
      </PanelHead>
      <div className={styles.preview} tabIndex={0} role="group" aria-label={t(`preview.${form}`)}>
        {form === 'public' ? <PublicText release={release} /> : <Xml form={form} id={id} release={release} at={at} />}
      </div>
      {!isOut && <Faults faults={faults} />}
    </Panel>
  );
}

function Faults({ faults }: { readonly faults: readonly ReleaseFault[] }) {
  const { t } = useTranslation('release');
  const problemText = useProblemText();
  return (
    <div className={styles.faults} role="status">
      <p>
        <Icon name={faults.length === 0 ? 'check' : 'note'} />
        <b>{faults.length === 0 ? t('preview.sound') : t('preview.faults', { count: faults.length })}</b>
      </p>
      {faults.length === 0 ? (
        <p className={styles.quiet}>{t('preview.untilSent')}</p>
      ) : (
        <ul>
          {faults.map((code) => (
            <li key={code} data-fault={code}>
              {problemText({ code })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** As a phone or a board shows it, in each language of the message. */
export function PublicText({ release }: { readonly release: Release }) {
  const { t } = useTranslation('release');
  const format = useFormat();
  const shape = useShape();
  const { event, headline, description, areas, onsetAt, expiresAt, reality, publisher, colour } = release;
  const tongues = (['zh', 'en'] as const).filter((tongue) => event[tongue]);
  const day = (moment: Instant): string => `${format.date(moment)} ${format.time(moment)}`;
  const span =
    onsetAt !== undefined && expiresAt !== undefined
      ? t('preview.span', { from: day(onsetAt), to: day(expiresAt) })
      : onsetAt !== undefined
        ? t('preview.from', { from: day(onsetAt) })
        : expiresAt !== undefined && t('preview.until', { to: day(expiresAt) });
  return (
    <>
      {reality !== 'Actual' && <p className={styles.drill}>{t('preview.drill')}</p>}
      {tongues.map((tongue) => {
        const mark = drillMark(reality, tongue);
        const instruction = instructionOf(release, tongue);
        return (
          <article key={tongue} className={styles.public} lang={LANGUAGE_TAG[tongue]}>
            <ColourChip colour={colour} />
            <h3>{`${mark}${headline[tongue] ?? ''}`}</h3>
            {description?.[tongue] && <p>{`${mark}${description[tongue]}`}</p>}
            {instruction !== undefined && <p className={styles.instruction}>{`${mark}${instruction}`}</p>}
            <p className={styles.sender}>{publisher.name[tongue]}</p>
          </article>
        );
      })}
      <dl className={styles.facts}>
        <dt>{t('preview.where')}</dt>
        <dd>
          {areas.length === 0 && <Nothing>{t('form.areaNone')}</Nothing>}
          {areas.map((area, index) => (
            <span key={index}>
              {format.text(area.name)} <small>{shape(area)}</small>
            </span>
          ))}
        </dd>
        {span !== false && (
          <>
            <dt>{t('preview.when')}</dt>
            <dd>{span}</dd>
          </>
        )}
      </dl>
    </>
  );
}

interface XmlProps extends Pick<PreviewProps, 'id' | 'release' | 'at'> {
  readonly form: Exclude<Form, 'public'>;
}

function Xml({ form, id, release, at }: XmlProps) {
  const problemText = useProblemText();
  const second = sendingTime(at);
  const written = useMemo((): { readonly text: string } | { readonly problem: Problem } => {
    try {
      const message = releaseMessage(id, release, second);
      return { text: form === 'cap' ? writeCap(message) : writeNational(message) };
    } catch (error) {
      return { problem: toProblem(error, 'window') };
    }
  }, [form, id, release, second]);
  if ('problem' in written) return <p className={styles.quiet}>{problemText(written.problem)}</p>;
  return <pre className={styles.xml}>{written.text}</pre>;
}
