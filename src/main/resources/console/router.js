// Views by the fragment of the address: "#/order/130?from=list" is the view "order" with the path ["130"].

import {el, show} from './dom.js';
import {isAdmin, onSession, session} from './session.js';
import {caught, empty, loading, PATIENCE} from './states.js';

/** The views, in the order of the menu. Each module exports `view({path, query, signal})`, which returns an element. */
export const VIEWS = [
    {id: 'overview', title: 'Overview', load: () => import('./views/overview.js')},
    {id: 'order', title: 'Order', needs: 'USER', load: () => import('./views/order.js')},
    {id: 'catalog', title: 'Catalog', load: () => import('./views/catalog.js')},
    {id: 'timeline', title: 'Timeline', needs: 'USER', load: () => import('./views/timeline.js')},
    {id: 'for-you', title: 'For you', needs: 'USER', load: () => import('./views/for-you.js')},
    {id: 'operations', title: 'Operations', needs: 'ADMIN', load: () => import('./views/operations.js')},
    {id: 'break', title: 'Break it', needs: 'ADMIN', load: () => import('./views/break.js')},
    {id: 'sign-in', title: 'Sign in', hidden: true, load: () => import('./views/sign-in.js')},
];

let leaving = new AbortController();

export function start(main) {
    const enter = () => open(main);
    addEventListener('hashchange', () => enter().then(() => main.focus({preventScroll: true})));
    onSession(what => what === 'begun' || leave(what, enter));
    return enter();
}

export function address() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
    const [id, ...rest] = path.split('/').map(decoded);
    return {id: id || 'overview', path: rest, query: new URLSearchParams(query)};
}

/** Whoever writes an address by hand may write it wrong. */
function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

export function link(id, ...path) {
    return '#/' + [id, ...path].map(encodeURIComponent).join('/');
}

export function go(fragment) {
    location.hash = fragment;
}

/** Notes the filters of a view in its address, without opening it again. */
export function noteQuery(query) {
    const text = query.toString();
    history.replaceState(null, '', location.hash.split('?')[0] + (text ? '?' + text : ''));
}

export function signInLink(reason) {
    return link('sign-in') + '?' + new URLSearchParams({back: location.hash || link('overview'), ...reason});
}

function leave(what, enter) {
    const needs = VIEWS.find(view => view.id === address().id)?.needs;
    if (what === 'expired') {
        go(signInLink({expired: 'yes'}));
    } else if (needs) {
        go(link('overview'));
    } else {
        enter();
    }
}

async function open(main) {
    leaving.abort();
    leaving = new AbortController();
    const {signal} = leaving;
    const {id, path, query} = address();
    const found = VIEWS.find(view => view.id === id);
    document.title = (found?.title ?? 'Nothing here') + ' · PolyglotDB';
    scrollTo(0, 0);
    if (found?.needs && !session()) {
        location.replace(signInLink({}));
        return;
    }
    const waiting = setTimeout(() => signal.aborted || show(main, loading(document.title)), PATIENCE);
    const shown = await element(found, {path, query, signal}).catch(problem => caught(problem, () => open(main)));
    clearTimeout(waiting);
    if (!signal.aborted && shown) {
        show(main, shown);
    }
}

async function element(found, request) {
    if (!found) {
        return el('section', {}, el('h1', {}, 'Nothing here'),
            empty('There is no such view.', el('a', {href: link('overview')}, 'To the overview')));
    }
    if (found.needs === 'ADMIN' && !isAdmin()) {
        return el('section', {}, el('h1', {}, found.title), empty('This is for administrators.',
            el('a', {class: 'button', href: signInLink({})}, 'Sign in as somebody else')));
    }
    const module = await found.load();
    return module.view(request);
}
