package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class StoredJsonTests {

    private static final String OF_THE_NEXT_VERSION = """
            {"name": "lamp", "colour": {"red": 1}}""";

    private final JsonMapper json = StrictJson.mapper();

    record Thing(String name) {}

    @Test
    void whatTheNextVersionHasAddedIsIgnored() {
        Thing read = StoredJson.reader(json, Thing.class).readValue(OF_THE_NEXT_VERSION);
        List<Thing> list = StoredJson.listReader(json, Thing.class).readValue("[" + OF_THE_NEXT_VERSION + "]");

        assertThat(read).isEqualTo(new Thing("lamp"));
        assertThat(list).containsExactly(new Thing("lamp"));
    }

    @Test
    void whatAClientSendsIsReadAsStrictlyAsBefore() {
        StoredJson.reader(json, Thing.class);

        assertThatExceptionOfType(UnrecognizedPropertyException.class)
                .isThrownBy(() -> json.readValue(OF_THE_NEXT_VERSION, Thing.class));
    }
}
