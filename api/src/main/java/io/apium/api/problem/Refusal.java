package io.apium.api.problem;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a request is not done. */
public sealed interface Refusal {

    /** A header or a parameter that makes no sense. */
    record BadParameter(String detail) implements Refusal {}

    /** A body that is not JSON, or none at all. */
    record Unreadable(String detail) implements Refusal {}

    record Unauthorized() implements Refusal {}

    /** A page of another site has sent it. */
    record CrossSite() implements Refusal {}

    /** @param host which is none of this server's */
    record ForeignHost(String host) implements Refusal {}

    /** @param kind task, flow, dead letter, schedule, blob or worker */
    record UnknownId(String kind, String id) implements Refusal {}

    /** @param reason why what is stored cannot be read, in a sentence */
    record UnreadableRecord(String key, String reason) implements Refusal {}

    record UnknownPath(String path) implements Refusal {}

    record WrongMethod(String method, Set<String> allowed) implements Refusal {}

    record NotAcceptable(List<String> offered) implements Refusal {}

    record KeyInUse() implements Refusal {}

    record NameTaken(String name) implements Refusal {}

    record DeclaredSchedule(String name) implements Refusal {}

    record TooManySchedules(long most) implements Refusal {}

    /** Others change it faster than this request can. */
    record ChangedMeanwhile(String name) implements Refusal {}

    /** A flow that travels in its messages, of which no times are kept. */
    record Unmeasured(String flow) implements Refusal {}

    /**
     * What is asked for makes no sense as things stand.
     *
     * @param detail how they stand, in a sentence
     */
    record WrongState(String detail) implements Refusal {}

    /** It is not what the client has seen. */
    record Precondition() implements Refusal {}

    /** @param size of what has no such range, in bytes */
    record NoSuchRange(long size) implements Refusal {}

    record TooLarge(long bytesMax) implements Refusal {}

    /** @param limit in which the body of any length had to begin to come at a fair rate */
    record TooSlow(Duration limit) implements Refusal {}

    /** A body that is compressed. */
    record WrongEncoding(String given) implements Refusal {}

    record WrongMediaType(@Nullable String given, List<String> accepted) implements Refusal {}

    record Invalid(List<Mistake> mistakes) implements Refusal {}

    /** @param was the digest of what came, as its header would say it */
    record OtherDigest(String was) implements Refusal {}

    record KeyReused() implements Refusal {}

    /** What the server itself refuses and we have no words for. */
    record Other(int status, @Nullable String detail) implements Refusal {}

    record Defect() implements Refusal {}

    /** The requests under way take all the memory that requests may take. */
    record Busy() implements Refusal {}

    record Unavailable(Dependency dependency) implements Refusal {}

    /** What an answer depends on. */
    enum Dependency {
        BROKER,
        STORE,
        SERVER
    }
}
