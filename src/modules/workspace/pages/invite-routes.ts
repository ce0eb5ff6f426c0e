import { type Route, route } from '../../../platform/http/route.ts';
import { mayEnterPerson } from '../../directory/index.ts';
import { InviteInput, inviteAnswer, inviteForm, WithdrawInput, withdrawAnswer } from './invite-answer.ts';

const PATH = '/:partnership/invitations';
const example = { partnership: 'asean-canada' };

/** Inviting people: open to whoever may enter persons into the directory. `mail`: whether letters go out at all. */
export const invitationsRoutes = (publicUrl: URL, mail: boolean): Route[] => [
  route({ method: 'GET', path: PATH, can: mayEnterPerson, example, handle: (visit) => inviteForm(visit, mail) }),
  route({
    method: 'POST',
    path: PATH,
    can: mayEnterPerson,
    stepUp: true,
    example,
    input: InviteInput,
    handle: (visit) => inviteAnswer(visit, publicUrl, mail),
  }),
  route({
    method: 'POST',
    path: `${PATH}/withdrawals`,
    can: mayEnterPerson,
    example,
    input: WithdrawInput,
    handle: withdrawAnswer,
  }),
];
