package dev.polyglotdb.console;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The events that a stream sent until its end. */
record EventStream(Reply reply) {

    /** An event, with its id if it has one. */
    record Event(Optional<String> id, String name, JsonNode data) {}

    /** Reads the stream of an order to its end. */
    static EventStream of(Client client, String order) {
        return new EventStream(client.get(order + "/events"));
    }

    List<Event> events() {
        return Arrays.stream(reply.http().body().split("\n\n"))
                .filter(block -> block.contains("data:"))
                .map(block -> new Event(
                        field(block, "id"),
                        field(block, "event").orElseThrow(),
                        Reply.parse(field(block, "data").orElseThrow())))
                .toList();
    }

    private static Optional<String> field(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    Stream<JsonNode> steps() {
        return events().stream().filter(event -> event.name().equals("step")).map(Event::data);
    }

    List<String> names() {
        return steps().map(step -> step.at("/name").asString()).toList();
    }

    /** Returns what whoever goes on later sends as {@code Last-Event-ID}. */
    String lastId() {
        return events().stream()
                .flatMap(event -> event.id().stream())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Returns the reason that was told at the end, which is the last event. */
    String end() {
        var last = events().get(events().size() - 1);
        return last.name() + " " + last.data().path("reason").asString();
    }
}
