import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommands, type CommandGroup } from '../state/commands.ts';
import { goToDesk } from '../state/route.ts';
import { Button } from '../widgets/button.tsx';
import { usePalette } from './palette-store.ts';
import styles from './palette.module.css';

const GROUPS: readonly CommandGroup[] = ['everywhere', 'list', 'incident', 'warning', 'map'];

/** The keys that do something now, by where they work. */
export function KeysDialog() {
  const { t } = useTranslation('shell');
  const { t: manual } = useTranslation('manual');
  const opened = usePalette((state) => state.keys);
  const commands = useCommands((state) => state.commands);
  const close = (): void => usePalette.setState({ keys: false });
  return (
    <Modal opened={opened} onClose={close} title={t('keys')} size={720}>
      <div className={styles.keys}>
        {GROUPS.map((group) => {
          const keys = new Map(commands.filter((c) => c.group === group && c.key !== undefined).map((c) => [c.key, c]));
          if (keys.size === 0) return null;
          return (
            <section key={group}>
              <h3>{t(`keyGroup.${group}`)}</h3>
              {[...keys.values()].map(({ id, title, key }) => (
                <div key={id} className={styles.key}>
                  <span>{title}</span>
                  <kbd>{key}</kbd>
                </div>
              ))}
            </section>
          );
        })}
        <Button
          icon="log"
          onClick={() => {
            close();
            goToDesk('manual');
          }}
        >
          {manual('open')}
        </Button>
      </div>
    </Modal>
  );
}
