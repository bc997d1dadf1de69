package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            \uD83D\uDE00      | false
            (                 | false
            .*                | false
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
    void aSearchForBlanksIsNoSearchAndOneWithoutLettersAndDigitsFindsNothing() {
        var id = shelf.put("\"name\": \"!\"");

        assertThat(shelf.list("q=")).containsExactly(id);
        assertThat(shelf.list("q=%20%09")).containsExactly(id);
        assertThat(shelf.list("q=%C2%A0%E2%80%87%E2%80%AF")).containsExactly(id);
        assertThat(shelf.list("q=%20!%20")).isEmpty();
        assertThat(shelf.ask("q=!&facets=category").texts("/facets/category", "/value"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Ti\u1EBFng Vi\u1EC7t, Tie\u0302\u0301ng, ti\u1EBFng",
        "Caf\u00E9, Cafe\u0301, caf\u00E9",
        "\uD55C\uAD6D\uC5B4, \u1112\u1161\u11AB\u1100\u116E\u11A8, \uD55C\uAD6D\uC5B4",
        "\u0939\u093F\u0928\u094D\u0926\u0940, \u0939\u093F\u0928, \u0939\u093F\u0928\u094D\u0926\u0940"
    })
    void textIsFoundWhateverItsCodePoints(String name, String decomposed, String composed) {
        var one = shelf.put("\"name\": \"%s\"".formatted(name));
        var other = shelf.put("\"name\": \"%s\"".formatted(Normalizer.normalize(name, Normalizer.Form.NFD)));

        for (var q : List.of(decomposed, composed)) {
            assertThat(shelf.list("q=" + Shelf.encode(q))).containsExactlyInAnyOrder(one, other);
        }
    }

    @ParameterizedTest
    @CsvSource({"foo\u200Bbar, bar", "Donau\u00ADdampf, Donaudampf", "Donaudampf, Donau\u00ADdampf"})
    void whatIsInvisibleHidesNoWord(String description, String q) {
        var id = shelf.put("\"description\": \"%s\"".formatted(description));

        assertThat(shelf.list("q=" + Shelf.encode(q))).containsExactly(id);
    }

    @Test
    void aMarkBelongsToItsLetterAndTakesNoPartInAnotherWord() {
        shelf.put("\"name\": \"\u0939\u093F\u0928\u094D\u0926\u0940\"");

        assertThat(shelf.list("q=" + Shelf.encode("\u0926\u0940\u0928\u0940\u0939")))
                .isEmpty();
    }

    /** Of some characters neither NFC nor NFD is the character itself; of some texts only a part is composed. */
    @ParameterizedTest
    @ValueSource(strings = {"\u212B", "\u2126", "\u212A", "\uF900", "\u00E9e\u0301", "a\u0323\u0302", "a\u0302\u0323"})
    void filtersFindWhatWasStoredInNoUsualForm(String brand) {
        var id = shelf.put("\"brand\": \"%s\"".formatted(brand));

        for (var form : List.of(
                brand,
                Normalizer.normalize(brand, Normalizer.Form.NFC),
                Normalizer.normalize(brand, Normalizer.Form.NFD))) {
            assertThat(shelf.list("brand=" + Shelf.encode(form))).containsExactly(id);
        }
    }

    @Test
    void filtersFindTheirEqualWhateverItsCodePoints() {
        var nfd = "cafe\u0301";
        var nfc = "caf\u00E9";
        var one = shelf.put("\"brand\": \"%s\", \"attributes\": {\"style\": \"%s\"}".formatted(nfd, nfc));
        var other = shelf.put("\"brand\": \"%s\", \"attributes\": {\"style\": \"%s\"}".formatted(nfc, nfd));

        for (var text : List.of(nfd, nfc)) {
            assertThat(shelf.list("brand=" + Shelf.encode(text))).containsExactlyInAnyOrder(one, other);
            assertThat(shelf.list("attr.style=" + Shelf.encode(text))).containsExactlyInAnyOrder(one, other);
        }
        assertThat(shelf.ask("facets=brand").texts("/facets/brand", "/value")).hasSize(1);
    }
}
