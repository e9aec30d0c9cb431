import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Local } from '../../text/local.tsx';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { alertOutlines } from '../../widgets/map/alert-outlines.ts';
import { GeometryBadge } from '../../widgets/map/draw/geometry-badge.tsx';
import { Section } from '../../widgets/panel.tsx';
import { colourOf } from '../../widgets/warning/warning-colour.ts';
import { AreaSketch } from './area-sketch.tsx';
import styles from './alerts.module.css';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The colour of the event law and the three words of CAP, side by side and never mixed. */
export function DrawerFacts({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const colour = colourOf(alert);
  return (
    <Section title={t('drawer.facts')}>
      <dl className={styles.facts}>
        <Fact name={t('field.colour')}>
          {colour ? (
            <span className={styles.withGlyph}>
              <LevelGlyph level={alert.level} size={14} /> {t(`colour.${colour}`)}
            </span>
          ) : (
            <Nothing>{t('colour.none')}</Nothing>
          )}
        </Fact>
        <Fact name={t('field.severity')}>{t(`severity.${alert.severity}`)}</Fact>
        <Fact name={t('field.urgency')}>{t(`urgency.${alert.urgency}`)}</Fact>
        <Fact name={t('field.certainty')}>{t(`certainty.${alert.certainty}`)}</Fact>
        <Fact name={t('field.event')}>
          <Local text={alert.event} /> {alert.eventCode !== undefined && <Nothing>{alert.eventCode}</Nothing>}
        </Fact>
        <Fact name={t('field.sent')}>
          <Moment at={alert.sentAt} seconds />
        </Fact>
        {alert.onsetAt !== undefined && (
          <Fact name={t('field.onset')}>
            <Moment at={alert.onsetAt} />
          </Fact>
        )}
        <Fact name={t('field.expires')}>
          {alert.expiresAt === undefined ? t('phase.open') : <Moment at={alert.expiresAt} />}
        </Fact>
        <Fact name={t('field.scope')}>{t(`scope.${alert.scope}`)}</Fact>
        <Fact name={t('field.identifier')}>
          <bdi>{alert.identifier}</bdi>
        </Fact>
      </dl>
    </Section>
  );
}

/** Areas listed; what is more is on the map. */
const LISTED = 8;

export function DrawerAreas({ id, alert }: { readonly id: string; readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const { t: common } = useTranslation();
  const select = useSelection((state) => state.select);
  const { faults, rings } = alertOutlines(alert);
  const hasShape = rings.length > 0 || alert.areas.some(({ circles }) => circles.length > 0);
  const more = alert.areas.length - LISTED;
  return (
    <Section
      title={t('drawer.areas')}
      hint={
        hasShape && (
          <Button
            look="quiet"
            icon="map"
            onClick={() => {
              select('alert', id, 'command');
              goToDesk('picture');
            }}
          >
            {t('action.map')}
          </Button>
        )
      }
    >
      {alert.areas.length === 0 && <p className={styles.quiet}>{t('areaNone')}</p>}
      <AreaSketch alert={alert} />
      <GeometryBadge faults={faults} />
      <ul className={styles.rows}>
        {alert.areas.slice(0, LISTED).map((area, index) => {
          const shapes = [
            area.polygons.length > 0 && t('drawer.polygons', { count: area.polygons.length }),
            area.circles.length > 0 && t('drawer.circles', { count: area.circles.length }),
            area.geocodes.length > 0 && t('drawer.geocodes', { count: area.geocodes.length }),
            area.resolved && t('drawer.resolved'),
            area.unresolved !== undefined && t('drawer.unresolved', { codes: area.unresolved.slice(0, 5).join(' ') }),
          ];
          return (
            <li key={index}>
              <span className="lz-cut">
                <Local text={area.name} />
              </span>
              <span className={styles.quiet}>{shapes.filter(Boolean).join(common('separator'))}</span>
            </li>
          );
        })}
        {more > 0 && <li className={styles.quiet}>{t('drawer.areasMoreShown', { count: more })}</li>}
      </ul>
    </Section>
  );
}

/** Why a message may be trusted, or how far: its signature and what the official schema says, in words. */
export function DrawerTrust({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const { t: warning } = useTranslation('warning');
  const { t: common } = useTranslation();
  const { signature, verdict } = alert;
  if (!signature && !verdict) return null;
  const signer = signature && 'by' in signature && signature.by !== undefined ? signature.by : null;
  return (
    <Section title={t('drawer.trust')}>
      <ul className={styles.rows}>
        {signature && (
          <li>
            <span>
              {t(`signature.${signature.state}`)}
              {signature.state === 'invalid' && `${common('colon')}${warning(`signatureFault.${signature.why}`)}`}
            </span>
            {signer !== null && <span className={styles.quiet}>{t('drawer.signedBy', { by: signer })}</span>}
          </li>
        )}
        {verdict && (
          <li>
            <span>{t(verdict.strict ? 'drawer.verdictStrict' : 'drawer.verdictTolerant')}</span>
          </li>
        )}
        {verdict?.reasons.map((reason) => (
          <li key={reason} className={styles.quiet}>
            {warning(`verdictReason.${reason}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
