// What a view shows while it waits, when there is nothing, and when something went wrong.

import {Problem} from './api.js';
import {el, renew, show, update} from './dom.js';
import {storeName, isStore} from './stores.js';

/** What comes sooner needs no sign that it is waited for; the sign would only flicker. */
export const PATIENCE = 150;

export function loading(what) {
    return el('div', {class: 'loading', role: 'status'}, el('span', {class: 'quiet'}, what + ' …'),
        el('div', {class: 'bone'}), el('div', {class: 'bone'}), el('div', {class: 'bone short'}));
}

export function empty(text, ...actions) {
    return el('div', {class: 'empty'}, el('p', {}, text), actions);
}

/**
 * Tells a problem in the API's own words, and what else is to be told with it. `retry` is offered, and tried by itself
 * when the API says when.
 */
export function failure(problem, retry, ...more) {
    const store = isStore(problem.store) ? problem.store : null;
    return el('div', {class: 'failure', 'data-store': store},
        el('div', {role: 'alert'},
            el('h2', {}, store && storeName(store) + ': ', problem.title ?? 'Something went wrong'),
            problem.message && el('p', {}, problem.message),
            fields(problem.body?.errors), more,
            problem.status > 0 && el('p', {class: 'quiet'}, `${problem.status} ${problem.type ?? ''}`)),
        retry && retries(retry, problem.retryAfter));
}

function fields(errors) {
    return errors?.length && el('ul', {}, errors.map(({pointer, parameter, detail}) =>
        el('li', {}, el('code', {}, pointer ?? parameter ?? ''), ' ', detail)));
}

function retries(retry, seconds) {
    const button = el('button', {onclick: retry}, 'Try again');
    const line = el('p', {class: 'actions'}, button);
    if (seconds) {
        countDown(line, seconds, retry);
    }
    return line;
}

/** Rests while the tab is hidden, and stops once it is not shown any more. A timer is not read aloud each second. */
function countDown(line, seconds, then) {
    const left = el('span', {class: 'quiet', role: 'timer'});
    line.append(left);
    const tick = () => {
        show(left, seconds > 0 ? `Tries again by itself in ${seconds} s` : 'Trying …');
        if (seconds-- <= 0) {
            clearInterval(timer);
            then();
        }
    };
    const timer = setInterval(() => left.isConnected ? document.hidden || tick() : clearInterval(timer), 1000);
    tick();
}

/**
 * Fills the place with what `load` returns, with the states on the way. Returns a function that loads again: what is
 * there stays meanwhile. Only the latest answer is shown: `drawn` makes of it what the place shows, and may draw more
 * elsewhere.
 */
export function live(place, what, load, drawn = loaded => loaded) {
    let latest = 0;
    return async function reload() {
        const mine = ++latest;
        const waiting = setTimeout(() => mine === latest && wait(place, what), PATIENCE);
        const shown = await load()
            .then(loaded => mine === latest ? drawn(loaded) : null)
            .catch(problem => caught(problem, reload));
        clearTimeout(waiting);
        if (mine === latest && shown !== null) {
            place.removeAttribute('aria-busy');
            settle(place, shown);
        }
    };
}

/** Shows it, but for what is there already: an equal problem would be read aloud again. */
export function settle(place, shown) {
    if ([place.firstElementChild, shown].every(isFailure)) {
        update(place, shown);
    } else if (place.firstElementChild !== shown) {
        renew(place, shown);
    }
}

const isFailure = shown => shown instanceof Element && shown.matches('.failure');

function wait(place, what) {
    if (place.childElementCount > 0) {
        place.setAttribute('aria-busy', 'true');
    } else {
        show(place, loading(what));
    }
}

/** A request that was aborted belongs to a view that has gone: there is nobody to tell. */
export function caught(problem, retry) {
    if (!(problem instanceof Problem) && problem.name !== 'AbortError') {
        console.error(problem);
    }
    return problem.name === 'AbortError' ? null : failure(problem, retry);
}
