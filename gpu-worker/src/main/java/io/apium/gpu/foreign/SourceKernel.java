package io.apium.gpu.foreign;

import io.apium.gpu.array.Dtype;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.Program;
import io.apium.gpu.work.Work;
import io.apium.gpu.work.WrongArgument;
import io.apium.store.BlobGone;
import io.apium.worker.binding.Json;
import io.apium.worker.yaml.WrongFile;
import io.apium.worker.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The task by which a client has a kernel of its own run. What it says is what a file beside a kernel says. */
public final class SourceKernel implements Kernel {

    public static final String TASK = "gpu.source";

    private static final List<String> SIGNATURE = List.of("kernel", "arguments", "global", "group", "options");
    private static final List<String> PARAMETERS =
            List.of("source", "signature", "kernel", "arguments", "global", "group", "options", "given");

    private final SourceKey key;
    private final Json json;

    /** @param key that its callers sign with, at least 16 characters */
    public SourceKernel(String key, Json json) {
        this.key = new SourceKey(key);
        this.json = json;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public List<String> parameters() {
        return PARAMETERS;
    }

    @Override
    public Work work(Arguments arguments) throws WrongArgument, BlobGone {
        String source = arguments.text("source");
        Declared declared = declared(arguments);
        SourceText.check(source, declared.options());
        key.check(source, declared.options(), arguments.text("signature"));
        Prototype prototype = prototype(declared);
        boolean fp64 = prototype.formals().stream().anyMatch(formal -> formal.dtype() == Dtype.F64);
        String entry = arguments.text("kernel");
        Program program = new Program(TASK, entry, source, declared.options(), 0, fp64);
        ForeignKernel kernel = new ForeignKernel(program, prototype);
        return kernel.work(given(arguments, kernel.parameters()));
    }

    private Declared declared(Arguments arguments) throws WrongArgument {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        SIGNATURE.stream()
                .filter(arguments::has)
                .forEach(name -> said.put(name, arguments.values().get(name)));
        byte[] written = json.write(said).json().getBytes(StandardCharsets.UTF_8);
        try {
            return YamlFile.parse(TASK, written, "a kernel's signature").bind(Declared.class);
        } catch (WrongFile e) {
            throw new WrongArgument("arguments", "and the other parts of the signature: " + e.getMessage());
        }
    }

    private static Prototype prototype(Declared declared) throws WrongArgument {
        try {
            return Prototype.of(TASK, declared);
        } catch (WrongFile e) {
            throw new WrongArgument("arguments", "and the other parts of the signature: " + e.getMessage());
        }
    }

    private static Arguments given(Arguments arguments, List<String> names) throws WrongArgument {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        if (arguments.values().get("given") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> given.put(String.valueOf(name), value));
        } else if (arguments.has("given")) {
            throw new WrongArgument("given", "is an object with a member for each of " + names);
        }
        return Arguments.of(List.of(), given, names, arguments.reader());
    }
}
