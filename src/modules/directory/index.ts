export { directoryApi } from './api.ts';
export { appointFounder } from './appoint-founder.ts';
export { closeCircle } from './close-circle.ts';
export { EndMandateInput, endMandate } from './end-mandate.ts';
export { enterOrganisation, relateOrganisations } from './enter-organisation.ts';
export { EnterPersonInput, enterPerson } from './enter-person.ts';
export { foundPartnership } from './found-partnership.ts';
export { GiveMandateInput, giveMandate } from './give-mandate.ts';
export { JoinCircleInput, joinCircle } from './join-circle.ts';
export { leaveCircle } from './leave-circle.ts';
export { type DemonstrationLogin, type LoadedDirectory, loadDirectory } from './load-directory.ts';
export { lookOf } from './look.ts';
export { MakeCircleInput, makeCircle } from './make-circle.ts';
export { NameCoordinatorInput, nameCoordinator } from './name-coordinator.ts';
export { nameCountry } from './name-country.ts';
export { nameIn, standAlone } from './name-in.ts';
export { partyAddress } from './pages/parties.tsx';
export { PeoplePanel } from './pages/people.tsx';
export { Sourced, TermsPanel } from './pages/terms.tsx';
export { ownWall } from './pages/walls.tsx';
export {
  coordinatorTermsOf,
  findPartnershipBySlug,
  listPartnerships,
  type MandateRow,
  mandateDays,
  mandatesOf,
  membersIn,
  type OwnWall,
  ownWalls,
  type PartyRow,
  partiesIn,
  partyBySlug,
  seatsOf,
  type TermRow,
} from './queries.ts';
export { directoryRoutes } from './routes.tsx';
export { mayEnterPerson, mayGiveMandate, mayHaveCircles, mayNameCoordinator, rolesToGive } from './rules.ts';
export { sayReaders } from './say-readers.ts';
export { sayTerm } from './say-term.ts';
export { seatParty } from './seat-party.ts';
export {
  type FrenchStatus,
  ORGANISATION_CLASSES,
  type OrganisationClass,
  type PartyKind,
  type Readers,
  type RelationKind,
} from './tables.ts';
export { text as directoryText } from './text.ts';
