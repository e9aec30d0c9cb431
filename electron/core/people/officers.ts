import * as z from 'zod';
import { localText, type LocalText } from '../../../shared/domain/common.ts';

/** A post that an officer may hold in a shift, and the authority that comes with it. */
export const officerPost = z.object({
  post: z.string().min(1).max(64),
  postName: localText,
  authority: z.string().min(1).max(64),
});
export type OfficerPost = z.infer<typeof officerPost>;

/** `resources/demo-city/officers.json`. `posts`: what else he may sign in as. */
export const officersFile = z.array(
  officerPost.extend({
    id: z.string().min(1).max(64),
    name: localText,
    posts: z.array(officerPost).max(8).optional(),
  }),
);

/** Somebody who may sit here. The first post is the one he gets when he does not choose. */
export interface Officer {
  readonly id: string;
  readonly name: LocalText;
  readonly posts: readonly [OfficerPost, ...OfficerPost[]];
}

/** Without a list of officers the demo's seat itself acts, and says plainly that nobody is named. */
export const UNNAMED_OFFICER: Officer = {
  id: 'unnamed',
  name: { zh: '未登记值班员', en: 'Unnamed officer' },
  posts: [{ post: 'duty', postName: { zh: '值班席', en: 'Duty seat' }, authority: 'intake' }],
};
