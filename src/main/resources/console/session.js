// Who is signed in. The token stays in this tab: it is never shown, never in a URL, and gone when the tab is closed.

const KEY = 'session';
const listeners = [];

let current = JSON.parse(sessionStorage.getItem(KEY));

export const session = () => current;
export const isAdmin = () => current?.user.roles.includes('ADMIN') ?? false;

export function begin({token, user}) {
    current = {token, user};
    sessionStorage.setItem(KEY, JSON.stringify(current));
    tell('begun');
}

/** `how` is "signed out" or "expired". */
export function end(how) {
    current = null;
    sessionStorage.removeItem(KEY);
    tell(how);
}

/** Calls the listener with "begun", "signed out" or "expired". */
export function onSession(listener) {
    listeners.push(listener);
}

function tell(what) {
    listeners.forEach(listener => listener(what));
}
