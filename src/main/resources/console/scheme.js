// Runs before the first paint, so that a chosen scheme never flashes the other one.
{
    const chosen = localStorage.getItem('scheme');
    if (chosen === 'light' || chosen === 'dark') {
        document.documentElement.dataset.scheme = chosen;
    }
}
