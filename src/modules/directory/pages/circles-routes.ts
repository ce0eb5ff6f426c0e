import { type Route, route } from '../../../platform/http/route.ts';
import { CloseCircleInput, closeCircle } from '../close-circle.ts';
import { JoinCircleInput, joinCircle } from '../join-circle.ts';
import { LeaveCircleInput, leaveCircle } from '../leave-circle.ts';
import { MakeCircleInput, makeCircle } from '../make-circle.ts';
import { RenameCircleInput, renameCircle } from '../rename-circle.ts';
import { mayHaveCircles, mayMakeCircles } from '../rules.ts';
import { circleAct, circlesAnswer } from './circles-answer.ts';

const PATH = '/:partnership/circles';
const example = { partnership: 'asean-canada' };

/** Circles: named groups inside a partnership, made and minded by one of its seats. */
export const circlesRoutes: readonly Route[] = [
  route({ method: 'GET', path: PATH, can: mayHaveCircles, example, handle: (visit) => circlesAnswer(visit) }),
  route({
    method: 'POST',
    path: PATH,
    can: mayMakeCircles,
    example,
    input: MakeCircleInput,
    handle: (visit) =>
      circleAct(visit, 'directory.circle-was-made', { circle: null, ...visit.input }, (tx) =>
        makeCircle(tx, visit.acting, visit.input),
      ),
  }),
  route({
    method: 'POST',
    path: `${PATH}/names`,
    can: mayMakeCircles,
    example,
    input: RenameCircleInput,
    handle: (visit) => circleAct(visit, 'directory.circle-was-renamed', visit.input, (tx) => renameCircle(tx, visit.input)),
  }),
  route({
    method: 'POST',
    path: `${PATH}/members`,
    can: mayMakeCircles,
    example,
    input: JoinCircleInput,
    handle: (visit) =>
      circleAct(visit, 'directory.circle-was-joined', { circle: visit.input.circle }, (tx) => joinCircle(tx, visit.input)),
  }),
  route({
    method: 'POST',
    path: `${PATH}/departures`,
    can: mayHaveCircles,
    example,
    input: LeaveCircleInput,
    handle: (visit) => circleAct(visit, 'directory.circle-was-left', { circle: null }, (tx) => leaveCircle(tx, visit.input)),
  }),
  route({
    method: 'POST',
    path: `${PATH}/closings`,
    can: mayMakeCircles,
    example,
    input: CloseCircleInput,
    handle: (visit) => circleAct(visit, 'directory.circle-was-closed', visit.input, (tx) => closeCircle(tx, visit.input)),
  }),
];
