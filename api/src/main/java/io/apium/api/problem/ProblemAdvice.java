package io.apium.api.problem;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiError.Dependency;
import io.apium.api.error.ApiException;
import io.apium.broker.BrokerUnavailableException;
import io.apium.store.StoreUnavailableException;
import io.apium.store.UnreadableRecordException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Converts the exceptions of handlers and of Spring to problem responses. */
@Hidden
@RestControllerAdvice
final class ProblemAdvice {

    static final String BAD_QUERY = "the query must be UTF-8 text, percent-encoded as %XX";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (thrown instanceof ResponseAbortedException cut) {
            throw cut;
        }
        if (response.isCommitted() || thrown instanceof IOException) {
            LOG.debug("the client of {} was gone before it had its answer", request.getRequestURI(), thrown);
            return null;
        }
        return ProblemResponses.answer(refusal(thrown, request), request.getRequestURI());
    }

    private static ApiError refusal(Exception thrown, HttpServletRequest request) {
        return switch (thrown) {
            case ApiException refused -> refused.refusal();
            case BrokerUnavailableException _ -> new ApiError.Unavailable(Dependency.BROKER);
            case StoreUnavailableException _ -> new ApiError.Unavailable(Dependency.STORE);
            case UnreadableRecordException damaged -> new ApiError.UnreadableRecord(damaged.key(), damaged.reason());
            case InterruptedException _ -> {
                Thread.currentThread().interrupt();
                yield new ApiError.Unavailable(Dependency.SERVER);
            }
            case InvalidParameterException _ -> new ApiError.BadParameter(BAD_QUERY);
            case HttpMessageNotReadableException _ -> new ApiError.Unreadable("the request has no body");
            case NoHandlerFoundException _, NoResourceFoundException _ ->
                new ApiError.UnknownPath(request.getRequestURI());
            case HttpRequestMethodNotSupportedException wrong ->
                new ApiError.WrongMethod(wrong.getMethod(), allowed(wrong));
            case HttpMediaTypeNotAcceptableException wrong ->
                new ApiError.NotAcceptable(names(wrong.getSupportedMediaTypes()));
            case HttpMediaTypeNotSupportedException wrong ->
                new ApiError.WrongMediaType(
                        String.valueOf(wrong.getContentType()), names(wrong.getSupportedMediaTypes()));
            case ErrorResponse other ->
                new ApiError.Other(
                        other.getStatusCode().value(), other.getBody().getDetail());
            default -> {
                LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
                yield new ApiError.Defect();
            }
        };
    }

    private static Set<String> allowed(HttpRequestMethodNotSupportedException wrong) {
        String[] methods = wrong.getSupportedMethods();
        return methods == null ? Set.of() : new TreeSet<>(List.of(methods));
    }

    private static List<String> names(List<MediaType> types) {
        return types.stream().map(MediaType::toString).toList();
    }
}
