package io.apium.api.problem;

import io.apium.api.error.ApiError;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers requests that {@code sendError} has refused outside the handlers of the API. */
@Hidden
@RestController
final class FallbackErrorController implements ErrorController {

    @RequestMapping("/error")
    ResponseEntity<byte[]> answer(HttpServletRequest request) {
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = asked == null ? request.getRequestURI() : asked.toString();
        return ProblemResponses.answer(refusal(request, path), path);
    }

    private static ApiError refusal(HttpServletRequest request, String path) {
        return switch (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)) {
            case null -> new ApiError.UnknownPath(path);
            case Integer status when status == 404 -> new ApiError.UnknownPath(path);
            case Integer status when status != 500 -> new ApiError.Other(status, null);
            default -> new ApiError.Defect();
        };
    }
}
