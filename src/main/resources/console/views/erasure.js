// Erasing a user, and how far the stores are with it.

import {get, remove} from '../api.js';
import {el, show} from '../dom.js';
import {caught} from '../states.js';
import {storeTag} from '../stores.js';

const PAUSE = 500;

export function erasure(signal) {
    const result = el('div', {'aria-live': 'polite'});
    const number = el('input', {type: 'number', min: 1, required: true, name: 'user', 'aria-label': 'Number of the user'});
    const erase = id => remove('/users/' + id, {signal})
        .then(answer => followed(answer.body.id, result, signal))
        .catch(problem => show(result, caught(problem)));
    const ask = event => {
        event.preventDefault();
        const id = number.value;
        show(result, asked(id, () => erase(id), () => show(result)));
    };
    return el('div', {class: 'panel'},
        el('h2', {}, 'Erase a person'),
        el('p', {class: 'quiet'}, 'The account goes at once, and all stores follow. Orders stay in the books, ' +
            'under the bare number.'),
        el('form', {class: 'actions', onsubmit: ask}, number, el('button', {}, 'Erase')),
        result);
}

/** Asks for the number once more: one that was mistyped once is hardly mistyped the same way twice. */
function asked(id, yes, no) {
    const again = el('input', {type: 'number', required: true, name: 'again', 'aria-label': 'The number once more'});
    const answer = el('span', {role: 'status'});
    const confirm = event => {
        event.preventDefault();
        if (again.value === id) {
            yes();
        } else {
            show(answer, `That is not ${id}. Nobody is erased.`);
        }
    };
    return el('form', {class: 'actions', onsubmit: confirm},
        el('span', {}, `User ${id} can't be brought back. Type the number once more:`),
        again,
        el('button', {class: 'primary'}, 'Erase for good'),
        el('button', {type: 'button', onclick: no}, 'Keep'),
        answer);
}

async function followed(id, result, signal) {
    for (;;) {
        const {body} = await get('/admin/erasures/' + id, {signal, quiet: true});
        show(result, state(body));
        if (body.status === 'COMPLETED') {
            return;
        }
        await new Promise(resume => setTimeout(resume, PAUSE));
    }
}

function state({userId, status, stores}) {
    return el('div', {},
        el('p', {}, `User ${userId}: `, el('span', {class: 'badge'}, status.toLowerCase())),
        el('ul', {}, Object.entries(stores).map(([store, progress]) => el('li', {}, storeTag(store), ' ', progress)),
            el('li', {}, storeTag('mongodb'), ' holds nothing about persons')));
}
