package dev.polyglotdb.console;

import dev.polyglotdb.platform.ClassPathText;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** What makes a page hard to use for some, as axe-core finds it. */
final class Barriers {

    private static final String AXE = ClassPathText.read("axe.min.js");

    private Barriers() {}

    /** Returns those that are serious. */
    @SuppressWarnings("unchecked")
    static List<String> on(ChromeDriver page) {
        page.executeScript(AXE);
        return (List<String>) Objects.requireNonNull(page.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']})
                    .then(({violations}) => done(violations
                        .filter(({impact}) => impact === 'serious' || impact === 'critical')
                        .flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) => id + html + failureSummary))),
                        failure => done(['axe: ' + failure]));"""));
    }
}
