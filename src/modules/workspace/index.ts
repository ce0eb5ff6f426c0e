export { workspaceApi } from './api.ts';
export { placesOfSubjects } from './pages/certification-data.ts';
export { navigation } from './pages/navigation.ts';
export { workspaceRoutes } from './routes.tsx';
