import { describe, expect, it } from 'vitest';
import { maskFields, maskJson } from './masking.ts';
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
