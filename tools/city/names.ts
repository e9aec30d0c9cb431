/** A name in both interface languages; neither may be empty. */
export interface Name {
  zh: string;
  en: string;
}
