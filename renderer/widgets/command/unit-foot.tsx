import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import type { ResourceRow } from '../../state/nearby.ts';
import { useMay } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../button.tsx';
import { Refusals } from './refusals.tsx';
import { useVerb } from './use-verb.ts';
import styles from './command.module.css';

/** What can be done to a unit: to take it off its task. Nothing for one that has none. */
export function UnitFoot({ row }: { readonly row: ResourceRow }) {
  const { t } = useTranslation('command');
  const { link } = useConsole();
  const format = useFormat();
  const send = useSend();
  const verb = useVerb(row.feed);
  const refused = useMay()('unit.release') !== null;
  const { data } = row;
  const isBound = data.form === 'unit' && 'incident' in data.status;
  const release = (): void => {
    const work = link.call('releaseUnit', { id: row.id, expectedRev: row.rev });
    void send(work, t('release.done', { unit: format.text(data.name) }));
  };
  useCommand(
    isBound && !refused ? { id: 'unit.release', group: 'list', title: t('release.submit'), run: release } : null,
  );
  if (!isBound) return null;
  return (
    <footer className={styles.foot}>
      <Refusals actions={['unit.release']} />
      <div className={styles.buttons}>
        <Button size="grave" disabled={refused} onClick={release}>
          {verb(t('release.submit'))}
        </Button>
      </div>
    </footer>
  );
}
