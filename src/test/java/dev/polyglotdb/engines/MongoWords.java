package dev.polyglotdb.engines;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * The words that a command takes from MongoDB's language: its name, its fields, stages and operators, each with its
 * kind. What clients of the shop may choose, such as texts and stored documents, is none of these.
 */
final class MongoWords {

    private final Set<String> words = new TreeSet<>();

    private MongoWords() {}

    static Set<String> of(BsonDocument command) {
        var all = new MongoWords();
        all.command(command);
        return all.words;
    }

    private void command(BsonDocument command) {
        var name = command.getFirstKey();
        words.add("command " + name);
        command.forEach((field, value) -> {
            if (!field.equals(name)) {
                words.add("field " + name + "." + field);
                field(name, field, value);
            }
        });
        if (name.equals("explain") && command.get(name) instanceof BsonDocument explained) {
            command(explained);
        }
    }

    private void field(String command, String field, BsonValue value) {
        switch (field) {
            case "filter", "query" -> operators("query", value);
            case "projection" -> operators("projection", value);
            case "pipeline" -> pipeline(value);
            case "updates", "deletes", "indexes" -> each(value, document -> part(command + "." + field, document));
            case "update" -> update(value);
            default -> {}
        }
    }

    private void part(String path, BsonDocument part) {
        part.forEach((field, value) -> {
            words.add("field " + path + "." + field);
            switch (field) {
                case "q", "partialFilterExpression" -> operators("query", value);
                case "u" -> update(value);
                default -> {}
            }
        });
    }

    /** A replacement is a stored document. */
    private void update(BsonValue update) {
        if (update.isArray()) {
            pipeline(update);
        } else if (update instanceof BsonDocument document) {
            document.keySet().stream().filter(MongoWords::isOperator).forEach(word -> words.add("update " + word));
        }
    }

    private void pipeline(BsonValue stages) {
        each(
                stages,
                stage -> stage.forEach((name, body) -> {
                    words.add("stage " + name);
                    if (name.equals("$match")) {
                        operators("query", body);
                    } else if (name.equals("$facet")) {
                        body.asDocument().values().forEach(this::pipeline);
                    } else {
                        operators("expression", body);
                    }
                }));
    }

    private void operators(String kind, BsonValue value) {
        if (value instanceof BsonDocument document) {
            document.forEach((name, operand) -> {
                if (isOperator(name)) {
                    words.add(kind + " " + name);
                }
                if (!name.equals("$literal")) {
                    operators(name.equals("$expr") ? "expression" : kind, operand);
                }
            });
        } else if (value.isRegularExpression()) {
            words.add(kind + " $regex");
        } else if (value.isArray()) {
            each(value, document -> operators(kind, document));
        }
    }

    private static boolean isOperator(String name) {
        return name.startsWith("$");
    }

    private static void each(BsonValue array, Consumer<BsonDocument> action) {
        for (var value : array.asArray()) {
            if (value instanceof BsonDocument document) {
                action.accept(document);
            } else if (value.isArray()) {
                each(value, action);
            }
        }
    }
}
