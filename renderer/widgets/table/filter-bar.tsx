import { useRef, type ReactNode } from 'react';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import styles from './filter-bar.module.css';

export interface Facet {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
}

export type Chosen = Readonly<Record<string, readonly string[]>>;

export interface FilterBarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly placeholder: string;
  readonly facets: readonly Facet[];
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
  readonly children?: ReactNode;
}

function FacetMenu({
  facet,
  value,
  onChange,
}: {
  readonly facet: Facet;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <button type="button" className={styles.facet} data-on={value.length > 0}>
          {facet.label}
          {value.length > 0 && <b>{value.length}</b>}
          <Icon name="down" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.options}>
        {facet.options.map((option) => {
          const on = value.includes(option.value);
          return (
            <Menu.Item
              key={option.value}
              role="menuitemcheckbox"
              aria-checked={on}
              onClick={() => onChange(on ? value.filter((other) => other !== option.value) : [...value, option.value])}
            >
              <span className={styles.option}>
                {option.label}
                {on && <Icon name="check" size={16} />}
              </span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Text by `/`, choices by menu; what is chosen is counted on its button and cleared with one click. */
export function FilterBar({ query, onQuery, placeholder, facets, chosen, onChosen, children }: FilterBarProps) {
  const { t } = useTranslation('shell');
  const { t: incident } = useTranslation('incident');
  const input = useRef<HTMLInputElement>(null);
  useCommand({
    id: 'filter',
    group: 'list',
    key: '/',
    keyOnly: true,
    title: t('command.filter'),
    run: () => input.current?.focus(),
  });
  const narrowed = query !== '' || Object.values(chosen).some((values) => values.length > 0);
  return (
    <div className={styles.bar} role="search">
      <label className={styles.text}>
        <Icon name="search" />
        <input
          ref={input}
          type="text"
          aria-label={placeholder}
          placeholder={placeholder}
          value={query}
          onChange={(event) => onQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            onQuery('');
            input.current?.blur();
          }}
        />
        {query === '' && <kbd aria-hidden="true">/</kbd>}
      </label>
      {facets.map((facet) => (
        <FacetMenu
          key={facet.id}
          facet={facet}
          value={chosen[facet.id] ?? []}
          onChange={(value) => onChosen({ ...chosen, [facet.id]: value })}
        />
      ))}
      {narrowed && (
        <Button
          look="quiet"
          icon="x"
          onClick={() => {
            onQuery('');
            onChosen({});
          }}
        >
          {incident('clearFilters')}
        </Button>
      )}
      <span className="lz-spring" />
      {children}
    </div>
  );
}
