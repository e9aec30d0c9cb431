import styles from './share-bar.module.css';

/** A share of a whole as a bar in the neutral ink, with the figures beside it. Over the whole, the bar is full. */
export function ShareBar({ share, words }: { readonly share: number; readonly words: string }) {
  const width = Math.min(1, Math.max(0, share));
  return (
    <span className={styles.share}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ display: 'block', transform: `scaleX(${width})` }} />
      </span>
      <span className={styles.words}>{words}</span>
    </span>
  );
}
