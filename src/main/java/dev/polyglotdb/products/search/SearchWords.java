package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;

import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The words that somebody looks for, all but the last whole; that one may be the beginning of a longer one. */
public record SearchWords(List<String> words) {

    List<Bson> conditions() {
        var conditions = new ArrayList<Bson>();
        for (int i = 0; i < words.size() - 1; i++) {
            conditions.add(eq(SearchFields.WORDS, words.get(i)));
        }
        if (!words.isEmpty()) {
            // Words have only letters and digits, so nothing in it means anything else to a regular expression.
            conditions.add(regex(SearchFields.WORDS, "^" + words.get(words.size() - 1)));
        }
        return conditions;
    }
}
