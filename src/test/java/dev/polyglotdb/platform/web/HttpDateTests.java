package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class HttpDateTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Wed Nov 16 08:49:37 1994"
            })
    void eachOfTheThreeFormsIsRead(String text) {
        assertThat(HttpDate.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "06 Nov 1994 08:49:37 GMT",
                "\"7\""
            })
    void nothingElseIs(String text) {
        assertThat(HttpDate.isOne(text)).isFalse();
    }
}
