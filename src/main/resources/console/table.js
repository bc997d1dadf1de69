// Tables, which are scrolled by themselves where they are wider than the screen.

import {el, scrolling} from './dom.js';

/** Each row is an element that `row` makes; the columns are the texts of the head. */
export function table(label, columns, rows) {
    return scrolling(label, el('table', {class: 'small'},
        el('thead', {}, el('tr', {}, columns.map(name => el('th', {scope: 'col'}, name)))),
        el('tbody', {}, rows)));
}
