// Rows of tables, each with the names of its columns.

import {el} from '../dom.js';

export function records(rows) {
    return rows.map(row => el('dl', {class: 'facts small'}, Object.entries(row).map(([name, value]) =>
        [el('dt', {class: 'mono'}, name), el('dd', {dir: 'auto', class: 'clamp'}, written(value))])));
}

function written(value) {
    return value !== null && typeof value === 'object' ? el('code', {}, JSON.stringify(value)) : String(value);
}
