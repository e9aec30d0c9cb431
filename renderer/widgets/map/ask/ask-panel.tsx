import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../button.tsx';
import type { MapToolPanelProps } from '../tools/map-tool.ts';
import { ASK_MODES, useAsk } from './ask-store.ts';
import styles from './ask.module.css';
import { FindPart } from './find/find-part.tsx';
import { InsidePart } from './inside/inside-part.tsx';
import { MeasurePart } from './measure/measure-part.tsx';
import { NearestPart } from './nearest/nearest-part.tsx';
import { ReachPart } from './reach/reach-part.tsx';
import { RoutePart } from './route/route-part.tsx';
import { useAskPointer } from './use-ask-pointer.ts';

/** The tool 询问: questions to the map, one kind at a time. */
export function AskPanel({ engine }: MapToolPanelProps) {
  const { t } = useTranslation('ask');
  const mode = useAsk((state) => state.mode);
  const setMode = useAsk((state) => state.setMode);
  const clear = useAsk((state) => state.clear);
  const taking = useAsk((state) => state.taking);
  useAskPointer(engine);

  // The first Esc gives the pointer back, the second closes the panel.
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || taking === null) return;
    event.preventDefault();
    event.stopPropagation();
    useAsk.getState().take(null);
  }

  return (
    <div className={styles.panel} data-ask={mode} onKeyDown={onKeyDown}>
      <div className={styles.modes} role="group" aria-label={t('mode.label')}>
        {ASK_MODES.map((each) => (
          <button key={each} type="button" data-mode={each} aria-pressed={each === mode} onClick={() => setMode(each)}>
            {t(`mode.${each}`)}
          </button>
        ))}
      </div>
      {mode === 'find' && <FindPart engine={engine} />}
      {mode === 'inside' && <InsidePart />}
      {mode === 'nearest' && <NearestPart />}
      {mode === 'reach' && <ReachPart />}
      {mode === 'route' && <RoutePart />}
      {mode === 'measure' && <MeasurePart />}
      <footer className={styles.foot}>
        <Button look="quiet" icon="x" onClick={clear}>
          {t('clear')}
        </Button>
      </footer>
    </div>
  );
}
