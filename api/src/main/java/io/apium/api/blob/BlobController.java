package io.apium.api.blob;

import io.apium.api.bound.ApiBounds;
import io.apium.api.config.ApiProperties;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiError.Dependency;
import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.path.PathId;
import io.apium.api.problem.ResponseAbortedException;
import io.apium.api.wait.StoreTimeout;
import io.apium.store.BlobGoneException;
import io.apium.store.BlobId;
import io.apium.store.BlobStore;
import io.apium.store.BlobStore.Blob;
import io.apium.store.BlobStore.Written;
import io.apium.store.ResultStore;
import io.apium.store.StoreUnavailableException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Uploads, downloads and deletes blobs. */
@RestController
@Tag(name = "blobs")
final class BlobController {

    private static final String PATH = "/v1/blobs";
    private static final int TYPE_CHARS_MAX = ApiBounds.MEDIA_TYPE.intMax();

    private final BlobStore blobs;
    private final StoreTimeout timeout;
    private final ApiProperties properties;
    private final ResultStore results;

    BlobController(BlobStore blobs, StoreTimeout timeout, ApiProperties properties, ResultStore results) {
        this.blobs = blobs;
        this.timeout = timeout;
        this.properties = properties;
        this.results = results;
    }

    @Operation(
            operationId = "putBlob",
            summary = "Upload a blob",
            description = "The body is streamed to Redis; the id of the blob is sha256: and the SHA-256 of its content")
    @PutMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> put(
            @RequestHeader(name = BlobDigest.REPRESENTATION, required = false) @Nullable String representation,
            @RequestHeader(name = BlobDigest.CONTENT, required = false) @Nullable String content,
            @Parameter(hidden = true) HttpServletRequest request) {
        long bytesMax = properties.maxBlobSize().toBytes();
        if (request.getContentLengthLong() > bytesMax) {
            throw new ApiException(new ApiError.TooLarge(bytesMax));
        }
        String type = type(request.getContentType());
        List<byte[]> digests = Stream.of(
                        BlobDigest.of(BlobDigest.REPRESENTATION, representation),
                        BlobDigest.of(BlobDigest.CONTENT, content))
                .filter(Objects::nonNull)
                .toList();
        Written written = written(request, digests, type);
        URI location = PathId.location(PATH, written.blob().id().value());
        return ViewRepresentation.of(BlobView.of(written.blob()))
                .accepted(ResponseEntity.status(written.isNew() ? 201 : 200).location(location));
    }

    private Written written(HttpServletRequest request, List<byte[]> digests, String type) {
        try {
            long bytesMax = properties.maxBlobSize().toBytes();
            Duration expires = Objects.requireNonNullElseGet(properties.blobExpires(), results::retention);
            return blobs.write(new BlobUpload(request.getInputStream(), bytesMax, digests), type, expires);
        } catch (IOException broken) {
            throw new ApiException(
                    new ApiError.Other(400, "the body broke off, and nothing was kept: " + broken.getMessage()));
        }
    }

    private static String type(@Nullable String header) {
        if (header == null) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
        try {
            if (header.length() <= TYPE_CHARS_MAX
                    && MediaType.parseMediaType(header).isConcrete()) {
                return header;
            }
        } catch (InvalidMediaTypeException invalid) {
            // the same error as for a type that is too long
        }
        throw new ApiException(new ApiError.BadParameter(
                "Content-Type must be a media type of at most " + TYPE_CHARS_MAX + " characters, such as text/plain"));
    }

    @Operation(
            operationId = "getBlob",
            summary = "Download a blob, or a range of its bytes",
            description = "HEAD returns the same headers without the content")
    @GetMapping(PATH + "/{id}")
    void get(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException, InterruptedException {
        Blob blob = known(id);
        String tag = "\"" + blob.id() + "\"";
        BlobHeaders.describe(blob, response);
        if (new ServletWebRequest(request, response).checkNotModified(tag)) {
            return;
        }
        boolean isGet = request.getMethod().equals("GET");
        boolean isRanged = isGet && (ifRange == null || ifRange.equals(tag));
        ByteRange part = ByteRange.of(isRanged ? range : null, blob.bytes());
        BlobHeaders.measure(blob, part, response);
        if (isGet) {
            send(blob, part, response);
        }
    }

    private void send(Blob blob, ByteRange part, HttpServletResponse response) throws IOException {
        try (InputStream in = blobs.read(blob.id(), part.from(), part.bytes())) {
            in.transferTo(response.getOutputStream());
        } catch (BlobGoneException | StoreUnavailableException broken) {
            if (response.isCommitted()) {
                throw new ResponseAbortedException(broken);
            }
            response.reset();
            throw broken instanceof BlobGoneException
                    ? unknown(blob.id().value())
                    : ApiException.away(Dependency.STORE);
        }
    }

    @Operation(operationId = "deleteBlob", summary = "Delete a blob")
    @DeleteMapping(PATH + "/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) throws InterruptedException {
        BlobId known = parsed(id);
        if (!timeout.ask(() -> blobs.delete(known))) {
            throw unknown(id);
        }
        return ResponseEntity.noContent().build();
    }

    private Blob known(String id) throws InterruptedException {
        BlobId parsed = parsed(id);
        return timeout.ask(() -> blobs.find(parsed)).orElseThrow(() -> unknown(id));
    }

    private static BlobId parsed(String id) {
        try {
            return new BlobId(id);
        } catch (IllegalArgumentException invalid) {
            throw new ApiException(new ApiError.BadParameter(String.valueOf(invalid.getMessage())));
        }
    }

    private static ApiException unknown(String id) {
        return new ApiException(new ApiError.UnknownId("blob", id));
    }
}
