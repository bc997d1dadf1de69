package dev.polyglotdb.console;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Time;
import java.time.Duration;
import java.util.Objects;

/**
 * What becomes of the requests of the page that is open, until it is loaded anew: answers are kept back, get lost, or
 * are others than the shop's. A request is told by a part of its method and path, such as "GET /products?q=moon".
 */
final class Network {

    /** As long as the test wants. */
    static final int ALWAYS = Integer.MAX_VALUE;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SCRIPT = """
            const real = window.fetch;
            const response = ({status, json}) => new Response(json, {status, headers: {
                'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', 'Retry-After': '1'}});
            window.network = {asked: [], signed: [], rules: [], release: () => {}};
            network.gate = new Promise(open => network.release = open);
            window.fetch = async (path, options) => {
                const call = options.method + ' ' + path;
                network.asked.push(call);
                if (options.headers.Authorization) {
                    network.signed.push(call);
                }
                const rule = network.rules.find(({part, times}) => times > 0 && call.includes(part));
                if (rule) {
                    rule.times--;
                }
                if (rule?.json) {
                    return response(rule);
                }
                const answer = await real(path, options);
                if (rule?.loses) {
                    throw new TypeError('Failed to fetch');
                }
                await (rule && network.gate);
                return answer;
            };""";

    private final Browser browser;

    Network(Browser browser) {
        this.browser = browser;
        browser.run(SCRIPT);
    }

    /** Keeps the next answer to such a request back. */
    Network keeps(String call) {
        browser.run("network.rules.unshift({part: arguments[0], times: 1})", call);
        return this;
    }

    Network releases() {
        browser.run("network.release()");
        return this;
    }

    /** The shop gets so many of these requests, but the page never an answer. */
    Network loses(String call, int times) {
        browser.run("network.rules.unshift({part: arguments[0], times: arguments[1], loses: true})", call, times);
        return this;
    }

    /** Gives this answer to so many of these requests. A problem comes with the advice to try again after a second. */
    Network answers(String call, int times, int status, String json) {
        browser.run(
                "const [part, times, status, json] = arguments; network.rules.unshift({part, times, status, json})",
                call,
                times,
                status,
                json);
        return this;
    }

    /** From now on requests are answered by the shop. */
    Network heals() {
        browser.run("network.rules.length = 0");
        return this;
    }

    /** Leaves the page a moment for what it makes of the answers. */
    Network awaits(String call, int times) {
        await().pollDelay(Time.MOMENT).atMost(PATIENCE).until(() -> asked(call) >= times);
        return this;
    }

    /** Returns how many such requests there were. */
    long asked(String call) {
        return among("asked", call);
    }

    /** Returns how many of them had the token of a session. */
    long askedWithToken(String call) {
        return among("signed", call);
    }

    private long among(String calls, String call) {
        return (Long) Objects.requireNonNull(browser.run(
                "return network[arguments[0]].filter(each => each.includes(arguments[1])).length", calls, call));
    }
}
