import { describe, expect, it } from 'vitest';
import { readGpx, type Track } from './read-gpx.ts';
import { schedule } from './schedule.ts';

function gpx(points: string, version = '1/1'): Buffer {
  return Buffer.from(
    `<gpx xmlns="http://www.topografix.com/GPX/${version}"><trk><name>Tour</name><trkseg>${points}</trkseg></trk></gpx>`,
  );
}

const point = (lon: number | string, lat: number | string, time?: string) =>
  `<trkpt lat="${lat}" lon="${lon}">${time ? `<time>${time}</time>` : ''}</trkpt>`;

function onlyTrack(bytes: Buffer): Track {
  const [track] = readGpx(bytes).tracks;
  if (!track) throw new Error('no track');
  return track;
}

describe('GPX', () => {
  it.each(['1/0', '1/1'])('S30: version %s: points in order with their times', (version) => {
    const read = readGpx(
      gpx(point(12, 51, '2015-02-06T07:36:46Z') + point(12.001, 51, '2015-02-06T07:36:56+00:00'), version),
    );
    expect(read.faults).toEqual([]);
    expect(read.tracks).toMatchObject([
      { name: 'Tour', points: [{ at: [12, 51] }, { at: [12.001, 51], time: Date.parse('2015-02-06T07:36:56Z') }] },
    ]);
  });

  it('S31: a track with times is paced by them, with heading and speed', () => {
    const track = onlyTrack(
      gpx(
        point(12, 51, '2015-02-06T07:00:00Z') +
          point(12.001, 51, '2015-02-06T07:00:10Z') +
          point(12.001, 51, '2015-02-06T07:00:20Z'),
      ),
    );
    const moments = schedule(track);
    expect(moments.map(({ after }) => after)).toEqual([0, 10_000, 20_000]);
    expect(moments[1]).toMatchObject({ heading: 90, speed: 25.2 });
    // It stands: no speed, and it still looks the way it drove.
    expect(moments[2]).toMatchObject({ heading: 90, speed: 0 });
  });

  it('S31: without times, or with times that go back, 10 m/s', () => {
    for (const times of [
      [undefined, undefined],
      ['2015-02-06T07:00:10Z', '2015-02-06T07:00:00Z'],
      ['2015-02-06T07:00:10Z', undefined],
    ]) {
      const track = onlyTrack(gpx(point(12, 51, times[0]) + point(12.001, 51, times[1])));
      const moments = schedule(track);
      expect(moments[1]?.after).toBeCloseTo(7_000, -2);
      expect(moments[1]?.speed).toBe(36);
    }
  });

  it('S31: a jump of the receiver is no speed of a vehicle', () => {
    const track = onlyTrack(gpx(point(12, 51, '2015-02-06T07:00:00Z') + point(13, 51, '2015-02-06T07:00:01Z')));
    expect(schedule(track)[1]?.speed).toBe(400);
  });

  it('S32: a point that is none is refused with its place, the others move on', () => {
    const read = readGpx(gpx(point(12, 51) + point('x', 51) + point(12, 95) + point(12.1, 51)));
    expect(read.tracks[0]?.points).toHaveLength(2);
    expect(read.faults).toEqual([
      { code: 'bad-number', column: 'trk[1]/trkseg[1]/trkpt[2]/lon', value: 'x' },
      { code: 'coordinate-out-of-range', column: 'trk[1]/trkseg[1]/trkpt[3]', value: '12 95' },
    ]);
  });

  it.each([
    ['no track', '<gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="1" lon="1"/></gpx>', 'gpx-no-track-points'],
    ['an empty track', '<gpx><trk><trkseg/></trk></gpx>', 'gpx-no-track-points'],
    ['another document', '<alert/>', 'not-gpx'],
    ['a broken document', '<gpx><trk></gpx>', 'not-well-formed'],
    ['a DTD', '<!DOCTYPE gpx><gpx/>', 'dtd-refused'],
    ['nothing', '', 'empty-file'],
  ])('S32: %s is refused by name', (_case, text, code) => {
    expect(readGpx(Buffer.from(text))).toMatchObject({ tracks: [], faults: [{ code }] });
  });
});
