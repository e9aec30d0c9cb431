import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import { Section } from '../../widgets/panel.tsx';
import { isKind } from './draft.ts';
import { withOwn, type EditorPartProps } from './editor-part.ts';
import { LEVELS_UP } from './plan-columns.tsx';
import { TextList } from './text-list.tsx';
import own from './editor.module.css';

/** What is said of the plan as a whole. */
export function GeneralFields({ words, faults, book, codes, onChange }: EditorPartProps) {
  const { t } = useTranslation('plan');
  const { t: incident } = useTranslation('incident');
  const wrong = (field: string): string | undefined =>
    faults.find((fault) => fault.task === undefined && fault.field === field)?.text;
  const types = (book?.eventTypes ?? []).map(({ code }) => ({ value: code, label: codes.eventType(code) }));
  const sets = (book?.reportSets ?? []).map(({ id }) => ({ value: id, label: codes.reportSet(id) }));
  return (
    <div className={own.scroll}>
      <Section>
        <div className={own.fields}>
          <div className={own.pair}>
            {(['zh', 'en'] as const).map((tongue) => (
              <TextInput
                key={tongue}
                label={t(tongue === 'zh' ? 'edit.nameZh' : 'edit.nameEn')}
                value={words.name[tongue] ?? ''}
                error={tongue === 'zh' && wrong('name')}
                onChange={({ currentTarget: { value } }) =>
                  onChange({ ...words, name: { ...words.name, [tongue]: value } }, `name.${tongue}`)
                }
              />
            ))}
          </div>
          <div className={own.pair}>
            <Select
              label={t('edit.eventType')}
              data={withOwn(types, words.eventType)}
              value={words.eventType === '' ? null : words.eventType}
              searchable
              allowDeselect={false}
              error={wrong('eventType')}
              onChange={(value) => value !== null && onChange({ ...words, eventType: value })}
            />
            {sets.length > 0 ? (
              <Select
                label={t('edit.reportSet')}
                data={withOwn(sets, words.reportSet)}
                value={words.reportSet === '' ? null : words.reportSet}
                allowDeselect={false}
                error={wrong('reportSet')}
                onChange={(value) => value !== null && onChange({ ...words, reportSet: value })}
              />
            ) : (
              <TextInput
                label={t('edit.reportSet')}
                value={words.reportSet}
                error={wrong('reportSet')}
                onChange={({ currentTarget: { value } }) => onChange({ ...words, reportSet: value }, 'reportSet')}
              />
            )}
          </div>
          <MultiSelect
            label={t('edit.kinds')}
            data={INCIDENT_KINDS.map((value) => ({ value, label: incident(`kind.${value}`) }))}
            value={[...words.kinds]}
            hidePickedOptions
            error={wrong('kinds')}
            onChange={(kinds) => onChange({ ...words, kinds: kinds.filter(isKind) })}
          />
        </div>
      </Section>
      <Section title={t('edit.triggers')}>
        <div className={own.fields}>
          {LEVELS_UP.map((level) => (
            <div key={level} className={own.trigger}>
              <b>{t(`levelWord.${level}`)}</b>
              {(['zh', 'en'] as const).map((tongue) => (
                <Textarea
                  key={tongue}
                  aria-label={`${t(`levelWord.${level}`)} ${t(`edit.${tongue}`)}`}
                  placeholder={t(`edit.${tongue}`)}
                  value={words.triggers[level]?.[tongue] ?? ''}
                  autosize
                  minRows={1}
                  maxRows={5}
                  onChange={({ currentTarget: { value } }) => {
                    const trigger = { zh: '', en: '', ...words.triggers[level], [tongue]: value };
                    onChange({ ...words, triggers: { ...words.triggers, [level]: trigger } }, `${level}.${tongue}`);
                  }}
                />
              ))}
            </div>
          ))}
        </div>
      </Section>
      {(['objectives', 'standDown'] as const).map((list) => (
        <Section key={list} title={t(`edit.${list}`)}>
          <TextList
            label={t(`edit.${list}`)}
            texts={words[list]}
            onChange={(texts, field) => onChange({ ...words, [list]: texts }, field && `${list}.${field}`)}
          />
        </Section>
      ))}
    </div>
  );
}
