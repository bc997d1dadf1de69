package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.lab.SampleReport;
import dev.polyglotdb.testing.TakingTurns;
import dev.polyglotdb.testing.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The report of the lab opens from a file, in the browser that the tests of the first shop share. */
@ResourceLock(TakingTurns.FIRST_SHOP)
@ExtendWith(WithBrowser.class)
class LabReportTests {

    private static final String LINE_OF_A_CHART =
            "return Chart.getChart(document.querySelector('canvas')).options.scales.y.grid.color";
    private static final String LINE_OF_A_TABLE =
            "return getComputedStyle(document.querySelector('td')).borderBottomColor";

    @TempDir
    private Path folder;

    @Test
    void theReportCanBeReadInBothSchemesOnNarrowAndWideScreens(Browser browser) throws Exception {
        browser.visitsFile(SampleReport.write(folder)).sees("canvas");

        for (var scheme : List.of("light", "dark")) {
            for (var width : List.of(Browser.NARROW, Browser.WIDE)) {
                browser.looks(width, scheme);
                assertThat(browser.overflow()).as("%s at %d", scheme, width).isZero();
                assertThat(browser.barriers()).as("%s at %d", scheme, width).isEmpty();
            }
        }
        assertThat(browser.run(
                        "return [...document.querySelectorAll('canvas')].filter(each => Chart.getChart(each)).length"))
                .isEqualTo(2L);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theReportsOfTheDocumentationHaveAllTheirCharts(Browser browser) throws Exception {
        for (var report : reports()) {
            browser.visitsFile(report).sees("canvas");

            assertThat(browser.run("return [...document.querySelectorAll('canvas')]"
                            + ".filter(each => !Chart.getChart(each)).length"))
                    .as(report.toString())
                    .isEqualTo(0L);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static List<Path> reports() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("src/docs/why"), "why-*.html")) {
            var reports = new ArrayList<Path>();
            files.forEach(reports::add);
            assertThat(reports).isNotEmpty();
            return reports;
        }
    }

    @Test
    void theLinesOfAChartAreThoseOfTheTablesInBothSchemes(Browser browser) throws Exception {
        browser.visitsFile(SampleReport.write(folder)).sees("canvas");

        for (var scheme : List.of("light", "dark")) {
            browser.looks(Browser.WIDE, scheme);

            await().pollDelay(Time.MOMENT)
                    .untilAsserted(
                            () -> assertThat(browser.run(LINE_OF_A_CHART)).isEqualTo(browser.run(LINE_OF_A_TABLE)));
        }
    }

    @Test
    void whatIsMeasuredStaysText(Browser browser) throws Exception {
        browser.visitsFile(SampleReport.write(folder)).sees("canvas");

        assertThat(browser.text()).contains(SampleReport.HOSTILE);
        assertThat(browser.run("return document.scripts.length")).isEqualTo(4L);
        assertThat(browser.run("return document.querySelectorAll('main script:not([type])').length"))
                .isEqualTo(0L);
    }

    @Test
    void theFiguresInThePageAreThoseOfTheFileBesideIt(Browser browser) throws Exception {
        var page = SampleReport.write(folder);
        browser.visitsFile(page).sees("canvas");

        var link = browser.run("return document.querySelector('a[download]').href.split('base64,')[1]");

        assertThat(new String(Base64.getDecoder().decode(link.toString()), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(Path.of(page.toString().replace(".html", ".csv"))))
                .startsWith("experiment,question,side,rows,what,unit,round,value\r\nsample,How fast?,PostgreSQL,1000,");
    }
}
