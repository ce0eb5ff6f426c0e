/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { saveWhileWriting } from './autosave.ts';
import { offerCopies } from './copy.ts';
import { submitOnChange } from './filters.ts';
import { foldByKey, rememberFolds } from './folds.ts';
import { pasteCells } from './grid.ts';
import { listenToKeys } from './keyboard.ts';
import { completeNames } from './mentions.ts';
import { closeMenusOutside } from './menus.ts';
import { quoteSelection } from './quote.ts';

// Every page works without this script; it only makes the same things quicker.
listenToKeys(foldByKey);
rememberFolds();
closeMenusOutside();
submitOnChange();
offerCopies();
saveWhileWriting();
pasteCells();
completeNames();
quoteSelection();
document.querySelector<HTMLElement>('[data-focus]')?.focus();
