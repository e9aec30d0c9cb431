import { groupsOf } from './fingerprint.ts';
import styles from './exchange.module.css';

/** Large and in groups, to be read aloud; the letters are those of no language. */
export function FingerprintGroups({ fingerprint }: { readonly fingerprint: string }) {
  return (
    <span className={styles.fingerprint} translate="no" aria-label={fingerprint}>
      {groupsOf(fingerprint).map((group, index) => (
        <bdi key={index} aria-hidden="true">
          {group}
        </bdi>
      ))}
    </span>
  );
}
