import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { threadReader } from './thread.ts';

const read = threadReader(fileURLToPath(new URL('./worker.ts', import.meta.url)));

it('a file that is read in a thread gives what it holds, or the reason that its reader gives', async () => {
  const point = JSON.stringify({ type: 'Point', coordinates: [117.6, 30.3] });
  const { format, features } = await read('x.geojson', Buffer.from(point));
  expect([format, features.length, features[0]?.ok]).toEqual(['geojson', 1, true]);
  await expect(read('x.kml', Buffer.from('<kml/>'))).rejects.toMatchObject({ problem: { code: 'geo-no-features' } });
  await expect(read('x', Buffer.from(''))).rejects.toMatchObject({ problem: { code: 'empty-file' } });
});

it('the loop that waits for it goes on', async () => {
  const marks = '<Placemark><name>n</name><Point><coordinates>117,30</coordinates></Point></Placemark>'.repeat(500);
  const reading = read('x.kml', Buffer.from(`<kml><Document>${marks}</Document></kml>`));
  let turns = 0;
  let done = false;
  void reading.then(() => (done = true));
  while (!done) {
    turns += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await reading).features).toHaveLength(500);
  expect(turns).toBeGreaterThan(5);
});
