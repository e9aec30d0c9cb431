import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../button.tsx';
import type { MapEngine } from '../map-engine.ts';
import styles from './layers.module.css';
import { LONGEST_NAME, nameFault, SHIPPED_VIEWS } from './map-views.ts';
import type { SavedView } from './map-views.ts';
import { useSavedViews, useSettingWays } from './use-layer-settings.ts';

/** Map views: those that come with the console, and those that were saved. */
export function ViewsPart({ engine }: { readonly engine: MapEngine }) {
  const { t } = useTranslation('layers');
  const [saved, setSaved] = useSavedViews();
  const ways = useSettingWays();
  /** `new`, or the id of the one that is being renamed. */
  const [naming, setNaming] = useState<string | null>(null);
  const [removed, setRemoved] = useState<{ readonly view: SavedView; readonly index: number } | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  function name(words: string): void {
    if (naming === 'new') setSaved([...saved, { id: crypto.randomUUID(), name: words, ...ways.present(engine) }]);
    else setSaved(saved.map((view) => (view.id === naming ? { ...view, name: words } : view)));
    setNaming(null);
  }
  function update(view: SavedView): void {
    setSaved(saved.map((other) => (other.id === view.id ? { ...view, ...ways.present(engine) } : other)));
    setSaid(t('updated', { name: view.name }));
  }
  function remove(view: SavedView): void {
    setRemoved({ view, index: saved.indexOf(view) });
    setSaid(null);
    setSaved(saved.filter((other) => other.id !== view.id));
  }
  function undo(): void {
    if (removed) setSaved(saved.toSpliced(removed.index, 0, removed.view));
    setRemoved(null);
  }

  return (
    <section className={styles.part} aria-label={t('views')}>
      <header>
        <h3>{t('views')}</h3>
        {naming === null && (
          <Button look="quiet" icon="plus" title={t('saveHint')} onClick={() => setNaming('new')}>
            {t('save')}
          </Button>
        )}
      </header>
      {naming === 'new' && (
        <NameForm saved={saved} own={null} first="" onName={name} onCancel={() => setNaming(null)} />
      )}
      <div className={styles.shipped}>
        {SHIPPED_VIEWS.map((view) => (
          <Button
            key={view.id}
            title={t('apply', { name: t(`shipped.${view.id}`) })}
            onClick={() => ways.apply(view, engine)}
          >
            {t(`shipped.${view.id}`)}
          </Button>
        ))}
      </div>
      <ul className={styles.views}>
        {saved.map((view) =>
          naming === view.id ? (
            <li key={view.id}>
              <NameForm saved={saved} own={view.id} first={view.name} onName={name} onCancel={() => setNaming(null)} />
            </li>
          ) : (
            <li key={view.id}>
              <button type="button" title={t('apply', { name: view.name })} onClick={() => ways.apply(view, engine)}>
                {view.name}
              </button>
              <button type="button" aria-label={t('updateTitle', { name: view.name })} onClick={() => update(view)}>
                {t('update')}
              </button>
              <button
                type="button"
                aria-label={t('renameTitle', { name: view.name })}
                onClick={() => setNaming(view.id)}
              >
                {t('rename')}
              </button>
              <button type="button" aria-label={t('removeTitle', { name: view.name })} onClick={() => remove(view)}>
                {t('remove')}
              </button>
            </li>
          ),
        )}
      </ul>
      {(removed !== null || said !== null) && (
        <p className={styles.said} role="status">
          {removed ? t('removed', { name: removed.view.name }) : said}
          {removed && (
            <Button look="quiet" onClick={undo}>
              {t('undo')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}

interface NameFormProps {
  readonly saved: readonly SavedView[];
  readonly own: string | null;
  readonly first: string;
  onName(name: string): void;
  onCancel(): void;
}

function NameForm({ saved, own, first, onName, onCancel }: NameFormProps) {
  const { t } = useTranslation('layers');
  const [name, setName] = useState(first);
  const fault = nameFault(name, saved, own);
  return (
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null) onName(name.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <input
        autoFocus
        aria-label={t('name')}
        placeholder={t('name')}
        maxLength={LONGEST_NAME}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary" disabled={fault !== null}>
        {t('confirm')}
      </Button>
      <Button look="quiet" onClick={onCancel}>
        {t('cancel')}
      </Button>
      {fault !== null && <p className={styles.hint}>{t(`nameFault.${fault}`)}</p>}
    </form>
  );
}
