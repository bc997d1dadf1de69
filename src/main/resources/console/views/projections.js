// Whether timelines and purchase graph agree with the orders, and making them anew.

import {get, post, remove} from '../api.js';
import {el, oneAtATime, show, update} from '../dom.js';
import {count, words} from '../format.js';
import {askedAgain, poll} from '../polling.js';
import {caught} from '../states.js';
import {storeTag} from '../stores.js';

const FOLLOWERS = {activity: 'cassandra', recommendations: 'neo4j'};

export function projections(signal) {
    const rebuild = target => post('/admin/projections/rebuild', {target}, {signal});
    const actions = [
        action('Check', () => get('/admin/projections/check', {signal}), signal),
        ...Object.keys(FOLLOWERS).map(target => action('Rebuild ' + target, () => rebuild(target), signal)),
    ];
    return el('div', {class: 'panel'},
        el('h2', {}, 'Do the stores agree?'),
        el('p', {class: 'quiet'}, 'Timelines and purchase graph follow the orders. A check compares each of them; ' +
            'a rebuild makes them anew while the shop goes on.'),
        el('p', {class: 'actions'}, actions.map(({button}) => button)),
        el('div', {class: 'stack results'}, actions.map(({places}) => places)));
}

/** A button, and the places of what it began: how far it is, and what came of it, of which only this is announced. */
function action(text, start, signal) {
    const [moving, result] = [el('div', {}), el('div', {'aria-live': 'polite'})];
    const run = () => start()
        .then(answer => finished(answer, moving, result, signal))
        .catch(problem => show(result, caught(problem)))
        .finally(() => show(moving));
    return {button: el('button', {class: text === 'Check' && 'primary', onclick: oneAtATime(run)}, text),
        places: [moving, result]};
}

/** What takes long goes on as a job, whose progress is shown. */
async function finished({status, body}, moving, result, signal) {
    show(result);
    const ended = status === 200 ? {result: body} : await followed(body, moving, result, signal);
    show(result, ended.result ? checked(ended.result) : el('p', {class: 'note'},
        `${words(ended.kind)} of ${ended.target}: ${ended.status.toLowerCase()}, ${progress(ended)}`));
}

/** Returns the job as it ends. Its button is made once: it can be pressed, and has the focus, while numbers change. */
async function followed(job, moving, result, signal) {
    const path = '/admin/projections/jobs/' + job.id;
    const cancel = () => remove(path, {signal}).catch(problem => show(result, caught(problem)));
    const what = `${words(job.kind)} of ${job.target}`;
    const bar = el('progress', {'aria-label': what});
    const [text, trouble] = [el('span', {}), el('span', {class: 'quiet', role: 'status'})];
    let latest;
    const shown = now => {
        latest = now;
        [bar.max, bar.value] = [now.total, now.processed];
        show(text, `${what}: ${progress(now)}`);
        update(trouble);
        return now.status !== 'RUNNING';
    };
    shown(job);
    const button = el('button', {onclick: oneAtATime(cancel)}, 'Cancel');
    show(moving, el('p', {class: 'actions'}, bar, text, button, trouble));
    await poll(path, shown, problem => update(trouble, askedAgain(problem)), signal);
    return latest;
}

/** A check compares each order with each of its followers. */
function progress({kind, processed, total}) {
    return `${count(processed)} of ${count(total)} ${kind === 'check' ? 'comparisons' : 'orders'}`;
}

function checked(followers) {
    return el('div', {class: 'columns'}, Object.entries(followers).map(([name, follower]) =>
        compared(name, FOLLOWERS[name], follower)));
}

function compared(name, store, {equal, differences, postgres, ...counts}) {
    return el('div', {'data-store': store},
        el('h3', {}, words(name), ' ',
            el('span', {class: equal ? 'badge' : 'badge strong'}, equal ? 'equal' : 'different')),
        el('p', {}, storeTag('postgres'), ' ', count(postgres), ' · ', storeTag(store), ' ', count(counts[store])),
        differences.length > 0 && el('ul', {class: 'small'}, differences.map(each => el('li', {}, each))));
}
