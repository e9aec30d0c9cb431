import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LevelGlyph } from '../../widgets/level.tsx';
import { useColourWord } from '../../widgets/warning/use-colour-word.ts';
import { RUNG_LEVELS, type FormRule } from './rule-draft.ts';
import { unitOf } from './use-sentence.ts';
import styles from './rules.module.css';

export interface RungFieldsProps {
  readonly form: FormRule;
  readonly fault: string | undefined;
  readonly onChange: (form: FormRule) => void;
}

/** The four colours, from blue to red; an empty one is not used. */
export function RungFields({ form, fault, onChange }: RungFieldsProps) {
  const { t } = useTranslation('rule');
  const colourWord = useColourWord();
  const { method, of, isOwnLimit, rungs } = form;
  const source = of === 'supply' ? { of, goods: [] } : { of, kinds: [] };
  const unit = t(`unit.${unitOf({ method, source, ...(isOwnLimit && { scale: 'ownLimit' as const }) })}`);
  return (
    <div role="group" aria-label={t('column.rungs')}>
      <div className={styles.rungFields}>
        {RUNG_LEVELS.toReversed().map((level) => (
          <TextInput
            key={level}
            label={
              <span className={styles.rung}>
                <LevelGlyph level={level} size={12} />
                {colourWord(level)}
              </span>
            }
            value={rungs[level]}
            inputMode="decimal"
            autoComplete="off"
            error={fault !== undefined}
            onChange={(event) => onChange({ ...form, rungs: { ...rungs, [level]: event.currentTarget.value } })}
          />
        ))}
        <span className={styles.rungUnit}>{unit}</span>
      </div>
      {fault !== undefined && (
        <p className={styles.problem} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
