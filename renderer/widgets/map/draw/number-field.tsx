import { useState } from 'react';
import { TextInput } from '@mantine/core';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  onChange(value: number): void;
}

/** A number that counts as soon as it can be read; what cannot be is marked and changes nothing. */
export function NumberField({ label, value, min = 0.1, max, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(value);
  const read = Number(text);
  const isGood = text.trim() !== '' && read >= min && read <= max;
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={text}
      error={!isGood}
      onBlur={() => setTyped(null)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const next = Number(currentTarget.value);
        if (currentTarget.value.trim() !== '' && next >= min && next <= max) onChange(next);
      }}
    />
  );
}
