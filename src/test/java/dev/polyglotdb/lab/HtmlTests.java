package dev.polyglotdb.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HtmlTests {

    private static final Experiment ONE = new SampleExperiment("one");
    private static final Experiment TWO = new SampleExperiment("two");

    @Test
    void aTextEndsNeitherItsStringNorItsScript() {
        assertThat(Html.script("</script>\"\\\n'ü"))
                .isEqualTo("\"\\u003c/script\\u003e\\u0022\\u005c\\u000a\\u0027\\u00fc\"");
    }

    @Test
    void aNumberHasThreeDigitsThatSaySomething() {
        assertThat(List.of(123_456.7, 12.34, 1.0, 0.001234, 0.0).stream().map(Html::number))
                .containsExactly("123,457", "12.3", "1", "0.00123", "0");
    }

    @Test
    void aFigureOfSeveralRoundsShowsItsSpread() {
        assertThat(Figure.of(List.of(30.0, 10.0, 20.0, 40.0))).isEqualTo(new Figure(10, 25, 40));
        assertThat(Html.figure(new Figure(10, 25, 40))).isEqualTo("<b>25</b> <span class=\"spread\">10–40</span>");
    }

    @Test
    void onlyTheLargeScaleHasSeveralSizes() {
        assertThat(Scale.BUILD.sizes(10, 200, 30, 4_000)).containsExactly(10);
        assertThat(Scale.SMALL.sizes(10, 200, 30, 4_000)).containsExactly(200);
        assertThat(Scale.LARGE.sizes(10, 200, 30, 4_000)).containsExactly(30, 4_000);
    }

    @Test
    void theUserChoosesExperimentsScaleAndFolder() {
        assertThat(LabArguments.of(List.of("--only=two", "--large", "--folder=x"), List.of(ONE, TWO)))
                .isEqualTo(new LabArguments(List.of(TWO), Scale.LARGE, Path.of("x")));
        assertThat(LabArguments.of(List.of(), List.of(ONE, TWO)))
                .isEqualTo(new LabArguments(List.of(ONE, TWO), Scale.SMALL, Path.of("target/lab")));
    }

    @Test
    void whatIsNoArgumentOrNoExperimentIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> LabArguments.of(List.of("--only=two,three"), List.of(ONE, TWO)))
                .hasMessageContaining("[three]")
                .hasMessageContaining("one, two");
        assertThatThrownBy(() -> LabArguments.of(List.of("--big"), List.of(ONE, TWO)))
                .hasMessageContaining("--big")
                .hasMessageContaining("--large");
    }
}
