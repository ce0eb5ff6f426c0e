import type { Language } from '../i18n/index.ts';
import { Button, LinkButton } from './button.tsx';
import { both } from './design-samples.ts';
import { Icon } from './icon.tsx';
import { Dialog, Menu, MenuHeading, MenuLink } from './menu.tsx';
import { EmptyState, Flash, Notice } from './message.tsx';

/** Buttons of every kind, a menu, a dialog, icons. */
export function ActsSample({ lang }: { lang: Language }) {
  const say = both(lang);
  return (
    <div class="stack">
      <form method="get" action="/design" class="acts">
        <Button kind="primary" icon="certificate">
          {say('Certify', 'Certifier')}
        </Button>
        <Button icon="pencil">{say('Mend the words', 'Rectifier le libellé')}</Button>
        <Button kind="quiet">{say('Follow', 'Suivre')}</Button>
        <Button kind="danger">{say('Withdraw', 'Retirer')}</Button>
        <Button disabled>{say('Adopted: frozen', 'Adopté\u00a0: figé')}</Button>
      </form>
      <div class="acts">
        <Menu label={say('More acts', 'Autres actes')}>
          <MenuHeading>{say('In the name of Canada', 'Au nom du Canada')}</MenuHeading>
          <MenuLink href="#acts" icon="send">
            {say('Release to ASEAN', 'Communiquer à l’ANASE')}
          </MenuLink>
          <MenuLink href="#acts" icon="world" current>
            {say('Publish', 'Publier')}
          </MenuLink>
        </Menu>
        <Dialog
          lang={lang}
          id="sample-dialog"
          title={say('Withdraw the statement?', 'Retirer la déclaration\u00a0?')}
          open={say('Withdraw…', 'Retirer…')}
          kind="danger"
        >
          <p>
            {say(
              'It stays in the history as withdrawn, with your name and the reason.',
              'Elle reste dans l’historique comme retirée, avec votre nom et le motif.',
            )}
          </p>
          <p class="acts">
            <LinkButton href="#acts" kind="danger">
              {say('Withdraw', 'Retirer')}
            </LinkButton>
          </p>
        </Dialog>
        <Icon name="lock" label={say('Walled', 'Réservé')} />
      </div>
    </div>
  );
}

/** What tells people something: done, refused, to be known, nothing here yet. */
export function MessagesSample({ lang }: { lang: Language }) {
  const say = both(lang);
  return (
    <div class="stack">
      <Flash
        lang={lang}
        flash={{
          kind: 'done',
          text: say(
            'Canada’s certification of 88 lines was recorded.',
            'La certification de 88 lignes par le Canada a été consignée.',
          ),
        }}
      />
      <Flash
        lang={lang}
        flash={{
          kind: 'problem',
          text: say(
            'Nothing was changed: somebody else mended these words meanwhile.',
            'Rien n’a été modifié\u00a0: quelqu’un a rectifié ce libellé entre-temps.',
          ),
        }}
      />
      <Notice>{say('You read this plan as the public does.', 'Vous lisez ce plan comme le public.')}</Notice>
      <Notice kind="attention">
        {say('Two remarks of the reading wait for you.', 'Deux remarques de lecture vous attendent.')}
      </Notice>
      <EmptyState
        title={say('No line answers to these filters', 'Aucune ligne ne répond à ces filtres')}
        icon="list-search"
        acts={<LinkButton href="#list">{say('Show all lines', 'Afficher toutes les lignes')}</LinkButton>}
      >
        <p>{say('Take one filter away, or search for other words.', 'Retirez un filtre ou cherchez d’autres mots.')}</p>
      </EmptyState>
    </div>
  );
}
