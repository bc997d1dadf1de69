package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * A call of a handler method, whose body was found right. A change is made if the preconditions of the request hold. An
 * error comes before 406: a read is called whatever the client accepts, and only what it has found is refused. See
 * {@link ErrorsFirst} for writes.
 */
final class NegotiatedHandlerMethod extends ServletInvocableHandlerMethod {

    private @Nullable NativeWebRequest request;

    NegotiatedHandlerMethod(HandlerMethod handlerMethod) {
        super(handlerMethod);
    }

    @Override
    public @Nullable Object invokeForRequest(
            NativeWebRequest request, @Nullable ModelAndViewContainer container, @Nullable Object... arguments)
            throws Exception {
        this.request = request;
        return super.invokeForRequest(request, container, arguments);
    }

    @Override
    protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
        var called = (HttpServletRequest)
                Objects.requireNonNull(request, "set before the call").getNativeRequest();
        UnversionedChange.check(called, this);
        var isAcceptable = isVoid() || !ErrorsFirst.isNegotiated(called) || Acceptable.isSo(called);
        var answer = super.doInvoke(isAcceptable ? arguments : withoutAccept(arguments));
        if (answer instanceof ResponseEntity<?> entity && entity.getStatusCode().isError() && !entity.hasBody()) {
            var type = ProblemType.of(HttpStatus.valueOf(entity.getStatusCode().value()));
            throw new ProblemException(type, type.title() + ".");
        }
        if (!isAcceptable) {
            Acceptable.require(called);
        }
        return answer;
    }

    /** The actuator reads Accept by itself, and fails if it can't. */
    private static @Nullable Object[] withoutAccept(@Nullable Object... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument instanceof HttpServletRequest called
                        ? new WithoutHeader(called, HttpHeaders.ACCEPT)
                        : argument)
                .toArray();
    }
}
