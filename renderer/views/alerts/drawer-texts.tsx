import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import { messageOf } from '../../../shared/domain/alert-message.ts';
import type { CapInfo } from '../../../shared/domain/cap-message.ts';
import { useLanguage } from '../../text/use-text.ts';
import { Nothing } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import styles from './alerts.module.css';

/** CAP: what carries no language is English of the United States. */
const UNSAID = 'en-US';

function nameOf(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Several blocks may speak one language (one for each area): they are read one under the other. */
function byLanguage(infos: readonly CapInfo[]): ReadonlyMap<string, readonly CapInfo[]> {
  const blocks = new Map<string, CapInfo[]>();
  for (const info of infos) {
    const tag = info.language ?? UNSAID;
    blocks.set(tag, [...(blocks.get(tag) ?? []), info]);
  }
  return blocks;
}

/** The message in every language that it has; the window's own first. */
export function DrawerTexts({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const language = useLanguage();
  const blocks = useMemo(() => byLanguage(messageOf(alert).infos), [alert]);
  const tags = [...blocks.keys()];
  const own = tags.find((tag) => tag.toLowerCase().startsWith(language)) ?? tags[0];
  const [chosen, setChosen] = useState<string | null>(null);
  const tag = chosen !== null && blocks.has(chosen) ? chosen : own;
  if (tag === undefined) return null;
  return (
    <>
      {tags.length > 1 && (
        <Tabs
          label={t('drawer.languages')}
          value={tag}
          onChange={setChosen}
          tabs={tags.map((id) => ({ id, label: nameOf(id, language) }))}
        />
      )}
      {(blocks.get(tag) ?? []).map((info, index) => (
        <Block key={index} info={info} lang={tag} />
      ))}
    </>
  );
}

function Block({ info, lang }: { readonly info: CapInfo; readonly lang: string }) {
  const { t } = useTranslation('alert');
  return (
    <>
      {info.instruction !== undefined && (
        <Section title={t('drawer.instruction')}>
          <p className={styles.text} lang={lang}>
            <bdi>{info.instruction}</bdi>
          </p>
        </Section>
      )}
      <Section title={t('drawer.description')}>
        <p className={styles.text} lang={lang}>
          {info.description === undefined ? <Nothing>{t('drawer.noText')}</Nothing> : <bdi>{info.description}</bdi>}
        </p>
      </Section>
      {(info.parameters ?? []).length > 0 && (
        <Section title={t('drawer.parameters')}>
          <dl className={styles.facts}>
            {(info.parameters ?? []).map(({ valueName, value }, index) => (
              <Pair key={index} name={valueName} value={value} />
            ))}
          </dl>
        </Section>
      )}
    </>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt title={name} className="lz-cut">
        <bdi>{name}</bdi>
      </dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}
