// Signing in: with one click as a person of the demo shop, or with e-mail and password.

import {get, post} from '../api.js';
import {el, show} from '../dom.js';
import {go, link} from '../router.js';
import {begin, session} from '../session.js';
import {failure} from '../states.js';

export async function view({query, signal}) {
    const message = el('div', {'aria-live': 'polite'});
    let entering = false;
    const enter = async (email, password) => {
        // Each login with a wrong password counts, and a key that is held sends many.
        if (entering) {
            return;
        }
        entering = true;
        try {
            const {body} = await post('/auth/login', {email, password}, {token: null});
            const former = session()?.token;
            begin(body);
            if (former) {
                post('/auth/logout', undefined, {token: former, quiet: true}).catch(() => {});
            }
            if (!signal.aborted) {
                go(target(query.get('back')));
            }
        } catch (problem) {
            show(message, failure(problem));
        } finally {
            entering = false;
        }
    };
    const {body: people} = await get('/console/demo.json', {signal, quiet: true});
    return el('section', {class: 'narrow'},
        el('h1', {}, 'Sign in'),
        query.has('expired') &&
            el('p', {class: 'note'}, 'Your session has ended. Sign in again to go on where you were.'),
        message, demoPeople(people, enter), form(enter), people.length === 0 && noAccount());
}

/** Only views of this page: an address from elsewhere must not lead away. */
function target(back) {
    return back?.startsWith('#/') && !back.startsWith('#/sign-in') ? back : link('overview');
}

/** The people of the demo shop; the file is empty where the application runs without the profile "demo". */
function demoPeople(people, enter) {
    return people.length > 0 && el('div', {class: 'people'}, people.map(({email, name, about, password}) =>
        el('button', {'data-person': name, onclick: () => enter(email, password)},
            el('span', {}, el('b', {}, name), el('span', {class: 'quiet small'}, about)), '→')),
    el('p', {class: 'quiet small'}, 'One click signs in: this shop has demo data.'));
}

function form(enter) {
    const email = el('input', {type: 'email', name: 'email', autocomplete: 'username', required: true});
    const password = el('input', {
        type: 'password', name: 'password', autocomplete: 'current-password', required: true,
    });
    const submit = event => {
        event.preventDefault();
        enter(email.value, password.value);
    };
    // The API judges the address: browsers refuse letters beyond ASCII before the @.
    return el('form', {class: 'stack', novalidate: true, onsubmit: submit},
        el('label', {class: 'field'}, 'E-mail', email),
        el('label', {class: 'field'}, 'Password', password),
        el('button', {class: 'primary'}, 'Sign in'));
}

/** For whoever finds no person of a demo shop to be: this page makes no accounts, but the API does. */
function noAccount() {
    return el('p', {class: 'quiet'}, 'No account yet? ',
        el('a', {href: '/swagger-ui.html'}, el('code', {}, 'POST /users'), ' makes one'), '.');
}
