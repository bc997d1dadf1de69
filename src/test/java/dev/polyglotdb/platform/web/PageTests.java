package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PageTests {

    @Test
    void aListThatFitsIsTheLastPage() {
        assertThat(Page.of(List.of(), 2, item -> Cursor.of(item))).isEqualTo(new Page<>(List.of(), null));
        assertThat(Page.of(List.of(1, 2), 2, item -> Cursor.of(item))).isEqualTo(new Page<>(List.of(1, 2), null));
    }

    @Test
    void whereThereIsOneMoreThePageGoesOnAfterItsLastItem() {
        assertThat(Page.of(List.of(1, 2, 3), 2, item -> Cursor.of(item)))
                .isEqualTo(new Page<>(List.of(1, 2), Cursor.of(2).toString()));
    }

    @Test
    void itemsAreMappedAndTheCursorStays() {
        assertThat(new Page<>(List.of(1, 2), "next").map(item -> "item " + item))
                .isEqualTo(new Page<>(List.of("item 1", "item 2"), "next"));
    }
}
