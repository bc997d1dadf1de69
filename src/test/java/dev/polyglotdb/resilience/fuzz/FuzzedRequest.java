package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.platform.apidocs.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.UriUtils;

/**
 * A request, byte by byte.
 *
 * @param number the number of the request in its run
 * @param target the path and the query, with one character for each byte
 * @param headers the header lines, with one character for each byte
 */
record FuzzedRequest(int number, Operation operation, String method, String target, List<String> headers, byte[] body) {

    private static final int SHOWN = 600;

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Returns the path as the application sees it, if the request reaches the application. */
    String path() {
        var path = target.replaceFirst("[?#](?s:.*)", "");
        try {
            return UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notDecodable) {
            return path;
        }
    }

    boolean hasHeader(String start) {
        return headers.stream().anyMatch(line -> line.startsWith(start));
    }

    /** @param name in lower case */
    List<String> values(String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    byte[] bytes() {
        var head = new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, target));
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (body.length > 0 || !method.matches("GET|HEAD|DELETE|OPTIONS")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        var text =
                new String(bytes(), StandardCharsets.ISO_8859_1).replaceAll("Bearer [\\w-]{43}", "Bearer (a session)");
        var shown = new StringBuilder();
        text.chars()
                .limit(SHOWN)
                .forEach(character -> shown.append(
                        character >= ' ' && character <= '~' || character == '\n'
                                ? Character.toString(character)
                                : character == '\r' ? "" : "\\x%02x".formatted(character)));
        return "#%d %s (%d bytes)%n%s".formatted(number, operation.id(), text.length(), shown);
    }
}
