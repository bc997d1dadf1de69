package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.TimeParameter;
import dev.polyglotdb.platform.json.Unicode;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.platform.web.ValidationException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a query from the parameters of a request and collects the parameters that are invalid. */
public final class ProductParameters {

    private static final int MAX_WORDS = 20;
    private static final int MAX_ATTRIBUTE_VALUES = 50;
    private static final int MAX_FACETS = 20;

    private final Map<String, List<String>> parameters;
    /** The names of the parameters that were looked for; the others are unknown. */
    private final Set<String> known = new HashSet<>(PageRequest.PARAMETERS);

    private final List<FieldProblem> problems = new ArrayList<>();

    private ProductParameters(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads all parameters except those of the page.
     *
     * @throws ValidationException that names each unknown or invalid parameter
     */
    public static ProductQuery read(Map<String, List<String>> parameters) {
        return new ProductParameters(parameters).read();
    }

    private ProductQuery read() {
        var query = new ProductQuery(
                single("category"),
                single("brand"),
                number("minPrice"),
                number("maxPrice"),
                TimeParameter.read("updatedSince", single("updatedSince"), problems),
                words(),
                attributes(),
                sort(),
                facets());
        parameters.keySet().stream()
                .filter(name -> !known.contains(name) && !name.startsWith(FieldPath.ATTRIBUTE))
                .map(FieldProblem::ofUnknownParameter)
                .forEach(this::add);
        if (!problems.isEmpty()) {
            throw new ValidationException(problems);
        }
        return query;
    }

    private List<String> all(String name) {
        known.add(name);
        return parameters.getOrDefault(name, List.of());
    }

    private @Nullable String single(String name) {
        var values = all(name);
        if (values.size() > 1) {
            add(FieldProblem.ofRepeatedParameter(name));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private @Nullable BigDecimal number(String name) {
        var text = single(name);
        if (text == null) {
            return null;
        }
        var number = DecimalNumber.parse(text);
        if (number.isEmpty()) {
            problem(name, "must be a decimal number such as 19.99");
        }
        return number.orElse(null);
    }

    /**
     * Returns the words of {@code q}: null, and thus no condition, if it is blank; an empty list, which matches no
     * product, if it has neither letters nor digits.
     */
    private @Nullable List<String> words() {
        var text = single("q");
        if (text == null || Unicode.isBlank(text)) {
            return null;
        }
        var words = Words.of(text);
        if (words.size() > MAX_WORDS) {
            problem("q", "must have at most " + MAX_WORDS + " words");
        }
        return words;
    }

    private List<ProductQuery.AttributeCondition> attributes() {
        var valuesByPath = new LinkedHashMap<FieldPath, List<String>>();
        var values = 0;
        for (var parameter : parameters.entrySet()) {
            var text = parameter.getKey();
            if (text.startsWith(FieldPath.ATTRIBUTE)) {
                FieldPath.parse(text)
                        .ifPresentOrElse(
                                path -> valuesByPath
                                        .computeIfAbsent(path, none -> new ArrayList<>())
                                        .addAll(parameter.getValue()),
                                () -> problem(text, "must name keys, none of them empty, joined by dots"));
                values += parameter.getValue().size();
            }
        }
        if (values > MAX_ATTRIBUTE_VALUES) {
            problem("attr", "must have at most " + MAX_ATTRIBUTE_VALUES + " values in all");
        }
        return valuesByPath.entrySet().stream()
                .map(entry -> new ProductQuery.AttributeCondition(entry.getKey(), entry.getValue()))
                .toList();
    }

    private ProductSort sort() {
        var text = single("sort");
        if (text == null) {
            return ProductSort.ID;
        }
        var sort = ProductSort.parse(text);
        if (sort.isEmpty()) {
            problem("sort", "must be one of " + ProductSort.parameters());
        }
        return sort.orElse(ProductSort.ID);
    }

    private List<FieldPath> facets() {
        var paths = new LinkedHashSet<FieldPath>();
        for (var list : all("facets")) {
            Arrays.stream(list.split(",", -1))
                    .forEach(text -> FieldPath.parse(text)
                            .ifPresentOrElse(
                                    paths::add,
                                    () -> problem(
                                            "facets",
                                            "must be category, brand or attr. and keys joined by dots,"
                                                    + " separated by commas")));
        }
        if (paths.size() > MAX_FACETS) {
            problem("facets", "must be at most " + MAX_FACETS);
        }
        return List.copyOf(paths);
    }

    private void problem(String name, String detail) {
        add(FieldProblem.ofParameter(name, detail));
    }

    private void add(FieldProblem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
