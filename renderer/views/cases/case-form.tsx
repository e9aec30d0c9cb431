import { AnswerForm } from './answer-form.tsx';
import { CallBackForm, EntrustForm, LinkForm, ReturnForm, SortForm } from './choice-forms.tsx';
import type { FormProps } from './form-props.ts';
import { WordsForm } from './words-form.tsx';

export type FormName =
  | 'sort' | 'entrust' | 'return' | 'contact' | 'answer' | 'callBack' | 'reject' | 'extend' | 'link' | 'note'; // prettier-ignore

/** The form of a deed, over the page that it belongs to. */
export function CaseForm({ name, ...props }: FormProps & { readonly name: FormName }) {
  switch (name) {
    case 'sort':
      return <SortForm {...props} />;
    case 'entrust':
      return <EntrustForm {...props} />;
    case 'return':
      return <ReturnForm {...props} />;
    case 'callBack':
      return <CallBackForm {...props} />;
    case 'link':
      return <LinkForm {...props} />;
    case 'contact':
    case 'answer':
      return <AnswerForm use={name} {...props} />;
    case 'reject':
    case 'extend':
    case 'note':
      return <WordsForm deed={name} {...props} />;
  }
}
