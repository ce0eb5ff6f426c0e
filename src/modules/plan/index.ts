export type { Readers } from '../directory/index.ts';
export { addTranslation, type Translation } from './add-translation.ts';
export { unitAt } from './characters.ts';
export { ConfirmPromiseInput, confirmPromise } from './confirm-promise.ts';
export { EnterPlanInput, enterPlan } from './enter-plan.ts';
export { type Draft, ImportRefusal, importDocument, readDocument } from './importer/index.ts';
export { MendWordsInput, mendWords } from './mend-words.ts';
export { objectiveReference, priorityReference } from './plan-nodes.ts';
export {
  type EvidenceRow,
  evidenceBetween,
  LINES_ON_A_PAGE,
  type NodeRow,
  nodesFrom,
  objectivesOf,
  type PlanRow,
  pageOfLine,
  planBySlug,
  plansOf,
  type RemarkRow,
  remarksOfPlan,
  type SourceLine,
  type Stretch,
  sourceFile,
  sourceLinesOf,
  stretchOfPlan,
} from './queries.ts';
export { planRoutes } from './routes.tsx';
export { mayConfirmPromise, mayEnterPlan, mayMendWords, mayReadRemarks } from './rules.ts';
export { type Lang, NODE_KINDS, type NodeKind, PROMISES, type Promise_ as PromiseKind } from './tables.ts';
export { text as planText } from './text.ts';
