import { useTranslation } from 'react-i18next';
import type { PlanTemplate, ResponseLevel } from '../../../shared/domain/plan-template.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Nothing } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { LEVELS_UP } from './plan-columns.tsx';
import styles from './pages.module.css';

interface PlanPointsProps {
  readonly template: PlanTemplate;
  readonly level: ResponseLevel;
}

/** What the command will be asked, what is ticked off, when a level begins and when the response ends. */
export function PlanPoints({ template, level }: PlanPointsProps) {
  const { t } = useTranslation('plan');
  const { text } = useFormat();
  const { questions, checklists, standDown, triggers } = template;
  const none = <Nothing>{t('points.none')}</Nothing>;
  return (
    <div className={styles.points}>
      <div>
        <Section title={t('points.questions')}>
          {questions.length === 0 && none}
          {questions.map(({ id, question, options, hint }) => (
            <article key={id} className={styles.question}>
              <h4>
                <small>{id}</small>
                <Local text={question} />
              </h4>
              <ol type="A">
                {options.map((option) => (
                  <li key={text(option)}>
                    <Local text={option} />
                  </li>
                ))}
              </ol>
              {hint && (
                <p>
                  <Local text={hint} />
                </p>
              )}
            </article>
          ))}
        </Section>
      </div>
      <div>
        <Section title={t('points.triggers')}>
          <dl className={styles.triggers}>
            {LEVELS_UP.map((one) => {
              const trigger = triggers[one];
              return (
                <div key={one} data-on={one === level}>
                  <dt>{t(`levelWord.${one}`)}</dt>
                  <dd>{trigger ? <Local text={trigger} /> : none}</dd>
                </div>
              );
            })}
          </dl>
        </Section>
        <Section title={t('points.checklists')}>
          {checklists.length === 0 && none}
          {checklists.map(({ title, items }) => (
            <article key={text(title)} className={styles.checklist}>
              <h4>
                <Local text={title} />
              </h4>
              <ul>
                {items.map((item) => (
                  <li key={text(item)}>
                    <Local text={item} />
                  </li>
                ))}
              </ul>
            </article>
          ))}
        </Section>
        <Section title={t('points.standDown')}>
          {standDown.length === 0 && none}
          <ol className={styles.plainList}>
            {standDown.map((line) => (
              <li key={text(line)}>
                <Local text={line} />
              </li>
            ))}
          </ol>
        </Section>
      </div>
    </div>
  );
}
