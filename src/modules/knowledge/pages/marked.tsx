import { MARK } from '../queries.ts';

/** Text of the database in which what was searched stands between marks, with those shown. */
export function Marked(props: { readonly text: string }) {
  const [first = '', ...rest] = props.text.split(MARK.open);
  return (
    <>
      {first.replaceAll(MARK.close, '')}
      {rest.map((part) => {
        const [found = '', after = ''] = part.split(MARK.close);
        return (
          <>
            <mark>{found}</mark>
            {after}
          </>
        );
      })}
    </>
  );
}
