package io.apium.adapter.redis.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** The Lua scripts; their arguments and answers are documented in their first lines. */
public enum LuaScript {
    WRITE("write.lua"),
    ACCEPT("accept.lua"),
    REOPEN("reopen.lua"),
    JOIN("join.lua"),
    SETTLE("settle.lua"),
    KEEP("keep.lua"),
    EXTEND("extend.lua"),
    LEDGER_WRITE("ledger-write.lua"),
    LEDGER_REMOVE("ledger-remove.lua"),
    LEDGER_WAKE("ledger-wake.lua"),
    LEDGER_CLAIM("ledger-claim.lua"),
    LEDGER_PUT_OFF("ledger-put-off.lua"),
    LEDGER_ASIDE("ledger-aside.lua"),
    LIMIT_TAKE("limit-take.lua"),
    LIMIT_TURN("limit-turn.lua"),
    FLOW_TIME("flow-time.lua"),
    RELEASE("release.lua"),
    ASIDE("aside.lua");

    private final String text;
    private final String sha;

    LuaScript(String resource) {
        try (InputStream in = LuaScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("script " + resource + " is missing from the jar");
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            sha = HexFormat.of().formatHex(digest);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("script " + resource + " cannot be read", unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }

    String text() {
        return text;
    }

    /** The answer is null, a Long, a String, or a list of these. */
    public Response<Object> call(Pipeline pipeline, List<String> keys, List<String> arguments) {
        return pipeline.evalsha(sha, keys, arguments);
    }
}
