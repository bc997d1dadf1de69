package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ShopTest
class ProductSearchTests {

    private final Shelf shelf;

    ProductSearchTests(Shop shop) {
        this.shelf = new Shelf(shop);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            desk lamp         | true
            LAMP Desk         | true
            lamp, desk!       | true
            des lamp          | false
            lamp des          | true
            lamp desks        | false
            lam               | true
            amp               | false
            lamp lamp         | true
            lamp oak          | true
            oak lampe         | false
            usb 3             | true
            usb-3             | true
            usb3              | false
            ÄRMEL             | true
            ärmel             | true
            armel             | false
            ΣΊΣΥΦΟς           | true
            straSSe           | false
            straße            | true
            ıstanbul          | true
            ISTANBUL          | true
            北京               | true
            京                 | false
            \uD83D\uDE00      | true
            .*                | true
            oak.*             | true
            o.k               | false
            ^desk             | true
            """)
    void wordsAreFoundWholeInAnyCaseAndTheLastAsAPrefix(String q, boolean found) {
        var id = shelf.put("""
                "name": "Desk-Lamp, 2nd", "brand": "Ärmel & Σίσυφος", "description": "of oak (USB 3).\\nStraße İstanbul 北京烤鸭\"""");

        assertThat(shelf.list("q=" + Shelf.encode(q)).contains(id)).isEqualTo(found);
    }

    @Test
    void theCategoryIsSearchedTooAndOtherFieldsAreNot() {
        var id = shelf.put("\"name\": \"a\", \"attributes\": {\"color\": \"crimson\"}");
        var word = shelf.category().split("-")[2];

        assertThat(shelf.list("q=" + word)).containsExactly(id);
        assertThat(shelf.list("q=crimson")).isEmpty();
        assertThat(shelf.list("q=color")).isEmpty();
    }

    @Test
    void allWordsMustOccurPossiblyInDifferentFields() {
        var both = shelf.put("\"name\": \"Kettle\", \"brand\": \"Norvo\"");
        var other = shelf.put("\"name\": \"Kettle\", \"description\": \"for tea\"");

        assertThat(shelf.list("q=kettle+norvo")).containsExactly(both);
        assertThat(shelf.list("q=tea+ket")).containsExactly(other);
        assertThat(shelf.list("q=kettle")).containsExactlyInAnyOrder(both, other);
        assertThat(shelf.list("q=kettle+norvo+tea")).isEmpty();
    }

    @Test
    void aSearchWithoutWordsFindsAll() {
        var id = shelf.put("\"name\": \"!\"");

        assertThat(shelf.list("q=")).containsExactly(id);
        assertThat(shelf.list("q=%20!%20")).containsExactly(id);
    }
}
