import type { FileStore } from '../../platform/files/store.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { readStoredFile } from './read-stored-file.ts';

/** What the shelf does after the answer: reads each file that was added, so that the search finds what is inside. */
export const knowledgeJobs = (files: FileStore): readonly Job[] => [
  {
    name: 'knowledge.read-file',
    on: 'knowledge.file-added',
    tries: { again: 3, seconds: 30 },
    run: ({ file }, { database }) => (file === undefined ? Promise.resolve() : readStoredFile(database, files, file)),
  },
];
