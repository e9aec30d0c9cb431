import { describe, expect, it } from 'vitest';
import { maskFields, maskJson, maskPayload } from './masking.ts';
import { masks } from './masks.ts';

describe('masks', () => {
  it.each([
    ['name', '张小江', '张**'],
    ['name', '张江', '张*'],
    ['name', '欧阳兰', '欧阳*'],
    ['name', '张', '张*'],
    ['name', 'Anna Li', 'A*** L*'],
    ['name', '', ''],
    ['phone', '13812345678', '138****5678'],
    ['phone', '138 1234 5678', '138****5678'],
    ['phone', '+8613812345678', '+86138****5678'],
    ['phone', '0000-82345678', '0000-******78'],
    ['phone', '110', '****'],
    ['phone', 'ask the neighbour', '****'],
    ['plate', '临A12345', '临A****5'],
    ['plate', 'A1', '****'],
    ['address', '柳荫路16号3单元502', '柳荫路16号'],
    ['address', '柳荫路老菜场旁', '柳荫路'],
    ['address', '12 Willow Road, Apt 5', '12 Willow Road'],
    ['address', '奶奶家', '****'],
    ['text', '请回电13800001234,车牌临A12345', '请回电138****1234,车牌临A****5'],
    ['text', '身份证990102199003070017', '身份证9****************7'],
    ['text', '水深30厘米,编号20260718', '水深30厘米,编号20260718'],
  ] as const)('P2: %s %j is seen as %j', (mask, value, seen) => {
    expect(masks[mask](value)).toBe(seen);
  });
});

describe('masking', () => {
  it('P1: masks the personal fields of a record and no others', () => {
    const record = {
      kind: 'fire',
      title: { zh: '张小江家着火' },
      reporterName: '张小江',
      reporterPhone: '13812345678',
    };
    expect(maskFields('incident', record)).toEqual({ ...record, reporterName: '张**', reporterPhone: '138****5678' });
    expect(record.reporterName).toBe('张小江');
  });

  it('P1: finds personal fields in every form of a topic', () => {
    expect(JSON.parse(maskJson('resource', JSON.stringify({ form: 'unit', driver: '张小江' })))).toEqual({
      form: 'unit',
      driver: '张**',
    });
  });

  it('P1: gives back the same text where there is nothing personal', () => {
    const json = JSON.stringify({ form: 'facility', name: { zh: '一中' } });
    expect(maskJson('resource', json)).toBe(json);
    expect(maskJson('supply', json)).toBe(json);
  });

  it('P1: is not misled by a text that looks like a field', () => {
    const json = JSON.stringify({ form: 'unit', name: { zh: '"driver":"x"' } });
    expect(JSON.parse(maskJson('resource', json))).toEqual(JSON.parse(json));
  });
});

describe('conflicts', () => {
  const field = { field: 'reporterPhone', base: '13811111111', current: '13822222222', proposed: '13833333333' };
  const open = { field: 'level', base: 1, current: 2, proposed: 3 };
  const masked = { field: 'reporterPhone', base: '138****1111', current: '138****2222', proposed: '138****3333' };

  it('P3: the values of a conflict are masked by the classes of the topic that they are of', () => {
    const record = {
      topic: 'incident',
      entity: 'a',
      fields: [field, open, { field: 'address', proposed: '柳荫路16号3单元' }],
    };
    expect(JSON.parse(maskJson('conflict', JSON.stringify(record)))).toEqual({
      ...record,
      fields: [masked, open, { field: 'address', proposed: '柳荫路16号' }],
    });
  });

  it('P3: a part of a conflict that does not say which topic is masked by the fields of every topic', () => {
    const fields = [field, { field: 'driver', current: '张小江' }];
    expect(maskFields('conflict', { fields })).toEqual({ fields: [masked, { field: 'driver', current: '张**' }] });
    expect(maskFields('conflict', { topic: '__proto__', fields: [field] })).toMatchObject({ fields: [masked] });
    expect(maskFields('conflict', { fields: ['nonsense', 5] })).toEqual({ fields: [null, null] });
  });

  it('P3: so is what an officer writes to settle one, and the payload of every command', () => {
    const values = { reporterPhone: '13833333333', level: 2 };
    expect(maskPayload('conflict', { choice: 'other', values })).toEqual({
      choice: 'other',
      values: { reporterPhone: '138****3333', level: 2 },
    });
    expect(maskPayload('incident', { reporterName: '张小江', level: 2 })).toEqual({ reporterName: '张**', level: 2 });
    expect(maskPayload('unheard-of', { driver: '张小江' })).toEqual({ driver: '张**' });
  });
});
