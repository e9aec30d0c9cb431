import { useTranslation } from 'react-i18next';
import type { Hand as HandRecord } from '../../../shared/domain/hand.ts';
import { useSelection } from '../../state/selection.ts';
import { goToDesk } from '../../state/route.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useOfficers } from '../../state/use-seat.ts';
import { useFormat } from '../../text/use-text.ts';
import { Local } from '../../text/local.tsx';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Section } from '../../widgets/panel.tsx';
import { ColourChip, ReleaseChips } from './release-chips.tsx';
import type { ReleaseRow } from './release-order.ts';
import { useShape } from './use-shape.ts';
import styles from './release.module.css';

/** A person by name, where this console has an account of his; else by what he signs in with. */
function useOfficerName(): (officer: string) => string {
  const officers = useOfficers();
  const { text } = useFormat();
  return (officer) => {
    const found = officers?.find(({ id }) => id === officer);
    return found ? text(found.name) : officer;
  };
}

interface ReleaseSheetProps {
  readonly row: ReleaseRow;
  onSelect(id: string): void;
}

/** One release as it stands: what it says, on which scales, and through whose hands it went. */
export function ReleaseSheet({ row, onSelect }: ReleaseSheetProps) {
  const { t } = useTranslation('release');
  const { t: alert } = useTranslation('alert');
  const format = useFormat();
  const shape = useShape();
  const { id, data } = row;
  const { colour, severity, urgency, certainty, category, eventCode, areas, status, references, replacedBy, basis } =
    data;
  return (
    <div className={styles.sheet} tabIndex={0} role="group" aria-label={format.text(data.headline)}>
      <Section>
        <div className={styles.chips}>
          <ColourChip colour={colour} />
          <ReleaseChips row={row} />
        </div>
        <h3 className={styles.title}>
          <Local text={data.headline} />
        </h3>
        {'reason' in status && status.reason && (
          <p className={styles.reason}>
            <b>{t('sheet.reason')}</b> <Local text={status.reason} />
          </p>
        )}
      </Section>
      <Section title={t('sheet.hands')}>
        <ol className={styles.hands}>
          {data.writtenBy.map((hand) => (
            <Hand key={hand.officer} what={t('sheet.written')} hand={hand} />
          ))}
          {data.submittedBy && <Hand what={t('sheet.submitted')} hand={data.submittedBy} />}
          {'by' in status && <Hand what={t(`sheet.${status.state}`)} hand={status.by} />}
        </ol>
      </Section>
      <Section>
        <dl className={styles.facts}>
          <dt>{t('form.event')}</dt>
          <dd>
            <Local text={data.event} /> {eventCode !== undefined && <small>{eventCode}</small>}
          </dd>
          <dt>{t('form.category')}</dt>
          <dd>{t(`category.${category}`)}</dd>
          <dt>{t('form.severity')}</dt>
          <dd>{alert(`severity.${severity}`)}</dd>
          <dt>{t('form.urgency')}</dt>
          <dd>{alert(`urgency.${urgency}`)}</dd>
          <dt>{t('form.certainty')}</dt>
          <dd>{alert(`certainty.${certainty}`)}</dd>
          <dt>{t('form.areas')}</dt>
          <dd>
            {areas.map((area, index) => (
              <span key={index}>
                <Local text={area.name} /> <small>{shape(area)}</small>
              </span>
            ))}
          </dd>
          <dt>{t('sheet.publisher')}</dt>
          <dd>
            <Local text={data.publisher.name} />
          </dd>
          <dt>{t('sheet.identifier')}</dt>
          <dd className={styles.code}>{id}</dd>
          {references.length > 0 && (
            <>
              <dt>{t('sheet.references')}</dt>
              <dd>
                {references.map(({ identifier }) => (
                  <Button key={identifier} look="quiet" onClick={() => onSelect(identifier)}>
                    {identifier}
                  </Button>
                ))}
              </dd>
            </>
          )}
          {replacedBy !== undefined && (
            <>
              <dt>{t('sheet.replacedBy')}</dt>
              <dd>
                <Button look="quiet" onClick={() => onSelect(replacedBy)}>
                  {replacedBy}
                </Button>
              </dd>
            </>
          )}
          {basis && (
            <>
              <dt>{t('sheet.basis')}</dt>
              <dd>
                <BasisLink basis={basis} />
              </dd>
            </>
          )}
        </dl>
      </Section>
    </div>
  );
}

/** By its title, where it is here; else by what it is. */
function BasisLink({ basis: { topic, id } }: { readonly basis: NonNullable<ReleaseRow['data']['basis']> }) {
  const { t } = useTranslation('release');
  const format = useFormat();
  const incident = useRow(useCollection('incidents', {}), topic === 'incident' ? id : null)?.data.title;
  const alert = useRow(useCollection('alerts', {}), topic === 'alert' ? id : null)?.data.headline;
  const title = incident ?? alert;
  return (
    <Button
      look="quiet"
      onClick={() => {
        useSelection.getState().select(topic, id, 'command');
        goToDesk(topic === 'alert' ? 'alerts' : 'incidents');
      }}
    >
      {title ? format.text(title) : t(topic === 'alert' ? 'form.basisAlert' : 'form.basisIncident')}
    </Button>
  );
}

function Hand({ what, hand }: { readonly what: string; readonly hand: HandRecord }) {
  const name = useOfficerName();
  return (
    <li>
      <span>{what}</span>
      <b>{name(hand.officer)}</b>
      <span className={styles.quiet}>{hand.post}</span>
      <span className="lz-spring" />
      <Moment at={hand.at} seconds />
    </li>
  );
}
