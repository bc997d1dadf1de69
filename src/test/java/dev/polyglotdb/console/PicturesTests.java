package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pictures that {@link Pictures} takes are small, and each is shown on the page about the console. */
@Tag("fast")
class PicturesTests {

    private static final long KILOBYTES_AT_MOST = 150;

    @Test
    void eachPictureIsSmallAndShown() throws IOException {
        var page = Files.readString(Path.of("src/docs/console.md"));

        assertThat(pictures()).hasSizeGreaterThan(5).allSatisfy(picture -> {
            assertThat(Files.size(picture)).isLessThanOrEqualTo(KILOBYTES_AT_MOST * 1000);
            assertThat(page).contains("(pictures/" + picture.getFileName() + ")");
        });
    }

    private static List<Path> pictures() throws IOException {
        try (var files = Files.list(Pictures.FOLDER)) {
            return files.toList();
        }
    }
}
