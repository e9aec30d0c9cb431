import type { AnswerTemplate } from '../../../shared/domain/case-rules.ts';

/** What is verified of a case, by the names of the places of a template. */
export type Facts = Readonly<Record<string, string | undefined>>;

const PLACE = /\{(\w+)\}/g;

/** The template with what is verified; every other place stays open as `{name}`, and nothing is guessed. */
export function fillTemplate(template: AnswerTemplate, language: 'zh' | 'en', facts: Facts): string {
  return template[language].replace(PLACE, (open, name: string) => facts[name] ?? open);
}

/** The places of a text that nobody filled in, each once. */
export function openPlaces(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))];
}
