import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Empty, Panel } from './panel.tsx';

interface PartBoundaryProps {
  /** Another part gets a fresh start: pass what identifies it. */
  readonly part: string;
  /** Told before the part is drawn again. */
  readonly onReopen?: () => void;
  readonly children: ReactNode;
}

interface PartBoundaryState {
  readonly error: Error | null;
  readonly part: string;
}

function Broken({ error, onReopen }: { readonly error: Error; readonly onReopen: () => void }) {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  return (
    <Panel>
      <Empty title={t('broken.title')} hint={t('broken.text')}>
        <span>{t('broken.code', { code: `${error.name}: ${error.message}`.slice(0, 200) })}</span>
        <Button onClick={onReopen}>{common('reopen')}</Button>
      </Empty>
    </Panel>
  );
}

/** A part that fails alone: its frame stays, the rest of the window goes on, and it can be opened again. */
export class PartBoundary extends Component<PartBoundaryProps, PartBoundaryState> {
  override state: PartBoundaryState = { error: null, part: this.props.part };

  static getDerivedStateFromError(error: unknown): Partial<PartBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(
    props: PartBoundaryProps,
    state: PartBoundaryState,
  ): Partial<PartBoundaryState> | null {
    return props.part === state.part ? null : { error: null, part: props.part };
  }

  override componentDidCatch(error: unknown): void {
    reportError(error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    const reopen = (): void => {
      this.props.onReopen?.();
      this.setState({ error: null });
    };
    if (error) return <Broken error={error} onReopen={reopen} />;
    return this.props.children;
  }
}
