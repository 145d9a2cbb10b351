package io.apium.api.error;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reason why a request fails. */
public sealed interface ApiError {

    /** An invalid header or parameter. */
    record BadParameter(String detail) implements ApiError {}

    /** A body that is missing or not JSON. */
    record Unreadable(String detail) implements ApiError {}

    record Unauthorized() implements ApiError {}

    /** The request comes from a page of another site. */
    record CrossSite() implements ApiError {}

    /** @param host that is not an allowed name of this server */
    record ForeignHost(String host) implements ApiError {}

    /** @param kind task, flow, dead letter, schedule, blob or worker */
    record UnknownId(String kind, String id) implements ApiError {}

    /** @param reason why what is stored cannot be read, in a sentence */
    record UnreadableRecord(String key, String reason) implements ApiError {}

    record UnknownPath(String path) implements ApiError {}

    record WrongMethod(String method, Set<String> allowed) implements ApiError {}

    record NotAcceptable(List<String> offered) implements ApiError {}

    record KeyInUse() implements ApiError {}

    record NameTaken(String name) implements ApiError {}

    record DeclaredSchedule(String name) implements ApiError {}

    record TooManySchedules(long most) implements ApiError {}

    /** Other writers were faster in every attempt. */
    record ChangedMeanwhile(String name) implements ApiError {}

    /** A canvas flow, whose run times are not recorded. */
    record Unmeasured(String flow) implements ApiError {}

    /**
     * The state of the resource does not allow the request.
     *
     * @param detail the reason, in a sentence
     */
    record WrongState(String detail) implements ApiError {}

    /** The resource has changed since the ETag in If-Match. */
    record Precondition() implements ApiError {}

    /** @param size of the content, in bytes */
    record NoSuchRange(long size) implements ApiError {}

    record TooLarge(long bytesMax) implements ApiError {}

    /** @param limit the time in which the body had to arrive */
    record TooSlow(Duration limit) implements ApiError {}

    /** A body that is compressed. */
    record WrongEncoding(String given) implements ApiError {}

    record WrongMediaType(@Nullable String given, List<String> accepted) implements ApiError {}

    record Invalid(List<FieldError> mistakes) implements ApiError {}

    /** @param was the digest of the received body, in the form of the header */
    record OtherDigest(String was) implements ApiError {}

    record KeyReused() implements ApiError {}

    /** An error that Spring or Tomcat reports. */
    record Other(int status, @Nullable String detail) implements ApiError {}

    record Defect() implements ApiError {}

    /** The bodies of running requests use all memory for bodies. */
    record Busy() implements ApiError {}

    record Unavailable(Dependency dependency) implements ApiError {}

    /** A server that a response depends on. */
    enum Dependency {
        BROKER,
        STORE,
        SERVER
    }
}
