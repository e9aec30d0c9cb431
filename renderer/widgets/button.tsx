import type { ComponentPropsWithRef } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './button.module.css';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly look?: 'edge' | 'primary' | 'quiet';
  readonly size?: 'normal' | 'grave';
  readonly icon?: IconName;
  /** The key that does the same, printed on the button. */
  readonly shortcut?: string;
}

/** A verb. With a glyph only, `aria-label` is needed. */
export function Button({ look = 'edge', size = 'normal', icon, shortcut, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={styles.button}
      data-look={look}
      data-size={size}
      data-square={children === undefined}
    >
      {icon && <Icon name={icon} size={children === undefined ? 18 : 16} />}
      {children}
      {shortcut !== undefined && <kbd aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}
