import type { Language } from '../../../platform/i18n/index.ts';
import { Button, Chips, ExportMenu, MenuLink, SafeLink } from '../../../platform/ui/index.ts';
import { PROMISES } from '../../plan/index.ts';
import { flat } from '../outline.ts';
import type { PriorityRow } from '../queries.ts';
import { text } from '../text.ts';
import { inReadersWords, promiseInWords } from '../words.ts';
import type { RegisterData } from './register-data.ts';
import { type RegisterQuery, registerHref } from './register-query.ts';

/** What the register can be narrowed to, and sorted by; the way out as a file; and how many lines are left. */
export function registerFilters(lang: Language, base: string, query: RegisterQuery, data: RegisterData) {
  const t = text.in(lang);
  const { all } = data;
  const without = (key: keyof RegisterQuery) => registerHref(base, { ...query, [key]: undefined, from: undefined });
  const area = query.area === undefined ? undefined : flat(data.tree).find((node) => node.reference === query.area);
  const priority = data.priorities.find((each) => each.reference === query.priority);
  const active = [
    ...(query.area === undefined
      ? []
      : [{ label: area ? `${area.reference} ${inReadersWords(area, lang).text}` : query.area, href: without('area') }]),
    ...(query.promise === undefined ? [] : [{ label: promiseInWords(lang, query.promise).name, href: without('promise') }]),
    ...(query.priority === undefined
      ? []
      : [{ label: priority ? priorityInWords(priority) : t('workspace.register.priority-any'), href: without('priority') }]),
    ...(query.words === undefined ? [] : [{ label: `“${query.words}”`, href: without('words') }]),
  ].map((each) => ({ ...each, current: true, removable: true }));
  const period = data.priorities[0]?.period ?? '';
  const usual = [
    {
      label: t('workspace.register.all'),
      href: registerHref(base, { text: query.text, sort: query.sort }),
      current: active.length === 0,
      count: all,
    },
    ...(query.priority === undefined && data.priorities.length > 0
      ? [
          {
            label: t('workspace.overview.priorities', { period }),
            href: registerHref(base, { ...query, priority: 'any', from: undefined }),
          },
        ]
      : []),
    ...(query.promise === undefined
      ? PROMISES.map((promise) => ({
          label: promiseInWords(lang, promise).name,
          href: registerHref(base, { ...query, promise, from: undefined }),
        }))
      : []),
  ];
  return (
    <div class="filters">
      <Chips lang={lang} label={t('workspace.register.filter')} items={[...active, ...usual]} />
      <search>
        <form class="filter-form" method="get" action={base} data-auto-submit>
          {query.area !== undefined && <input type="hidden" name="area" value={query.area} />}
          {query.promise !== undefined && <input type="hidden" name="promise" value={query.promise} />}
          {query.text !== undefined && <input type="hidden" name="text" value={query.text} />}
          <label class="unseen" for="register-words">
            {t('workspace.register.words')}
          </label>
          <input
            id="register-words"
            class="form-control"
            type="search"
            name="words"
            value={query.words ?? ''}
            placeholder={t('workspace.register.words')}
            maxlength={200}
          />
          {data.priorities.length > 0 && prioritySelect(lang, query, data)}
          {orderSelect(lang, query)}
          <Button icon="filter">{t('workspace.register.apply')}</Button>
        </form>
      </search>
      <div class="list-bar">
        <p class="filter-count" role="status">
          {data.count === all
            ? t('workspace.register.count', { count: data.count })
            : t('workspace.register.count-of', { shown: data.count, all })}
        </p>
        {query.words === undefined && (
          <SafeLink class="text-switch" href={registerHref(base, { ...query, text: query.text ? undefined : 'whole' })}>
            {t(query.text ? 'workspace.register.text-short' : 'workspace.register.text-whole')}
          </SafeLink>
        )}
        <ExportMenu
          lang={lang}
          href={(format) => registerHref(`${base}/lines.${format}`, { ...query, text: undefined, from: undefined })}
          more={
            <MenuLink href={registerHref(`${base}/matrix`, { ...query, text: undefined, from: undefined })}>
              {t('workspace.matrix.choose')}
            </MenuLink>
          }
        />
      </div>
    </div>
  );
}

function prioritySelect(lang: Language, query: RegisterQuery, { priorities }: RegisterData) {
  const t = text.in(lang);
  return (
    <select class="form-select" name="priority" aria-label={t('workspace.register.priority')}>
      <option value="">{t('workspace.register.priority-none')}</option>
      <option value="any" selected={query.priority === 'any'}>
        {t('workspace.register.priority-any')}
      </option>
      {priorities.map((priority) => (
        <option value={priority.reference} selected={query.priority === priority.reference}>
          {priorityInWords(priority)}
        </option>
      ))}
    </select>
  );
}

const priorityInWords = (priority: PriorityRow): string =>
  `${priority.reference.replace(/^P\./, '')} ${priority.translation_label ?? priority.label ?? ''}`.trim();

function orderSelect(lang: Language, query: RegisterQuery) {
  const t = text.in(lang);
  return (
    <select class="form-select" name="sort" aria-label={t('workspace.register.order')}>
      <option value="">{t('workspace.register.order.document')}</option>
      <option value="promise" selected={query.sort === 'promise'}>
        {t('workspace.register.order.promise')}
      </option>
    </select>
  );
}
