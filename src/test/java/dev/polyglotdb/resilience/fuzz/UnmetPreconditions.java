package dev.polyglotdb.resilience.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds preconditions of a request that can't be read, or can't hold whatever the data is. */
final class UnmetPreconditions {

    private static final Pattern TAGS =
            Pattern.compile("\\*|(W/)?\"[!#-~\\x80-\\xff]*\"([ \t]*,[ \t]*(W/)?\"[!#-~\\x80-\\xff]*\")*");
    private static final Pattern DATE = Pattern.compile("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    private static final Set<String> VERSIONED = Set.of("replaceProduct", "patchProduct", "deleteProduct");

    private final FuzzedRequest request;
    private final List<String> reasons = new ArrayList<>();

    private UnmetPreconditions(FuzzedRequest request) {
        this.request = request;
    }

    static List<String> reasons(FuzzedRequest request) {
        var judge = new UnmetPreconditions(request);
        judge.preconditions();
        return judge.reasons;
    }

    private void preconditions() {
        for (var name : List.of("if-match", "if-none-match")) {
            if (!request.values(name).isEmpty() && !TAGS.matcher(tags(name)).matches()) {
                reasons.add("not a list of tags: " + name);
            }
        }
        for (var name : List.of("if-modified-since", "if-unmodified-since")) {
            if (!request.values(name).stream()
                    .allMatch(value -> DATE.matcher(value).matches())) {
                reasons.add("not a time: " + name);
            }
        }
        if (!request.method().matches("GET|HEAD|OPTIONS")) {
            preconditionsOfAChange();
        }
    }

    private void preconditionsOfAChange() {
        var isGuarded = !request.values("if-match").isEmpty();
        if (!isGuarded && !request.values("if-unmodified-since").isEmpty()) {
            reasons.add("nothing has a time of change");
        }
        if (!VERSIONED.contains(request.operation().id())) {
            if (isGuarded && !tags("if-match").equals("*")) {
                reasons.add("nothing but a product has a version");
            }
            var isThere = !request.method().equals("POST")
                    || request.operation().template().contains("{");
            if (isThere && tags("if-none-match").equals("*")) {
                reasons.add("it is there");
            }
        }
    }

    /** A line without a tag adds nothing to the list. */
    private String tags(String name) {
        return request.values(name).stream().filter(line -> !line.isEmpty()).collect(Collectors.joining(","));
    }
}
