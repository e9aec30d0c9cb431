import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import en from '../../../resources/manual/en.md?raw';
import zh from '../../../resources/manual/zh.md?raw';
import { useLanguage } from '../../text/use-text.ts';
import { Panel } from '../../widgets/panel.tsx';
import { ManualBlock } from './manual-block.tsx';
import { parseMarkdown, plainText, type Heading } from './markdown.ts';
import styles from './manual.module.css';

const TEXTS = { zh, en };

/** How far below the upper edge a heading counts as the one being read, px. */
const READING_LINE = 48;

function subscribe(notify: () => void): () => void {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

/** The part that the address names: `#/manual/quarantine`. Empty for the beginning. */
function useWantedPart(): string {
  return useSyncExternalStore(subscribe, () => /^#\/manual\/([a-z0-9-]+)/.exec(window.location.hash)?.[1] ?? '');
}

/** The manual in the window's language; both languages have the same parts, so a change of language keeps the place. */
export function ManualView() {
  const { t } = useTranslation('manual');
  const language = useLanguage();
  const wanted = useWantedPart();
  const [reading, setReading] = useState('');
  const page = useRef<HTMLDivElement>(null);
  const marks = useRef(new Map<string, HTMLElement>());
  const blocks = useMemo(() => parseMarkdown(TEXTS[language]), [language]);
  const parts = blocks.filter((block): block is Heading => block.is === 'heading' && block.level > 1);

  useEffect(() => page.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (wanted === '') page.current?.scrollTo({ top: 0 });
    else marks.current.get(wanted)?.scrollIntoView({ block: 'start' });
  }, [wanted, language]);

  const follow = (): void => {
    const top = (page.current?.getBoundingClientRect().top ?? 0) + READING_LINE;
    const passed = parts.filter(({ id }) => (marks.current.get(id)?.getBoundingClientRect().top ?? Infinity) <= top);
    setReading(passed.at(-1)?.id ?? '');
  };

  return (
    <Panel className={styles.view} label={t('title')}>
      <nav className={styles.contents} aria-label={t('contents')}>
        <h2>{t('contents')}</h2>
        {parts.map(({ id, level, parts: title }) => (
          <a
            key={id}
            href={`#/manual/${id}`}
            data-level={level}
            aria-current={id === reading ? 'location' : undefined}
            // The address may name this part already, after scrolling away from it.
            onClick={() => marks.current.get(id)?.scrollIntoView({ block: 'start' })}
          >
            {plainText(title)}
          </a>
        ))}
      </nav>
      <div ref={page} className={styles.page} tabIndex={0} role="document" aria-label={t('title')} onScroll={follow}>
        <article className={styles.text}>
          {blocks.map((block, index) => (
            <ManualBlock
              key={index}
              block={block}
              mark={(element) => {
                if (block.is === 'heading' && element) marks.current.set(block.id, element);
              }}
            />
          ))}
        </article>
      </div>
    </Panel>
  );
}
