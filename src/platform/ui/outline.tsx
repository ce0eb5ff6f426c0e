import type { Language } from '../i18n/index.ts';
import { Count } from './navigation.tsx';
import { SafeLink } from './safe-link.tsx';

/** One place of an outline. A part holds areas; `wordsLanguage` is that of the plan, where the label is taken from it. */
export type OutlineItem = {
  readonly number?: string;
  readonly label: string;
  readonly href: string;
  readonly count?: number;
  readonly current?: boolean;
  readonly wordsLanguage?: Language;
  readonly children?: readonly OutlineItem[];
};

/** The parts and areas of a plan as a tree of links, with how much is in each. `label` names the navigation. */
export function Outline(props: { readonly lang: Language; readonly label: string; readonly items: readonly OutlineItem[] }) {
  return (
    <nav class="outline" aria-label={props.label}>
      <Branch lang={props.lang} items={props.items} />
    </nav>
  );
}

function Branch(props: { lang: Language; items: readonly OutlineItem[] }) {
  return (
    <ul>
      {props.items.map((item) => (
        <li>
          <SafeLink href={item.href} current={item.current ? 'true' : undefined}>
            <span class="number">{item.number}</span>
            <span class="label" lang={item.wordsLanguage}>
              {breakable(item.label)}
            </span>
            <Count lang={props.lang} count={item.count} />
          </SafeLink>
          {item.children && item.children.length > 0 && <Branch lang={props.lang} items={item.children} />}
        </li>
      ))}
    </ul>
  );
}

/** A label that may break after a slash: “Management/preparedness” is wider than an outline. */
function breakable(label: string) {
  return label.split(/(?<=\/)(?=\S)/).map((piece, index) => (
    <>
      {index > 0 && <wbr />}
      {piece}
    </>
  ));
}
