import type { Language } from '../i18n/index.ts';
import { Button, LinkButton } from './button.tsx';
import { both, LINES } from './design-samples.ts';
import { Field } from './field.tsx';
import { ErrorSummary, FieldGroup, Form, SubmitBar } from './form.tsx';

/** A form that came back with errors and everything that had been typed, and every kind of field. */
export function FormsSample({ lang }: { lang: Language }) {
  const say = both(lang);
  const asOf = say(
    'The day must not lie after today, 30 June 2008.',
    'Le jour ne doit pas être postérieur à aujourd’hui, le 30 juin 2008.',
  );
  const because = say(
    'Say why these words are mended: the reason stays in the history.',
    'Dites pourquoi ce libellé est rectifié\u00a0: le motif reste dans l’historique.',
  );
  return (
    <Form action="/design" csrf="sample" version={3}>
      <ErrorSummary
        lang={lang}
        takesFocus={false}
        errors={[
          { field: 'asOf', message: asOf },
          { field: 'reason', message: because },
        ]}
      />
      <Field
        lang={lang}
        kind="radio"
        name="completion"
        label={say('How far has this promise come?', 'Où en est cet engagement\u00a0?')}
        help={say('From Canada’s point of view; ASEAN says its own.', 'Du point de vue du Canada\u00a0; l’ANASE dit le sien.')}
        value="under-way"
        options={[
          { value: 'not-started', label: say('Not started', 'Non commencé') },
          { value: 'under-way', label: say('Under way', 'En cours') },
          {
            value: 'implemented',
            label: say('Implemented', 'Réalisé'),
            help: say('Evidence is asked for next.', 'Les pièces sont demandées ensuite.'),
          },
        ]}
      />
      <Field lang={lang} kind="date" name="asOf" label={say('As of', 'Au')} value="2008-07-14" error={asOf} />
      <Field
        lang={lang}
        kind="textarea"
        name="words"
        label={say('Words', 'Libellé')}
        planWords="en"
        value={LINES[1].words}
        rows={3}
        help={say('Verbatim, misprints included.', 'Mot à mot, coquilles comprises.')}
      />
      <Field lang={lang} kind="text" name="reason" label={say('Reason', 'Motif')} value="" error={because} />
      <FieldGroup legend={say('Who follows it up', 'Qui en assure le suivi')}>
        <Field
          lang={lang}
          kind="select"
          name="lead"
          label={say('Lead', 'Responsable')}
          value="phac"
          required={false}
          options={[
            { value: 'phac', label: say('Public Health Agency of Canada', 'Agence de la santé publique du Canada') },
            {
              value: 'dfait',
              label: say(
                'Department of Foreign Affairs and International Trade',
                'Ministère des Affaires étrangères et du Commerce international',
              ),
            },
          ]}
        />
        <Field lang={lang} kind="email" name="address" label={say('Mail', 'Courriel')} autocomplete="email" required={false} />
        <Field
          lang={lang}
          kind="checkboxes"
          name="markers"
          label={say('Markers', 'Marqueurs')}
          values={['gender']}
          required={false}
          options={[
            { value: 'gender', label: say('Gender equality', 'Égalité des sexes') },
            { value: 'environment', label: say('Environment', 'Environnement') },
          ]}
        />
        <Field
          lang={lang}
          kind="file"
          name="evidence"
          label={say('Document', 'Document')}
          accept=".pdf,.docx"
          required={false}
          help={say('PDF or DOCX, 1 MB at most.', 'PDF ou DOCX, 1 Mo au plus.')}
        />
        <Field
          lang={lang}
          kind="checkbox"
          name="confirm"
          label={say('I have read the words beside the signed document', 'J’ai comparé le libellé au document signé')}
        />
      </FieldGroup>
      <SubmitBar
        seenBy={say('Only Canada sees this until you release it', 'Seul le Canada voit ceci jusqu’à sa communication')}
        note={say(
          'A statement is dated and stays in the history; a later one takes its place.',
          'Une déclaration est datée et reste dans l’historique\u00a0; une suivante la remplace.',
        )}
      >
        <Button kind="primary">{say('Record Canada’s statement', 'Consigner la déclaration du Canada')}</Button>
        <LinkButton href="#record" kind="quiet">
          {say('Leave it as it was', 'Ne rien changer')}
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}
