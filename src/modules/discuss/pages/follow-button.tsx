import { Button, Form } from '../../../platform/ui/index.ts';
import { text } from '../text.ts';
import type { FormVisit } from './forms.tsx';
import { placeOf } from './places.ts';

/** The button that follows a record, or follows it no more. After it one is back at the record. */
export function FollowButton(props: {
  readonly visit: FormVisit;
  readonly partnership: string;
  readonly record: string;
  readonly follows: boolean;
}) {
  const { visit, follows } = props;
  const t = text.in(visit.lang);
  return (
    <Form action={placeOf.follows(props.partnership)} csrf={visit.csrf} layout="line">
      <input type="hidden" name="record" value={props.record} />
      <input type="hidden" name="follow" value={follows ? 'no' : 'yes'} />
      <Button icon={follows ? 'eye-off' : 'eye'}>{t(follows ? 'discuss.unfollow' : 'discuss.follow')}</Button>
    </Form>
  );
}
