package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;

import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The words of a text search. All but the last must match a whole word; the last may match the beginning of a word. */
public record SearchWords(List<String> words) {

    List<Bson> conditions() {
        var conditions = new ArrayList<Bson>();
        for (int i = 0; i < words.size() - 1; i++) {
            conditions.add(eq(SearchFields.WORDS, words.get(i)));
        }
        if (!words.isEmpty()) {
            // Words contain only letters and digits, so nothing needs to be escaped in the regular expression.
            conditions.add(regex(SearchFields.WORDS, "^" + words.get(words.size() - 1)));
        }
        return conditions;
    }
}
