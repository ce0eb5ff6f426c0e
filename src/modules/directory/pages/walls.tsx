import type { Language } from '../../../platform/i18n/index.ts';
import { DataTable, Panel } from '../../../platform/ui/index.ts';
import { nameIn } from '../name-in.ts';
import { membersIn, type PartyRow, partiesIn } from '../queries.ts';
import { text } from '../text.ts';

type Wall = { readonly written: string; readonly readers: string; readonly not: string };

/** Who reads what is written here, wall by wall, in words: what the database enforces, said before anybody writes. */
export function WallsPanel(props: { readonly lang: Language; readonly seats: readonly PartyRow[] }) {
  const { lang, seats } = props;
  const t = text.in(lang);
  return (
    <Panel heading={t('directory.walls')} note={t('directory.walls-rule')} flush id="walls">
      <DataTable
        lang={lang}
        caption={t('directory.walls')}
        hideCaption
        rows={wallsOf(lang, seats)}
        columns={[
          { label: t('directory.wall'), heads: true, cell: (wall) => wall.written },
          { label: t('directory.wall-readers'), cell: (wall) => wall.readers },
          { label: t('directory.wall-not'), cell: (wall) => wall.not },
        ]}
      />
    </Panel>
  );
}

function wallsOf(lang: Language, seats: readonly PartyRow[]): Wall[] {
  const t = text.in(lang);
  return [
    { written: t('directory.wall-public'), readers: t('directory.wall-public-readers'), not: t('directory.wall-public-not') },
    { written: t('directory.wall-joint'), readers: t('directory.wall-joint-readers'), not: t('directory.wall-joint-not') },
    ...partiesIn(seats).flatMap((party) => {
      const bloc = nameIn(lang, party.name).words;
      if (membersIn(seats, party.id).length === 0) return [ownWall(lang, party)];
      const written = t('directory.wall-member', { bloc });
      const not = t('directory.wall-member-not', { bloc });
      return [ownWall(lang, party), { written, readers: t('directory.wall-member-readers'), not }];
    }),
  ];
}

/** The wall of one seat: of a party, of a bloc, or, where `bloc` is given, of a member state of it. */
export function ownWall(lang: Language, seat: PartyRow, bloc?: PartyRow): Wall {
  const t = text.in(lang);
  const party = nameIn(lang, seat.name).words;
  const written = t('directory.wall-party', { party });
  if (bloc) {
    const not = t('directory.wall-member-one-not', { bloc: nameIn(lang, bloc.name).words });
    return { written, readers: t('directory.wall-party-readers', { party }), not };
  }
  const readers = t(seat.kind === 'bloc' ? 'directory.wall-bloc-readers' : 'directory.wall-party-readers', { party });
  return { written, readers, not: t('directory.wall-party-not') };
}
