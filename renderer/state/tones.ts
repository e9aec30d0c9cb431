import type { Tone } from './alarm-plan.ts';

interface Beep {
  /** Seconds from the start of the pattern. */
  readonly at: number;
  readonly length: number;
  /** Hz. */
  readonly pitch: number;
}

/**
 * The graver, the higher, the more and the faster; told apart by count as well as by pitch, for ears that do not hear high
 * tones. After IEC 60601-1-8: bursts of pulses with four harmonics between 150 and 1000 Hz fundamental carry best.
 */
const PATTERNS: Readonly<Record<Tone, readonly Beep[]>> = {
  1: [0, 0.2, 0.4, 0.8, 1].map((at, index) => ({ at, length: 0.14, pitch: index < 3 ? 880 : 988 })),
  2: [0, 0.3, 0.6].map((at) => ({ at, length: 0.2, pitch: 660 })),
  3: [0, 0.4].map((at) => ({ at, length: 0.24, pitch: 523 })),
  4: [{ at: 0, length: 0.3, pitch: 392 }],
};

const HARMONICS = new Float32Array([0, 1, 0.6, 0.4, 0.25]);
/** Loudness of a single beep at full volume; five partials together stay below clipping. */
const PEAK = 0.5;
/** Without a rise and a fall a beep clicks. */
const EDGE = 0.015;

/** Makes the tones of the warnings; no files are needed. A browser lets it sound only after somebody touched the page. */
export class ToneBox {
  readonly #context = new AudioContext();
  readonly #wave = this.#context.createPeriodicWave(new Float32Array(HARMONICS.length), HARMONICS);

  get isAllowed(): boolean {
    return this.#context.state === 'running';
  }

  onAllowed(listener: () => void): () => void {
    this.#context.addEventListener('statechange', listener);
    return () => this.#context.removeEventListener('statechange', listener);
  }

  /** To be called within a click or a key press. */
  allow(): void {
    void this.#context.resume();
  }

  play(tone: Tone, volume: number): void {
    const start = this.#context.currentTime + 0.02;
    for (const { at, length, pitch } of PATTERNS[tone]) this.#beep(start + at, length, pitch, volume * PEAK);
  }

  close(): void {
    void this.#context.close();
  }

  #beep(at: number, length: number, pitch: number, loudness: number): void {
    const oscillator = this.#context.createOscillator();
    oscillator.setPeriodicWave(this.#wave);
    oscillator.frequency.value = pitch;
    const gain = this.#context.createGain();
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + EDGE);
    gain.gain.setValueAtTime(loudness, at + length - EDGE);
    gain.gain.linearRampToValueAtTime(0, at + length);
    oscillator.connect(gain).connect(this.#context.destination);
    oscillator.start(at);
    oscillator.stop(at + length);
  }
}
