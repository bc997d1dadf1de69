// Erasing a user, and how far the stores are with it.

import {remove} from '../api.js';
import {el, show, update} from '../dom.js';
import {askedAgain, poll} from '../polling.js';
import {caught} from '../states.js';
import {storeTag} from '../stores.js';

export function erasure(signal) {
    const question = el('div', {'aria-live': 'polite'});
    const begun = el('div', {});
    const number = el('input', {type: 'number', min: 1, required: true, name: 'user'});
    const erase = (id, form) => remove('/users/' + id, {signal}).then(
        ({body}) => {
            form.remove();
            begun.prepend(followed(body.id, signal));
        },
        problem => form.replaceWith(caught(problem) ?? ''));
    const ask = event => {
        event.preventDefault();
        const id = number.value;
        show(question, asked(id, form => erase(id, form), () => show(question)));
    };
    return el('div', {class: 'panel'},
        el('h2', {}, 'Erase a person'),
        el('p', {class: 'quiet'}, 'The account goes at once, and all stores follow. Orders stay in the books, ' +
            'under the bare number.'),
        el('form', {class: 'actions', onsubmit: ask},
            el('label', {class: 'field'}, 'Number of the user', number), el('button', {}, 'Erase')),
        el('div', {class: 'stack results'}, question, begun));
}

/** Asks for the number once more: one that was mistyped once is hardly mistyped the same way twice. */
function asked(id, yes, no) {
    const again = el('input', {type: 'number', required: true, name: 'again'});
    const answer = el('span', {role: 'status'});
    const confirm = event => {
        event.preventDefault();
        if (again.value === id) {
            show(form, el('span', {}, `Erasing user ${id} …`));
            yes(form);
        } else {
            show(answer, `That is not ${id}. Nobody is erased.`);
        }
    };
    const form = el('form', {class: 'actions', onsubmit: confirm},
        el('label', {class: 'field'}, `User ${id} can't be brought back. Type the number once more:`, again),
        el('button', {class: 'primary'}, 'Erase for good'),
        el('button', {type: 'button', onclick: no}, 'Keep'),
        answer);
    return form;
}

/** Returns the place of this erasure: several may be under way. */
function followed(id, signal) {
    const [progress, trouble] = [el('div', {}), el('div', {class: 'quiet'})];
    const shown = erased => {
        update(progress, state(erased));
        update(trouble);
        return erased.status === 'COMPLETED';
    };
    poll('/admin/erasures/' + id, shown, problem => update(trouble, askedAgain(problem)), signal)
        .catch(problem => show(trouble, caught(problem)));
    return el('div', {'aria-live': 'polite'}, progress, trouble);
}

function state({userId, status, stores}) {
    return el('div', {},
        el('p', {}, `User ${userId}: `, el('span', {class: 'badge'}, status.toLowerCase())),
        el('ul', {}, Object.entries(stores).map(([store, progress]) => el('li', {}, storeTag(store), ' ', progress)),
            el('li', {}, storeTag('mongodb'), ' holds nothing about persons')));
}
