import type { Link } from '../../renderer/link/link.ts';

/** One way from a window to the core, with what a test does to it. */
export interface LinkUnderTest {
  readonly line: Link;
  /** Past the line, as a hostile page would. */
  sendRaw(message: string): void;
  killCore(): void;
  stop(): Promise<void>;
}
