package io.apium.gpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.work.BatchableWork;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Launches of packed works, gathered, and then run one after another in a process of their own. */
public final class OpenClLaunches {

    private static final long LIMIT_SECONDS = 120;

    private final Path folder;
    private final List<List<BatchableWork>> launches = new ArrayList<>();

    public OpenClLaunches(Path folder) {
        this.folder = folder;
    }

    /** @param works of one program */
    public void add(List<BatchableWork> works) {
        launches.add(works);
    }

    /** On PoCL: what each work of each launch came to. */
    public List<List<Map<String, NumericArray>>> onPocl() throws IOException, InterruptedException {
        return run(Map.of("OCL_ICD_VENDORS", vendor("pocl", Path.of("/etc/OpenCL/vendors/pocl.icd"))));
    }

    /** On Oclgrind, which finds no fault. */
    public List<List<Map<String, NumericArray>>> onOclgrind() throws IOException, InterruptedException {
        Path log = folder.resolve("oclgrind.log");
        Path icd = folder.resolve("oclgrind.icd");
        Files.writeString(icd, "/usr/lib/oclgrind/liboclgrind-rt-icd.so\n");
        var results = run(Map.of(
                "OCL_ICD_VENDORS", vendor("oclgrind", icd),
                "OCLGRIND_CHECK_API", "1",
                "OCLGRIND_DATA_RACES", "1",
                "OCLGRIND_UNINITIALIZED", "1",
                "OCLGRIND_LOG", log.toString()));
        assertThat(Files.exists(log) ? Files.readString(log) : "")
                .as("Oclgrind's findings")
                .isEmpty();
        return results;
    }

    private String vendor(String name, Path icd) throws IOException {
        Path library = Path.of(Files.exists(icd) ? Files.readString(icd).strip() : "none");
        assertThat(Files.exists(icd) && (!library.isAbsolute() || Files.exists(library)))
                .as("%s is installed: apt install pocl-opencl-icd oclgrind ocl-icd-libopencl1", name)
                .isTrue();
        Path vendors = Files.createDirectories(folder.resolve(name));
        Files.copy(icd, vendors.resolve(name + ".icd"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return vendors.toString();
    }

    private List<List<Map<String, NumericArray>>> run(Map<String, String> environment)
            throws IOException, InterruptedException {
        Path asked = folder.resolve("asked");
        Path came = folder.resolve("came");
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(asked)))) {
            out.writeInt(launches.size());
            for (List<BatchableWork> works : launches) {
                write(works, out);
            }
        }
        child(environment, asked, came);
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(came)).order(ByteOrder.LITTLE_ENDIAN);
        List<List<Map<String, NumericArray>>> results = new ArrayList<>();
        for (List<BatchableWork> works : launches) {
            List<Map<String, NumericArray>> ofLaunch = new ArrayList<>();
            for (BatchableWork work : works) {
                ofLaunch.add(
                        work.unpack(all.slice(all.position(), work.outBytes()).order(ByteOrder.LITTLE_ENDIAN)));
                all.position(all.position() + OpenClSnippets.aligned(work.outBytes()));
            }
            results.add(ofLaunch);
        }
        return results;
    }

    private void child(Map<String, String> environment, Path asked, Path came)
            throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("java.home"));
        String classes = place(OpenClChild.class) + ":" + place(OpenClSnippets.class) + ":" + place(jocl());
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classes,
                OpenClChild.class.getName(),
                asked.toString(),
                came.toString());
        builder.environment().putAll(environment);
        builder.environment().put("LD_PRELOAD", home.resolve("lib/libjsig.so").toString());
        Path cache = Files.createDirectories(Path.of("target", "pocl-cache"));
        builder.environment().put("POCL_CACHE_DIR", cache.toAbsolutePath().toString());
        Path log = folder.resolve("child.log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as("the launches end well; their process said: %s", Files.readString(log))
                .isTrue();
    }

    private static Class<?> jocl() {
        try {
            // not initialised: no driver comes into this process
            return Class.forName("org.jocl.CL", false, OpenClLaunches.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("JOCL is on the class path of this room", e);
        }
    }

    private static String place(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static void write(List<BatchableWork> works, DataOutputStream out) throws IOException {
        BatchableWork first = works.getFirst();
        text(first.program().source(), out);
        text(String.join(" ", first.program().options()), out);
        text(first.program().entry(), out);
        out.writeInt(works.size());
        out.writeInt(works.stream().mapToInt(BatchableWork::groups).max().orElseThrow());
        int head = OpenClSnippets.aligned(works.size() * 16);
        int inBytes = works.stream()
                .mapToInt(work -> OpenClSnippets.aligned(work.inBytes()))
                .sum();
        ByteBuffer in = ByteBuffer.allocate(head + inBytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = head;
        int outAt = 0;
        for (int i = 0; i < works.size(); i++) {
            BatchableWork work = works.get(i);
            in.putInt(i * 16, at).putInt(i * 16 + 4, outAt);
            work.pack(in.slice(at, work.inBytes()).order(ByteOrder.LITTLE_ENDIAN));
            at += OpenClSnippets.aligned(work.inBytes());
            outAt += OpenClSnippets.aligned(work.outBytes());
        }
        out.writeInt(in.capacity());
        out.write(in.array());
        out.writeInt(outAt);
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
