package dev.polyglotdb.lab.catalog;

import java.util.List;
import java.util.stream.Stream;

/** The searches that are asked, over the categories and attributes of the demo. */
final class Searches {

    /** Attributes of different shapes: texts, numbers, booleans, elements of arrays, members of objects. */
    static final List<Search> BY_ATTRIBUTES = List.of(
            Search.all().in("laptops").having("ramGb", "16").by("price"),
            Search.all()
                    .in("laptops")
                    .having("storage.type", "nvme")
                    .having("color", "graphite")
                    .by("price"),
            Search.all().having("color", "black", "navy").by("-price"),
            Search.all()
                    .in("clothing")
                    .having("sizes", "XL")
                    .having("liner", "true")
                    .by("price"),
            Search.all()
                    .having("ports", "usb-c")
                    .having("display.matte", "true")
                    .by("-price"),
            Search.all().in("books").having("subjects", "coffee").by("price"),
            Search.all()
                    .in("shoes")
                    .having("sizesEu", "39")
                    .having("color", "moss")
                    .by("id"),
            Search.all().having("weightKg", "4.2").by("price"));

    static final List<Search> BY_WORDS = List.of(
            Search.all().with("laptop").by("price"),
            Search.all().with("halvory", "slate", "7").by("id"),
            Search.all().with("matte", "scr").by("price"),
            Search.all().in("coffee").with("fil").by("-price"),
            Search.all().with("walnut", "cutting").by("id"),
            Search.all().in("books").with("cup").by("price"));

    static final List<Search> WITH_FACETS = List.of(
            Search.all().in("laptops").counting("brand", "color"),
            Search.all().in("laptops").having("color", "graphite", "sand").counting("brand", "color", "ports"),
            Search.all().in("clothing").having("color", "black").counting("brand", "color", "sizes"),
            Search.all().in("shoes").with("s").counting("brand", "color"),
            Search.all().in("furniture").counting("wood.species", "wood.finish", "color"));

    private Searches() {}

    static Stream<Search> all() {
        var browsed = List.of(Search.all().by("price"), Search.all().in("toys").by("-price"));
        return Stream.of(BY_ATTRIBUTES, BY_WORDS, WITH_FACETS, browsed).flatMap(List::stream);
    }

    /**
     * Returns what a client asks in a call. All clients go through all searches: if each had its own, a side would be
     * asked most often what it answers soonest.
     */
    static Search each(List<Search> searches, int thread, long i) {
        return searches.get((int) ((thread + i / CatalogSides.CLIENTS) % searches.size()));
    }
}
