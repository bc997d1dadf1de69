package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.admission.Admission;
import dev.polyglotdb.platform.admission.ClientNames;
import dev.polyglotdb.platform.admission.Lanes;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Refuses the requests that are too many, before anything is done for them: no filter runs, no body is read and no
 * store is asked.
 */
final class AdmissionValve extends ValveBase {

    private static final List<String> OPERATIONS = List.of("/actuator", "/admin/");

    /** Pages and files, which use no store. */
    private static final List<String> PAGES = List.of("/v3/api-docs", "/swagger-ui", "/console", "/webjars/");

    private final Lanes lanes;
    private final ClientNames clientNames;
    private final Refusal refusal;

    AdmissionValve(Lanes lanes, ClientNames clientNames, Refusal refusal) {
        super(true);
        this.lanes = lanes;
        this.clientNames = clientNames;
        this.refusal = refusal;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getDecodedRequestURI() == null || request.isAsyncDispatching()) {
            // Tomcat has refused it because of its path, or it was admitted before and its answer may have begun.
            getNext().invoke(request, response);
            return;
        }
        var served = lane(request)
                .<IOException, ServletException>admit(
                        client(request), () -> getNext().invoke(request, response));
        if (!served) {
            refusal.write(request.getCoyoteRequest(), response.getCoyoteResponse());
        }
    }

    private Admission lane(Request request) {
        var path = request.getDecodedRequestURI();
        if (beginsWithOne(OPERATIONS, path)) {
            return lanes.operators();
        }
        return isPage(path) ? lanes.pages() : lanes.clients();
    }

    /** Files of the console stand at the root. */
    private static boolean isPage(String path) {
        return path.length() == 1 || beginsWithOne(PAGES, path) || path.indexOf('/', 1) < 0 && path.indexOf('.') > 0;
    }

    /** Uses no stream, which would be a part of the cost of each refusal. */
    private static boolean beginsWithOne(List<String> beginnings, String path) {
        for (var beginning : beginnings) {
            if (path.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private String client(Request request) {
        return clientNames.of(request.getHeader("Authorization"), String.valueOf(request.getRemoteAddr()));
    }
}
