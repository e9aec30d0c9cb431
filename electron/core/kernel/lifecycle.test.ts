import { expect, it } from 'vitest';
import { Lifecycle, type Service } from './lifecycle.ts';

it('K4: runs in order, drains all and then stops all backwards, and no failure stops the rest', async () => {
  const seen: string[] = [];
  const errors: string[] = [];
  const lifecycle = new Lifecycle({ info() {}, warn() {}, error: (message) => errors.push(message) });
  for (const name of ['store', 'feeds']) {
    const service: Service = {
      name,
      run: () => void seen.push(`${name} run`),
      async drain() {
        await Promise.resolve();
        seen.push(`${name} drain`);
      },
      stop() {
        seen.push(`${name} stop`);
        if (name === 'feeds') throw new Error('stuck');
      },
    };
    lifecycle.add(service);
  }
  lifecycle.run();
  await Promise.all([lifecycle.stop(), lifecycle.stop()]);
  expect(seen).toEqual([
    'store run', 'feeds run', 'feeds drain', 'store drain', 'feeds stop', 'store stop',
  ]); // prettier-ignore
  expect(errors).toEqual(['feeds failed to stop']);
});
