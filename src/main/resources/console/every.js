// Repeats something while a view is open.

/** Waits between two calls, so that a slow answer never makes calls pile up; does nothing while the tab is hidden. */
export async function every(ms, signal, act) {
    while (!signal.aborted) {
        if (!document.hidden) {
            await act();
        }
        await new Promise(resume => setTimeout(resume, ms));
    }
}
