import type { Child } from 'hono/jsx';
import type { Page } from '../http/page.ts';
import type { Language } from '../i18n/index.ts';
import { DataTable, LinkButton, PageHead, Panel } from '../ui/index.ts';
import type { JsonSchema, OpenApi, Operation, Parameter } from './openapi.ts';
import { text } from './text.ts';

/** The OpenAPI document as a page: every operation with what it takes and gives, and every shape once. */
export function openApiPage(lang: Language, document: OpenApi): Page {
  const t = text.in(lang);
  return {
    title: t('api.title'),
    kind: 'wide',
    body: (
      <>
        <PageHead
          title={t('api.title')}
          acts={
            <>
              <LinkButton kind="secondary" href="#shapes">
                {t('api.shapes')}
              </LinkButton>
              <LinkButton kind="secondary" href="/api/v1/openapi.json">
                openapi.json
              </LinkButton>
            </>
          }
        />
        <p class="page-lead">{t('api.lead')}</p>
        {Object.entries(document.paths).flatMap(([path, operations]) =>
          Object.entries(operations).map(([method, operation]) =>
            operationPanel(lang, `${method.toUpperCase()} ${path}`, operation),
          ),
        )}
        <h2 id="shapes">{t('api.shapes')}</h2>
        {Object.entries(document.components.schemas).map(([name, schema]) => shapePanel(lang, name, schema))}
      </>
    ),
  };
}

function operationPanel(lang: Language, address: string, operation: Operation) {
  const t = text.in(lang);
  const asked = operation.parameters.filter((each) => each.name !== 'lang' && each.name !== 'If-None-Match');
  const body = operation.requestBody?.content['application/json']?.schema;
  const answers = Object.entries(operation.responses);
  return (
    <Panel id={`do-${operation.operationId}`} heading={operation.summary}>
      <p>
        <code>{breakable(address)}</code>
      </p>
      {asked.length > 0 && (
        <DataTable<Parameter>
          lang={lang}
          caption={t('api.asked')}
          columns={[
            { label: t('api.name'), heads: true, width: 'narrow', cell: (each) => <code>{each.name}</code> },
            { label: t('api.where'), width: 'narrow', cell: (each) => t(`api.in.${each.in}`) },
            { label: t('api.holds'), width: 'wide', cell: (each) => typeInWords(lang, each.schema) },
            { label: t('api.needed'), width: 'narrow', cell: (each) => t(each.required ? 'api.yes' : 'api.no') },
          ]}
          rows={asked}
        />
      )}
      {body && Object.keys(body.properties ?? {}).length > 0 && fieldsTable(lang, t('api.body'), body)}
      <DataTable<(typeof answers)[number]>
        lang={lang}
        caption={t('api.answers')}
        columns={[
          { label: t('api.status'), heads: true, width: 'narrow', cell: ([status]) => <code>{status}</code> },
          { label: t('api.means'), width: 'wide', cell: ([, { description }]) => description },
          {
            label: t('api.holds'),
            width: 'narrow',
            cell: ([, { content }]) => typeInWords(lang, Object.values(content ?? {})[0]?.schema ?? {}),
          },
        ]}
        rows={answers}
      />
    </Panel>
  );
}

function shapePanel(lang: Language, name: string, schema: JsonSchema) {
  return (
    <Panel id={`shape-${name}`} level={3} heading={<code>{name}</code>}>
      {fieldsTable(lang, text.in(lang)('api.fields', { name }), schema)}
    </Panel>
  );
}

function fieldsTable(lang: Language, caption: string, schema: JsonSchema) {
  const t = text.in(lang);
  const fields = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  return (
    <DataTable<(typeof fields)[number]>
      lang={lang}
      caption={caption}
      columns={[
        { label: t('api.name'), heads: true, width: 'narrow', cell: ([field]) => <code>{field}</code> },
        { label: t('api.holds'), width: 'wide', cell: ([, of]) => typeInWords(lang, of) },
      ]}
      rows={fields}
    />
  );
}

/** What a field holds: its type, the words it may be one of, or the shape that it has. */
function typeInWords(lang: Language, schema: JsonSchema): Child {
  const t = text.in(lang);
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return <a href={`#shape-${name}`}>{name}</a>;
  }
  if (Array.isArray(schema.enum)) return <code>{breakable(schema.enum.join(' | '))}</code>;
  if (schema.type === 'array') {
    return (
      <>
        {t('api.list-of')} {typeInWords(lang, (schema.items ?? {}) as JsonSchema)}
      </>
    );
  }
  if (Array.isArray(schema.anyOf)) {
    const of = schema.anyOf as JsonSchema[];
    return (
      <>
        {of.map((each, index) => (
          <>
            {index > 0 && ` ${t('api.or')} `}
            {typeInWords(lang, each)}
          </>
        ))}
      </>
    );
  }
  if (schema.type === 'object') {
    const fields = Object.keys((schema.properties ?? {}) as object);
    return <code>{`{ ${fields.join(', ')} }`}</code>;
  }
  const types = [schema.type].flat().filter((each): each is string => typeof each === 'string');
  return types.length > 0 ? <code>{[types.join(' | '), schema.format].filter(Boolean).join(', ')}</code> : t('api.anything');
}

// A long address or list breaks where a word ends, not out of the screen.
function breakable(words: string) {
  return words.split(/(?<=[/|])/).map((part) => (
    <>
      {part}
      <wbr />
    </>
  ));
}
