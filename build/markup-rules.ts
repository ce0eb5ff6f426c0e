import type { ConfigData } from 'html-validate';

/** What the tests of the kit and of every page hold HTML to. */
export const markupRules: ConfigData = {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Written by the renderer, and equal for every reader of HTML.
    'void-style': 'off',
    'doctype-style': 'off',
    // A reference has dots, and is the permanent anchor of its row.
    'valid-id': ['error', { relaxed: true }],
    'no-inline-style': 'error',
    'no-implicit-button-type': 'error',
    'no-redundant-role': 'error',
    'no-missing-references': 'error',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // Long words of a page title are cut by the tab, not by us.
    'long-title': 'off',
  },
};
