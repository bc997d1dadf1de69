package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The entity tags of a precondition, read to the letter of RFC 9110, section 8.8.3 and 13.1. Spring's own reader takes
 * whatever looks like a tag; a client who wanted to be careful must not overwrite by a slip of the pen.
 */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\x{FF}]*)\"");

    private final boolean any;
    private final List<ETag> tags;

    private EntityTags(boolean any, List<ETag> tags) {
        this.any = any;
        this.tags = tags;
    }

    /**
     * Reads {@code If-Match} or {@code If-None-Match}.
     *
     * @return null if the header is absent
     * @throws ProblemException (400) if it is neither {@code *} nor a list of entity tags
     */
    public static @Nullable EntityTags read(HttpServletRequest request, String name) {
        var values = request.getHeaders(name);
        return values.hasMoreElements() ? read(Collections.list(values), name) : null;
    }

    private static EntityTags read(List<String> values, String name) {
        var text = String.join(",", values).strip();
        if (text.equals("*")) {
            return new EntityTags(true, List.of());
        }
        var tags = new ArrayList<ETag>();
        for (var element : elements(text)) {
            var tag = TAG.matcher(element);
            if (!tag.matches()) {
                throw unreadable(name);
            }
            tags.add(new ETag(tag.group(2), tag.group(1) != null));
        }
        if (tags.isEmpty()) {
            throw unreadable(name);
        }
        return new EntityTags(false, tags);
    }

    /** Returns whether the text is one entity tag. */
    static boolean isOne(String text) {
        return TAG.matcher(text).matches();
    }

    /** The elements of a list; a comma inside of quotes is part of a tag, and empty elements count for nothing. */
    private static List<String> elements(String text) {
        var elements = new ArrayList<String>();
        var start = 0;
        var quoted = false;
        for (var i = 0; i <= text.length(); i++) {
            if (i == text.length() || (text.charAt(i) == ',' && !quoted)) {
                var element = text.substring(start, i).strip();
                if (!element.isEmpty()) {
                    elements.add(element);
                }
                start = i + 1;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return elements;
    }

    /**
     * Checks {@code If-Match} before something is sent, which Spring does for changes only.
     *
     * @param version what it is tagged with
     * @throws ProblemException (412) if {@code If-Match} names other versions
     */
    public static void requireMatch(HttpServletRequest request, String version) {
        var required = read(request, HttpHeaders.IF_MATCH);
        if (required != null && !required.matches(version, true)) {
            throw new ProblemException(ProblemType.PRECONDITION_FAILED, "It is not the version of If-Match.");
        }
    }

    private static ProblemException unreadable(String name) {
        return new ProblemException(
                ProblemType.BAD_REQUEST, name + " must be * or a list of entity tags such as \"7\".");
    }

    /** Returns whether this is {@code *}, which stands for whatever is there. */
    boolean isAny() {
        return any;
    }

    /**
     * Tells whether one of the tags stands for the present state.
     *
     * @param version what the present state is tagged with; null if there is nothing, which no tag stands for
     * @param strong whether a weak tag stands for nothing
     */
    public boolean matches(@Nullable String version, boolean strong) {
        if (version == null) {
            return false;
        }
        var current = new ETag(version, false);
        return any || tags.stream().anyMatch(tag -> tag.compare(current, strong));
    }
}
