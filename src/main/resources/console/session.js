// Who is signed in. The token stays in this tab: it is never shown, never in a URL, and gone when the tab is closed.

const KEY = 'session';
const listeners = [];
const forgetters = [];

let current = JSON.parse(sessionStorage.getItem(KEY));

/** Whose things this tab keeps. Whose session has expired comes back to them, if nobody else does. */
let owner = current?.user.id;

export const session = () => current;
export const isAdmin = () => current?.user.roles.includes('ADMIN') ?? false;

export function begin({token, user}) {
    if (owner !== undefined && owner !== user.id) {
        forget();
    }
    owner = user.id;
    current = {token, user};
    sessionStorage.setItem(KEY, JSON.stringify(current));
    tell('begun');
}

/** `how` is "signed out" or "expired". */
export function end(how) {
    current = null;
    sessionStorage.removeItem(KEY);
    if (how === 'signed out') {
        forget();
    }
    tell(how);
}

/** Calls the listener with "begun", "signed out" or "expired". */
export function onSession(listener) {
    listeners.push(listener);
}

/** Calls the listener when what is kept for a user must go: they have signed out, or somebody else signs in. */
export function onForget(listener) {
    forgetters.push(listener);
}

function forget() {
    owner = undefined;
    forgetters.forEach(listener => listener());
}

function tell(what) {
    listeners.forEach(listener => listener(what));
}
