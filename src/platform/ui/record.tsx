import type { Child } from 'hono/jsx';
import { type Language, writeNumber } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { SafeLink } from './safe-link.tsx';
import { text } from './text.ts';

/**
 * The head of a page: what it is, one line on its state, and the two or three acts one may do. `planWords` is set where the title is
 * a plan's own (then it is in serif, in the plan's language). `sign` stands before the title: a ring.
 */
export function PageHead(props: {
  readonly title: Child;
  readonly planWords?: Language;
  readonly sign?: Child;
  readonly above?: Child;
  readonly below?: Child;
  readonly acts?: Child;
  /** 1 unless the head stands inside a page that has one already. */
  readonly level?: 1 | 2 | 3;
}) {
  const Title = `h${props.level ?? 1}` as const;
  return (
    <header class="page-head">
      {props.sign && <div class="sign">{props.sign}</div>}
      <div class="titles">
        {props.above && <p class="above">{props.above}</p>}
        <Title class={props.planWords ? 'title words' : 'title'} lang={props.planWords}>
          {props.title}
        </Title>
        {props.below && <p class="below">{props.below}</p>}
      </div>
      {props.acts && <div class="acts">{props.acts}</div>}
    </header>
  );
}

/** A counted thing: the number, what is counted, and by which rule. The whole of it leads to the list behind the number. */
export type Figure = {
  readonly value: number;
  readonly label: string;
  readonly rule?: string;
  readonly href?: string;
  readonly attention?: boolean;
};

/** A strip of counts, each with its rule in words. */
export function Figures(props: { readonly lang: Language; readonly label: string; readonly items: readonly Figure[] }) {
  return (
    <ul class="figures" aria-label={props.label}>
      {props.items.map((item) => (
        <li class={item.attention ? 'attention' : undefined}>
          <strong>{writeNumber(props.lang, item.value)}</strong>{' '}
          {item.href === undefined ? <span class="label">{item.label}</span> : <SafeLink href={item.href}>{item.label}</SafeLink>}
          {item.rule !== undefined && <span class="rule"> {item.rule}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Names and what stands behind them, for the rail of a record. Facts without a value are left out. */
export function Facts(props: { readonly items: readonly { readonly term: string; readonly value: Child }[] }) {
  return (
    <dl class="facts">
      {props.items
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ term, value }) => (
          <div>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A record: what it is, and beside it (below, on narrow screens) a rail with facts and acts. */
export function RecordLayout(props: { readonly main: Child; readonly rail: Child; readonly railLabel?: string }) {
  return (
    <div class="record">
      <div class="record-main">{props.main}</div>
      <aside class="rail" aria-label={props.railLabel}>
        {props.rail}
      </aside>
    </div>
  );
}

/**
 * A list beside its outline. On a phone the outline is a layer that a button called `besideLabel` opens, by the browser's `popover`, so
 * that the list comes first; a browser without popovers shows it above the list.
 */
export function ListLayout(props: {
  readonly lang: Language;
  readonly beside: Child;
  readonly besideLabel: string;
  readonly children: Child;
}) {
  return (
    <div class="list-layout">
      <button type="button" class="button secondary beside-button" popovertarget="beside">
        <Icon name="list-tree" />
        <span>{props.besideLabel}</span>
      </button>
      <div class="beside" id="beside" popover="auto">
        <button type="button" class="button quiet beside-close" popovertarget="beside" popovertargetaction="hide">
          <Icon name="x" />
          <span>{text.in(props.lang)('ui.close')}</span>
        </button>
        {props.beside}
      </div>
      <div class="list-main">{props.children}</div>
    </div>
  );
}

/** A white sheet with an optional head: what stands on it, and a note on the right. */
export function Panel(props: {
  readonly heading?: Child;
  readonly note?: Child;
  readonly children: Child;
  readonly id?: string;
  readonly level?: 2 | 3;
  /** Without inner space: for tables. */
  readonly flush?: boolean;
}) {
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section class={props.flush ? 'panel flush' : 'panel'} id={props.id}>
      {props.heading && (
        <div class="panel-head">
          <Heading>{props.heading}</Heading>
          {props.note && <p>{props.note}</p>}
        </div>
      )}
      <div class="panel-body">{props.children}</div>
    </section>
  );
}

/** What not everybody may see, under the sentence that says who does: “Only Canada sees this”. */
export function WallBand(props: { readonly sentence: string; readonly children?: Child }) {
  return (
    <div class="wall">
      <p class="wall-sentence">
        <Icon name="lock" size={16} />
        {props.sentence}
      </p>
      {props.children && <div class="wall-body">{props.children}</div>}
    </div>
  );
}

/** Words that somebody wrote, with who and when. Not a plan's words: those are `Words`. */
export function Quote(props: { readonly children: Child; readonly source: Child; readonly lang?: Language }) {
  return (
    <figure class="quote">
      <blockquote lang={props.lang}>{props.children}</blockquote>
      <figcaption>{props.source}</figcaption>
    </figure>
  );
}
