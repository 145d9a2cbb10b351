package containment;

import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Tasks of which some do what no task should. Each notes its id when it starts. */
public class ContainmentTasks {

    private static final int LINES = 20_000;

    @Task("containment.quick")
    public void quick(String notes, TaskContext context) throws IOException {
        note(notes, "runs", context.id().value());
    }

    @Task("containment.java")
    public String run(String how, String notes, TaskContext context) throws Exception {
        note(notes, "runs", context.id().value());
        switch (how) {
            case "loops" -> loop();
            case "sleeps" -> sleep();
            case "allocates" -> allocate();
            case "exits" -> System.exit(3);
            case "crashes" -> MemorySegment.NULL.reinterpret(8).set(ValueLayout.JAVA_LONG, 0, 1);
            case "floods" -> flood();
            case "binary" -> binary();
            case "killed" -> killItself();
            case "forks" -> {
                Process grandchild = new ProcessBuilder("sleep", "1000").inheritIO().start();
                note(notes, "grandchildren", Long.toString(grandchild.pid()));
                Runtime.getRuntime().halt(4);
            }
            default -> meet(Path.of(notes), how, context.id().value());
        }
        return how;
    }

    private static void loop() {
        long turns = 0;
        while (turns >= 0) {
            turns = Math.abs(turns + 1);
        }
    }

    private static void sleep() {
        while (true) {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException _) {
                // and sleeps on
            }
        }
    }

    private static int allocate() {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[16 << 20]);
        }
    }

    private static void flood() {
        for (int i = 0; i < LINES; i++) {
            System.out.println("flood ".repeat(80));
        }
    }

    private static void binary() throws IOException {
        byte[] bytes = new byte[4 * 256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
        try (OutputStream below = new FileOutputStream(FileDescriptor.out)) {
            // the beginning of what might be a frame
            below.write(new byte[] {0, 0, 0, 2, 'V', '1', '2', '\n'});
            below.write(bytes);
        }
    }

    private static void killItself() throws Exception {
        long pid = ProcessHandle.current().pid();
        new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
        sleep();
    }

    /** Two of them meet, which they can only if they run at the same time. */
    private static void meet(Path notes, String where, String id) throws Exception {
        note(notes.toString(), where, id);
        while (Files.readAllLines(notes.resolve(where)).stream().distinct().count() < 2) {
            Thread.sleep(10);
        }
    }

    private static void note(String notes, String file, String line) throws IOException {
        Files.writeString(
                Path.of(notes, file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
