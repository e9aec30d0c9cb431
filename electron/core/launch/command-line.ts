import { toProblem } from '../../../shared/kit/problem.ts';
import { HELP } from './help.ts';
import { languageOf, type Language } from './language.ts';
import { parseStartOptions, type StartOptions } from './options.ts';
import { problemLine } from './text.ts';

export type CommandLine =
  | { readonly kind: 'start'; readonly options: StartOptions; readonly language: Language }
  /** Nothing to start: say this and end with this code. */
  | { readonly kind: 'say'; readonly text: string; readonly code: 0 | 1 };

/** A command line in the user's language: `--lang`, else what the environment says. A refusal is one line. */
export function readCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const language = askedLanguage(args) ?? languageOf(env);
  try {
    const options = parseStartOptions(args);
    if (options.help) return { kind: 'say', text: HELP[language], code: 0 };
    return { kind: 'start', options, language };
  } catch (error) {
    return { kind: 'say', text: problemLine(language, toProblem(error, 'launch')), code: 1 };
  }
}

/** Looked for by itself, because the line that refuses the options is to be in the language that they ask for. */
function askedLanguage(args: readonly string[]): Language | null {
  const joined = ` ${args.join(' ')} `;
  const found = /\s--lang[= ](zh|en)\s/.exec(joined)?.[1];
  return found === 'zh' || found === 'en' ? found : null;
}
