export { workspaceApi } from './api.ts';
export { placesOfSubjects } from './pages/certification-data.ts';
export { discussedPlans } from './pages/discussed-plans.ts';
export { lookAs, mayLook } from './pages/look.tsx';
export { matrixOut } from './pages/matrix-out.ts';
export { MatrixQuery } from './pages/matrix-query.ts';
export { navigation } from './pages/navigation.ts';
export { workspaceRoutes } from './routes.tsx';
