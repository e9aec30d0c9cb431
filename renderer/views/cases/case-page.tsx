import { useTranslation } from 'react-i18next';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import type { CaseProposal } from '../../../shared/protocol/console-api/case-rows.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { ConflictChip } from '../../widgets/command/conflict/conflict-chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { goToCoordinate } from '../../widgets/map/ask/find/open-hit.ts';
import { Empty, Panel, Section } from '../../widgets/panel.tsx';
import { CaseFoot } from './case-foot.tsx';
import { CaseLimits } from './case-limits.tsx';
import { CaseLoop } from './case-loop.tsx';
import { CaseSame } from './case-same.tsx';
import { caseNo, type CaseRow } from './case-state.ts';
import { useCaseActions } from './use-case-actions.ts';
import { useCaseChannel } from './use-case-channel.ts';
import { proposalsOf } from './use-proposals.ts';
import styles from './cases.module.css';

function Head({ row }: { readonly row: CaseRow }) {
  const { t } = useTranslation('citizenCase');
  const { t: category } = useTranslation('caseCategory');
  const { t: common } = useTranslation();
  const { t: incident } = useTranslation('incident');
  const format = useFormat();
  const channel = useCaseChannel();
  const { data } = row;
  const at = data.at;
  const where = [
    data.category ? category(`leaf.${data.category}`) : t('page.noCategory'),
    data.place ? format.text(data.place) : data.at ? incident('placeOnMap') : t('page.noPlace'),
    channel(data.channel),
  ];
  return (
    <Section>
      <div className={styles.chips}>
        {data.isUrgent && <Chip icon="warn">{t('urgent')}</Chip>}
        <Chip>{t(`state.${data.status.state}`)}</Chip>
        {data.clock && <Chip tone="edge">{t(`clock.${data.clock}`)}</Chip>}
        {data.campaign && <Chip tone="edge">{t('campaign')}</Chip>}
        {(row.pending?.length ?? 0) > 0 && (
          <Chip tone="pending" icon="up">
            {incident('action.pending')}
          </Chip>
        )}
        <ConflictChip topic="case" id={row.id} />
        <span className={styles.number} title={row.id}>
          {caseNo(row.id)}
        </span>
      </div>
      <h2 className={styles.words}>
        <Local text={data.text} />
      </h2>
      <div className={styles.where}>
        <bdi>{where.join(common('comma'))}</bdi>
        <Button
          look="quiet"
          icon="pin"
          disabled={!at}
          onClick={() => {
            if (!at) return;
            goToCoordinate(at);
            goToDesk('picture');
          }}
        >
          {at ? t('page.locate') : t('page.notOnMap')}
        </Button>
      </div>
    </Section>
  );
}

function Caller({ row: { data } }: { readonly row: CaseRow }) {
  const { t } = useTranslation('citizenCase');
  const { t: common } = useTranslation();
  const fields = [
    ['name', data.callerName],
    ['phone', data.callerPhone],
    ['address', data.address],
  ] as const;
  return (
    <Section title={t('page.caller')} hint={t('page.masked')}>
      <dl className={styles.facts}>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`page.${name}`)}</dt>
            <dd>{value === undefined ? <span className={styles.quiet}>{common('none')}</span> : <bdi>{value}</bdi>}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** The incident that it opened or belongs to; from there the way leads back by the incident's own list of cases. */
function LinkedIncident({ row }: { readonly row: CaseRow }) {
  const { t } = useTranslation('citizenCase');
  const { t: incident } = useTranslation('incident');
  const id = row.data.incident ?? null;
  const found = useRow(useCollection('incidents', {}), id);
  const select = useSelection((state) => state.select);
  const { step } = useCaseActions();
  const may = useMay();
  return (
    <Section title={t('page.incident')}>
      {id === null ? (
        <p className={styles.quiet}>{t('page.incidentNone')}</p>
      ) : (
        <div className={styles.row}>
          {found ? <LevelGlyph level={found.data.level} /> : <Icon name="unlink" />}
          <button
            type="button"
            className={styles.rowText}
            disabled={!found}
            onClick={() => {
              select('incident', id, 'command');
              goToDesk('incidents');
            }}
          >
            {found ? <Local text={found.data.title} /> : t('page.incidentGone')}
            <small>{found ? incident(`state.${found.data.status.state}`) : id}</small>
          </button>
          <Button
            look="quiet"
            disabled={may('case.link') !== null}
            onClick={() => void step(row, { do: 'link', incident: null })}
          >
            {t('page.unlink')}
          </Button>
        </div>
      )}
    </Section>
  );
}

export interface CasePageProps {
  readonly id: string;
  readonly rules: CaseRules | null | undefined;
  readonly proposals: ReadonlyMap<string, readonly CaseProposal[]>;
}

/** Everything about one case: what was told, what it may be the same as, its limits, what was done, what comes next. */
export function CasePage({ id, rules, proposals }: CasePageProps) {
  const { t } = useTranslation('citizenCase');
  const row = useRow(useCollection('cases', {}), id);
  if (!row) {
    return (
      <Panel className={styles.page} label={t('title')}>
        <Empty title={t('page.gone')} hint={caseNo(id)} />
      </Panel>
    );
  }
  return (
    <Panel className={styles.page} label={t('title')}>
      <div className={styles.body}>
        <Head row={row} />
        <CaseSame row={row} proposals={proposalsOf(proposals, id)} />
        <CaseLimits row={row} rules={rules} />
        <CaseLoop row={row} />
        <LinkedIncident row={row} />
        <Caller row={row} />
      </div>
      <CaseFoot key={row.id} row={row} rules={rules} />
    </Panel>
  );
}
