// For administrators: what MongoDB is asked for a search, and how it finds the answer.

import {get} from '../api.js';
import {el} from '../dom.js';
import {count} from '../format.js';
import {live} from '../states.js';
import {storeTag} from '../stores.js';

const LINE = 100;

/** Returns the panel, and a function that is called when the search has changed. */
export function planPanel(query, signal) {
    const place = el('div', {});
    const load = live(place, 'Explaining', async () =>
        plan((await get('/admin/catalog/plan?' + query, {signal})).body));
    const panel = el('details', {class: 'panel plan', 'data-store': 'mongodb', ontoggle: () => panel.open && load()},
        el('summary', {}, storeTag('mongodb'), ' How it finds this'), place);
    return [panel, () => panel.open && load()];
}

/** On one line, if it fits. */
function written(filter) {
    const line = JSON.stringify(filter);
    return line.length <= LINE ? line : JSON.stringify(filter, null, 2);
}

function plan(explained) {
    const {collection, filter, sort, limit} = explained;
    return el('div', {class: 'stack'},
        el('pre', {tabindex: 0, 'aria-label': 'The query'},
            `db.${collection}.find(${written(filter)})\n  .sort(${JSON.stringify(sort)}).limit(${limit})`),
        explained.plan === null
            ? el('p', {class: 'note'}, 'The emulator of MongoDB can\'t explain; a real server can.')
            : stages(explained));
}

function stages({stages: names, indexes, returned, keysExamined, documentsExamined, plan: whole}) {
    return [
        el('p', {}, names.join(' ← '),
            indexes.length > 0 && el('span', {}, ' by ', el('code', {}, indexes.join(', ')))),
        el('p', {class: 'quiet'}, `${count(keysExamined)} keys and ${count(documentsExamined)} documents ` +
            `for ${count(returned)} results`),
        el('details', {'data-key': 'whole plan'}, el('summary', {}, 'The whole plan'),
            el('pre', {tabindex: 0, 'aria-label': 'The plan'}, JSON.stringify(whole, null, 2)))];
}
