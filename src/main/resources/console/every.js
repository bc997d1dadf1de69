// Repeats something while a view is open.

/**
 * Calls `act` until it returns true or the view is left. Waits between two calls, so that a slow answer never makes
 * calls pile up; does nothing while the tab is hidden.
 */
export async function every(ms, signal, act) {
    while (!signal.aborted) {
        if (!document.hidden && await act() === true) {
            return;
        }
        await new Promise(resume => setTimeout(resume, ms));
    }
}
