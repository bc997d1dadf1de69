// Gives each request of the collection that has no example the answer of a shop that runs, with its demo data.
// To renew an example, delete it from the collection first. Of another shop: npm run examples -- http://127.0.0.1:18080
const fs = require('fs');
const path = require('path');
const newman = require('newman');

const FOLDER = path.join(__dirname, '../../docs/postman');
const COLLECTION = path.join(FOLDER, 'polyglotdb.postman_collection.json');
const ENVIRONMENT = path.join(FOLDER, 'local.postman_environment.json');

// What says nothing about the answer: the same everywhere, or another each time.
const DROPPED = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding', 'vary',
    'cross-origin-resource-policy', 'x-content-type-options', 'referrer-policy', 'x-frame-options'];
const LONG = 8192;
const LANGUAGES = [[/json/, 'json'], [/html/, 'html'], [/./, 'text']];

const collection = JSON.parse(fs.readFileSync(COLLECTION, 'utf8'));
const wanted = new Map();
collection.item.forEach(folder => folder.item
    .filter(item => item.response.length === 0)
    .forEach(item => wanted.set(item.name, item)));

const shop = process.argv[2];
const envVar = shop ? [{ key: 'baseUrl', value: shop }] : [];

newman.run({ collection, environment: ENVIRONMENT, envVar, reporters: [] }, (error, summary) => {
    if (error || summary.run.failures.length > 0) {
        console.error(error || summary.run.failures.map(failure => `${failure.source.name}: ${failure.error.message}`).join('\n'));
        process.exit(1);
    }
    fs.writeFileSync(COLLECTION, JSON.stringify(collection, null, 2) + '\n');
    console.log(`${wanted.size} examples added`);
}).on('request', (error, { item, response }) => {
    const target = wanted.get(item.name);
    if (!error && target) {
        target.response = [example(target, response)];
    }
});

function example(item, response) {
    const type = response.headers.get('Content-Type') || '';
    const { method, header, body, url } = item.request;
    return {
        name: `${response.code} ${response.reason()}`,
        originalRequest: { method, header, body, url },
        status: response.reason(),
        code: response.code,
        _postman_previewlanguage: LANGUAGES.find(([pattern]) => pattern.test(type || 'text'))[1],
        header: response.headers.all()
            .filter(({ key }) => !DROPPED.includes(key.toLowerCase()))
            .filter(({ key }) => key !== 'Content-Security-Policy' || /html/.test(type))
            .map(({ key, value }) => ({ key, value })),
        cookie: [],
        body: withoutToken(shortened(type, response.text())),
    };
}

// The document and an export are too long to be looked at here.
function shortened(type, text) {
    if (text.length <= LONG) {
        return text;
    }
    if (!/^application\/json/.test(type)) {
        return text.split('\n').slice(0, 2).join('\n') + '\n';
    }
    const members = Object.entries(JSON.parse(text)).map(([name, value]) =>
        [name, JSON.stringify(value).length <= LONG ? value : Array.isArray(value) ? [] : {}]);
    return JSON.stringify(Object.fromEntries(members));
}

function withoutToken(text) {
    return text.replace(/"token":"[^"]*"/, '"token":"pNu2nZQ8gVdQm3Yx5cW1rT7kJ4hLsB6aE9oIfUeRzXM"');
}
