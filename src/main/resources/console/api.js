// Calls the public API in the name of whoever is signed in.

import {end, session} from './session.js';

/** What went wrong, as the API tells it (RFC 9457). */
export class Problem extends Error {
    constructor({status, headers}, body) {
        super(body.detail ?? body.title);
        Object.assign(this, {status, headers, body, title: body.title, type: body.type, store: body.store});
    }

    /** In how many seconds it is worth trying again; null if the API did not say. */
    get retryAfter() {
        return Number(this.headers.get('Retry-After')) || null;
    }

    /** Whether the same request may do better soon: nothing answered, it was too much at once, or a store is away. */
    get passes() {
        return this.status === 0 || this.status === 429 || this.status >= 500;
    }
}

const observers = [];

/** The token that each response was asked for with. */
const tokens = new WeakMap();

/** Calls the observer with each answer: {method, path, status, took, stores: {mongodb: 3.1}}. */
export function onAnswer(observer) {
    observers.push(observer);
}

export const get = (path, options) => call('GET', path, options);
export const post = (path, json, options) => call('POST', path, {json, ...options});
export const remove = (path, options) => call('DELETE', path, options);

/** Returns {status, body, text, headers}; throws a Problem for any other than a 2xx answer. */
export async function call(method, path, options = {}) {
    const started = performance.now();
    const response = await send(method, path, options);
    const text = await answered(response.text());
    const body = parse(response, text);
    tell(method, path, response, performance.now() - started, options.quiet);
    if (response.ok) {
        return {status: response.status, body, text, headers: response.headers};
    }
    throw problem(response, body);
}

/** Sends a request with the token of the session, or another one or none, and returns the response as `fetch` does. */
export async function send(method, path, {json, headers = {}, signal, token = session()?.token ?? null} = {}) {
    const sent = {...headers};
    if (token) {
        sent.Authorization = 'Bearer ' + token;
    }
    if (json !== undefined) {
        sent['Content-Type'] = 'application/json';
    }
    const body = json && JSON.stringify(json);
    const response = await answered(fetch(path, {method, headers: sent, signal, body, cache: 'no-store'}));
    tokens.set(response, token);
    return response;
}

/** An answer that breaks off is none. */
async function answered(promise) {
    try {
        return await promise;
    } catch (failure) {
        if (failure.name === 'AbortError') {
            throw failure;
        }
        throw new Problem({status: 0, headers: new Headers()},
            {title: 'No answer', detail: 'The application can\'t be reached. Is it still running?'});
    }
}

/** A 401 ends the session only if it is about its token: it may come late, or be about a password. */
export function problem(response, body) {
    if (response.status === 401 && session() && tokens.get(response) === session().token) {
        end('expired');
    }
    const told = typeof body === 'object' && body !== null ? body : {title: 'The answer is ' + response.status};
    return new Problem(response, told);
}

export async function read(response) {
    return parse(response, await answered(response.text()));
}

function parse(response, text) {
    return /[/+]json/.test(response.headers.get('Content-Type')) ? JSON.parse(text) : text;
}

function tell(method, path, response, took, quiet) {
    if (!quiet) {
        const stores = timings(response.headers.get('Server-Timing') ?? '');
        observers.forEach(observer => observer({method, path, status: response.status, took, stores}));
    }
}

/** Reads "postgres;dur=1.2, total;dur=3.4". */
function timings(header) {
    const entries = header.matchAll(/([\w-]+)\s*;\s*dur=([\d.]+)/g);
    return Object.fromEntries(Array.from(entries, ([, name, ms]) => [name, Number(ms)]));
}
