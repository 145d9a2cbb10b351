package io.apium.api.error;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a request is not done. */
public sealed interface ApiError {

    /** A header or a parameter that makes no sense. */
    record BadParameter(String detail) implements ApiError {}

    /** A body that is not JSON, or none at all. */
    record Unreadable(String detail) implements ApiError {}

    record Unauthorized() implements ApiError {}

    /** A page of another site has sent it. */
    record CrossSite() implements ApiError {}

    /** @param host which is none of this server's */
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

    /** Others change it faster than this request can. */
    record ChangedMeanwhile(String name) implements ApiError {}

    /** A flow that travels in its messages, of which no times are kept. */
    record Unmeasured(String flow) implements ApiError {}

    /**
     * What is asked for makes no sense as things stand.
     *
     * @param detail how they stand, in a sentence
     */
    record WrongState(String detail) implements ApiError {}

    /** It is not what the client has seen. */
    record Precondition() implements ApiError {}

    /** @param size of what has no such range, in bytes */
    record NoSuchRange(long size) implements ApiError {}

    record TooLarge(long bytesMax) implements ApiError {}

    /** @param limit in which the body of any length had to begin to come at a fair rate */
    record TooSlow(Duration limit) implements ApiError {}

    /** A body that is compressed. */
    record WrongEncoding(String given) implements ApiError {}

    record WrongMediaType(@Nullable String given, List<String> accepted) implements ApiError {}

    record Invalid(List<FieldError> mistakes) implements ApiError {}

    /** @param was the digest of what came, as its header would say it */
    record OtherDigest(String was) implements ApiError {}

    record KeyReused() implements ApiError {}

    /** What the server itself refuses and we have no words for. */
    record Other(int status, @Nullable String detail) implements ApiError {}

    record Defect() implements ApiError {}

    /** The requests under way take all the memory that requests may take. */
    record Busy() implements ApiError {}

    record Unavailable(Dependency dependency) implements ApiError {}

    /** What an answer depends on. */
    enum Dependency {
        BROKER,
        STORE,
        SERVER
    }
}
