import { useTranslation } from 'react-i18next';
import type { AuthorityCheck } from '../../../shared/protocol/console-api/decision-calls.ts';
import { GRAVE_ORDERS, type GraveOrder } from '../../../shared/domain/decision.ts';
import { Select } from '@mantine/core';
import { useSitting } from '../../state/use-seat.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Unknown } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import styles from './sheet.module.css';

/** `可直接决定` or `须上报`, for the line in the grid. */
export function AuthorityWords({ check }: { readonly check: AuthorityCheck | null | undefined }) {
  const { t } = useTranslation('decision');
  if (check === undefined) return <span className={styles.quiet}>{t('authority.asking')}</span>;
  if (check === null) return <Unknown />;
  const { isHeld, grave, approvers } = check;
  const [first] = approvers;
  return (
    <>
      <span className="lz-cut">
        {isHeld ? t('authority.held') : first ? <Local text={first.name} /> : t('authority.noRow')}
      </span>
      <span className={styles.end}>
        {grave !== null ? t('authority.two') : isHeld ? t('authority.direct') : t('authority.hand')}
      </span>
    </>
  );
}

interface SigningProps {
  readonly check: AuthorityCheck | null | undefined;
  readonly grave: GraveOrder | null;
  onGrave(grave: GraveOrder | null): void;
}

/** Who may decide it, whether it takes two, and where it stands with each (DE-V7). */
export function Signing({ check, grave, onGrave }: SigningProps) {
  const { t } = useTranslation('decision');
  const sitting = useSitting();
  const format = useFormat();
  const needsOther = check !== undefined && check !== null && (check.grave !== null || grave !== null || !check.isHeld);
  return (
    <section className={styles.part} aria-label={t('signing.title')}>
      <h3 className={styles.partTitle}>
        {t('signing.title')}
        <span>{check?.row ? t('signing.row', { row: check.row }) : t('signing.noRow')}</span>
      </h3>
      <ul>
        <li className={styles.hand}>
          <Icon name={needsOther ? 'clock' : 'check'} size={18} />
          <span>
            {sitting ? `${format.text(sitting.officer.name)}` : t('signing.nobody')}
            <small>{sitting ? format.text(sitting.post.postName) : ''}</small>
          </span>
          <span className={styles.end}>{t(needsOther ? 'signing.first' : 'signing.decides')}</span>
        </li>
        {needsOther && (
          <li className={styles.hand}>
            <Icon name="user" size={18} />
            <span title={check.approvers.map(({ name }) => format.text(name)).join('\n')}>
              {check.approvers.length === 0
                ? t('signing.anyOther')
                : check.approvers.slice(0, 2).map(({ post, name }) => (
                    <span key={post} className={styles.approver}>
                      <Local text={name} />
                    </span>
                  ))}
              <small>{t('signing.anotherPerson')}</small>
            </span>
            <span className={styles.end}>{t('signing.waits')}</span>
          </li>
        )}
      </ul>
      <Select
        size="xs"
        label={t('signing.grave')}
        placeholder={t('signing.notGrave')}
        clearable
        data={GRAVE_ORDERS.map((id) => ({ value: id, label: `${id} ${t(`grave.${id}`)}` }))}
        value={grave}
        onChange={(value) => onGrave(GRAVE_ORDERS.find((id) => id === value) ?? null)}
      />
    </section>
  );
}
