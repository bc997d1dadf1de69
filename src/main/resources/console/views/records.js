// Rows of a table, under the names of their columns.

import {el} from '../dom.js';

export function record(row) {
    return el('dl', {class: 'facts small'}, Object.entries(row).map(([name, value]) =>
        [el('dt', {class: 'mono'}, name), el('dd', {dir: 'auto'}, written(value))]));
}

export function rows(all) {
    const columns = [...new Set(all.flatMap(row => Object.keys(row)))];
    return el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Rows'},
        el('table', {class: 'small'},
            el('thead', {}, el('tr', {}, columns.map(name => el('th', {scope: 'col', class: 'mono'}, name)))),
            el('tbody', {}, all.map(row => el('tr', {}, columns.map(name => el('td', {dir: 'auto'}, written(row[name]))))))));
}

function written(value) {
    if (value === null || value === undefined) {
        return el('span', {class: 'quiet'}, 'null');
    }
    return typeof value === 'object' ? el('code', {}, JSON.stringify(value)) : String(value);
}
