// The house at a glance: which domain stands on which store, and how the stores are.

import {el, update} from '../dom.js';
import {every} from '../every.js';
import {overview} from '../health.js';
import {link, signInLink} from '../router.js';
import {isAdmin} from '../session.js';
import {caught} from '../states.js';
import {flow} from './flow.js';
import {storeCards} from './store-cards.js';

const PAUSE = 2000;

export async function view({signal}) {
    const map = el('div', {});
    const cards = el('div', {class: 'store-cards'});
    const history = new Map();
    const note = el('div', {}, about(false));
    const refresh = async () => {
        try {
            const {stores, outbox, hidden} = await overview(signal);
            update(map, flow(new Map(stores.map(({store, state}) => [store, state])), outbox));
            update(cards, storeCards(stores, history));
            update(note, about(hidden));
            return hidden && !isAdmin();
        } catch (problem) {
            update(map, flow(new Map(), null));
            update(cards, caught(problem));
        }
    };
    if (!await refresh()) {
        every(PAUSE, signal, refresh);
    }
    return el('section', {class: 'stack'},
        el('div', {class: 'hero'},
            el('h1', {}, 'One shop, five databases'),
            el('p', {class: 'lead'}, 'Each domain on the store that suits it. What one transaction promises, ' +
                'the other stores keep, whatever fails.'),
            el('p', {class: 'actions'},
                el('a', {class: 'button primary', href: link('order')}, 'Place an order and watch it'),
                el('a', {class: 'button', href: '/swagger-ui.html'}, 'The API'))),
        map, cards, note);
}

function about(hidden) {
    return [
        hidden && el('p', {class: 'quiet'},
            'How the stores are is not told at this address, but at the port of the operator.'),
        !isAdmin() && el('p', {class: 'quiet'},
            !hidden && 'States are public. ', 'Calls, times and contents are for administrators: ',
            el('a', {href: signInLink({})}, 'sign in as one'), ' to see them.'),
    ];
}
