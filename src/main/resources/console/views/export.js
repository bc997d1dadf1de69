// Everything that the stores hold about whoever is signed in, with how far it has been read.

import {problem, read, send} from '../api.js';
import {el, oneAtATime, show} from '../dom.js';
import {count} from '../format.js';
import {pieces} from '../pieces.js';
import {caught} from '../states.js';
import {storeTag} from '../stores.js';
import {parts} from './parts.js';

/** Where the parts of the document come from. */
const STORES = {
    user: 'postgres', sessions: 'redis', failedLogins: 'redis', orders: 'postgres', idempotencyKeys: 'postgres',
    activity: 'cassandra', purchases: 'neo4j',
};

/** Between two pictures of the progress. */
const PAUSE = 200;

export function exported(signal) {
    const [soFar, result] = [el('div', {}), el('div', {'aria-live': 'polite'})];
    const saving = links(signal);
    const begin = () => download(soFar, result, saving, signal).catch(failure => show(result, caught(failure)));
    return el('div', {class: 'panel'},
        el('h2', {}, 'Your data'),
        el('p', {class: 'quiet'}, 'Everything that the stores hold about you, as one JSON document.'),
        el('p', {class: 'actions'}, el('button', {onclick: oneAtATime(begin)}, 'Get my data')),
        el('div', {class: 'stack results'}, soFar, result));
}

/** The progress is too quick to be read aloud: only that it has begun and what came of it is. */
async function download(soFar, result, saving, signal) {
    show(soFar);
    saving.forget();
    show(result, el('p', {class: 'quiet'}, 'Reading all of it …'));
    const response = await send('GET', '/users/me/export', {signal});
    if (!response.ok) {
        throw problem(response, await read(response));
    }
    const seen = parts();
    const kept = [];
    const draw = () => show(soFar, progress(seen));
    const drawing = setInterval(draw, PAUSE);
    try {
        for await (const piece of pieces(response.body)) {
            kept.push(piece);
            seen.read(piece);
        }
        show(result, saving.link(kept));
    } catch (failure) {
        if (failure.name === 'AbortError') {
            throw failure;
        }
        show(result, el('p', {class: 'failure', role: 'alert'},
            'The connection broke. What came is not everything, so it can\'t be saved. Try again.'));
    } finally {
        clearInterval(drawing);
        draw();
    }
}

function progress(seen) {
    return el('div', {},
        el('ul', {}, seen.all().map(({name, entries}) => el('li', {}, storeTag(STORES[name]), ' ', name,
            entries > 0 && ': ' + count(entries)))),
        el('p', {class: 'quiet'}, `${count(Math.ceil(seen.bytes() / 1024))} KiB`));
}

/** Makes links to what came. The tab keeps all of it, until it is forgotten or the view is left. */
function links(signal) {
    let href = '';
    const forget = () => URL.revokeObjectURL(href);
    signal.addEventListener('abort', forget);
    const link = kept => {
        href = URL.createObjectURL(new Blob(kept, {type: 'application/json'}));
        return el('p', {}, 'That is all. ', el('a', {href, download: 'person.json'}, 'Save person.json'));
    };
    return {link, forget};
}
