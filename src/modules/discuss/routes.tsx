import { sql } from 'kysely';
import { z } from 'zod';
import type { FileStore } from '../../platform/files/store.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { AddCommentInput } from './add-comment.ts';
import { FollowRecordInput } from './follow-record.ts';
import type { Host } from './hosts.ts';
import { MendCommentInput } from './mend-comment.ts';
import { OpenThreadInput } from './open-thread.ts';
import { commentAnswer, openAnswer, resolveAnswer, threadHere, withdrawAnswer } from './pages/answers.tsx';
import { followAnswer, followsPage } from './pages/follows.tsx';
import { MOST_SENT } from './pages/forms.tsx';
import { listPage } from './pages/list.tsx';
import { listExport } from './pages/list-export.ts';
import { ListQuery } from './pages/list-query.ts';
import { mendAnswer, mendPage } from './pages/mend.tsx';
import { mentionsPage, peopleAnswer, seeAnswer } from './pages/mentions.tsx';
import { threadPage } from './pages/thread.tsx';
import { ResolveThreadInput } from './resolve-thread.ts';
import { mayDiscuss, mayFollow, mayReadDiscussions } from './rules.ts';
import { SeeMentionsInput } from './see-mentions.ts';
import { WithdrawCommentInput } from './withdraw-comment.ts';

const LIST = '/:partnership/discussions';
const THREAD = `${LIST}/:thread`;
const COMMENT = `${THREAD}/comments/:comment`;
const example = { partnership: 'asean-canada' };

/** That of all parties in the demonstration: `demo/discussions.json`. */
const threadExample = { ...example, thread: '2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01' };
const commentExample = { ...threadExample, comment: '2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b11' };
const fileExample = { ...threadExample, file: '2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b21' };

/**
 * Discussions, mentions and what one follows.
 *
 * @param hosts what the modules say of their records: where they are, and which references lead somewhere
 */
export const discussRoutes = (hosts: readonly Host[], files: FileStore, publicUrl: URL): Route[] => [
  route({
    method: 'GET',
    path: LIST,
    can: mayReadDiscussions,
    example,
    query: ListQuery,
    handle: (visit) => listPage(visit, hosts),
  }),
  route({
    method: 'GET',
    path: `${LIST}.csv`,
    can: mayReadDiscussions,
    example,
    query: ListQuery,
    handle: (visit) => listExport(visit, hosts, publicUrl),
  }),
  route({
    method: 'POST',
    path: LIST,
    can: mayDiscuss,
    example,
    input: OpenThreadInput,
    files: MOST_SENT,
    handle: (visit) => openAnswer(visit, hosts, files),
  }),
  route({
    method: 'GET',
    path: THREAD,
    can: mayReadDiscussions,
    example: threadExample,
    query: z.strictObject({ page: z.coerce.number().int().min(1).max(100_000).optional() }),
    handle: (visit) => threadPage(visit, hosts),
  }),
  route({
    method: 'POST',
    path: `${THREAD}/comments`,
    can: mayDiscuss,
    example: threadExample,
    input: AddCommentInput,
    files: MOST_SENT,
    handle: (visit) => commentAnswer(visit, hosts, files),
  }),
  route({
    method: 'POST',
    path: `${THREAD}/resolution`,
    can: mayDiscuss,
    example: threadExample,
    input: ResolveThreadInput,
    handle: (visit) => resolveAnswer(visit, hosts),
  }),
  route({ method: 'GET', path: `${COMMENT}/mend`, can: mayDiscuss, example: commentExample, handle: mendPage }),
  route({
    method: 'POST',
    path: `${COMMENT}/mend`,
    can: mayDiscuss,
    example: commentExample,
    input: MendCommentInput,
    handle: mendAnswer,
  }),
  route({
    method: 'POST',
    path: `${COMMENT}/withdrawal`,
    can: mayDiscuss,
    example: commentExample,
    input: WithdrawCommentInput,
    handle: withdrawAnswer,
  }),
  route({
    method: 'GET',
    path: `${THREAD}/files/:file`,
    answers: 'file',
    can: mayReadDiscussions,
    example: fileExample,
    handle: async (visit) => {
      const thread = await threadHere(visit);
      const file = await visit.read(async (tx) => {
        const { rows } = await sql<{
          name: string;
          type: string;
          sha256: Buffer;
        }>`select a.name, a.type, a.sha256 from discuss.v_enclosure a
          where a.thread = ${thread.id} and a.id::text = ${visit.params.file ?? ''}`.execute(tx);
        return rows[0];
      });
      if (!file) throw notFound();
      return { download: { name: file.name, type: file.type, bytes: await files.read(file.sha256) } };
    },
  }),
  route({
    method: 'GET',
    path: '/:partnership/mentions',
    can: mayReadDiscussions,
    example,
    handle: (visit) => mentionsPage(visit, hosts),
  }),
  route({
    method: 'POST',
    path: '/:partnership/mentions',
    can: mayReadDiscussions,
    example,
    input: SeeMentionsInput,
    handle: seeAnswer,
  }),
  route({
    method: 'GET',
    path: '/:partnership/mentions/people',
    answers: 'file',
    can: mayDiscuss,
    example,
    query: z.strictObject({ wall: z.string().max(40).optional(), q: z.string().max(100).optional() }),
    handle: peopleAnswer,
  }),
  route({ method: 'GET', path: '/:partnership/follows', can: mayFollow, example, handle: (visit) => followsPage(visit, hosts) }),
  route({
    method: 'POST',
    path: '/:partnership/follows',
    can: mayFollow,
    example,
    input: FollowRecordInput,
    handle: (visit) => followAnswer(visit, hosts),
  }),
];
