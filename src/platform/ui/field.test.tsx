import { describe, expect, it } from 'vitest';
import { Field } from './field.tsx';
import { ErrorSummary, Form } from './form.tsx';

describe('a field', () => {
  it('is labelled, and its help and error are read with it', () => {
    const html = String(<Field lang="en" kind="text" name="reason" label="Reason" help="Why?" error="Say why." value="" />);
    expect(html).toContain('<label for="field-reason">Reason</label>');
    expect(html).toMatch(
      /<input id="field-reason" name="reason" aria-describedby="field-reason-help field-reason-error" aria-invalid="true"/,
    );
    expect(html).toContain('id="field-reason-error"');
  });

  it('keeps what was typed, escaped, and the first line break of a text', () => {
    expect(String(<Field lang="en" kind="text" name="a" label="A" value={'"<x>'} />)).toContain('value="&quot;&lt;x&gt;"');
    expect(String(<Field lang="en" kind="textarea" name="a" label="A" value={'\nfirst'} />)).toContain('>\n\nfirst</textarea>');
    expect(
      String(
        <Field
          lang="en"
          kind="select"
          name="a"
          label="A"
          value="2"
          options={[
            { value: '1', label: 'One' },
            { value: '2', label: 'Two' },
          ]}
        />,
      ),
    ).toContain('<option value="2" selected="">Two</option>');
  });

  it('says when it may be left empty', () => {
    expect(String(<Field lang="en" kind="email" name="a" label="Mail" required={false} />)).toContain('(optional)');
    expect(String(<Field lang="fr" kind="email" name="a" label="Courriel" required={false} />)).toContain('(facultatif)');
    expect(String(<Field lang="en" kind="email" name="a" label="Mail" />)).toContain('required=""');
  });

  it('asks one question with several answers as a group whose first answer the summary leads to', () => {
    const html = String(
      <Field
        lang="en"
        kind="radio"
        name="way"
        label="Way"
        value="b"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />,
    );
    expect(html).toMatch(/<fieldset[^>]*><legend>Way/);
    expect(html).toMatch(/id="field-way" name="way" value="a"/);
    expect(html).toMatch(/value="b" checked=""/);
    expect(String(<ErrorSummary lang="en" errors={[{ field: 'way', message: 'Choose.' }]} />)).toContain(
      '<a href="#field-way">Choose.</a>',
    );
  });
});

describe('several answers', () => {
  it('come as a list', () => {
    const html = String(
      <Field
        lang="en"
        kind="checkboxes"
        name="markers"
        label="Markers"
        values={['b']}
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />,
    );
    expect(html.match(/name="markers\[\]"/g)).toHaveLength(2);
    expect(html.match(/checked=""/g)).toHaveLength(1);
  });
});

describe('a form', () => {
  it('carries its token and the version it was read at, and goes nowhere else', () => {
    const html = String(
      <Form action="/x" csrf="token" version={3}>
        x
      </Form>,
    );
    expect(html).toContain('<input type="hidden" name="_csrf" value="token"/><input type="hidden" name="version" value="3"/>');
    expect(() =>
      String(
        <Form action="https:evil" csrf="token">
          x
        </Form>,
      ),
    ).toThrow();
  });
});
