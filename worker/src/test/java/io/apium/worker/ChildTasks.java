package io.apium.worker;

import io.apium.canvas.Signature;
import io.apium.flow.plan.Plan;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tasks that do to their process what they like. */
final class ChildTasks {

    @Task("pid")
    long pid() {
        return ProcessHandle.current().pid();
    }

    @Task("echo")
    Object echo(Object value) {
        return value;
    }

    @Task("plan")
    Plan plan() {
        return new Plan.Task(Signature.of("echo", 1));
    }

    @Task("exit")
    void exit(int code) {
        System.exit(code);
    }

    @Task("print")
    String print() throws IOException {
        System.out.print("\0\1\2 no end of the line");
        try (PrintStream below = new PrintStream(new FileOutputStream(FileDescriptor.out))) {
            below.write(new byte[] {0, 0, 0, 1, 'V', '7', (byte) 0xff, (byte) 0xfe});
            below.flush();
        }
        return "printed";
    }

    @Task("spin")
    long spin() {
        long turns = 0;
        while (!Thread.currentThread().isInterrupted() || turns >= 0) {
            turns = Math.abs(turns + 1);
        }
        return turns;
    }

    @Task("late")
    String late(TaskContext context) {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            return context.softTimeLimitExceeded() ? "cleaned up" : "stopped";
        }
    }

    @Task("hoard")
    int hoard() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < 1_000) {
            all.add(new byte[8 << 20]);
        }
        return all.size();
    }

    @Task(value = "again", retry = @Retry(max = 1, on = IllegalStateException.class, delay = "PT1S"))
    String again(TaskContext context) {
        context.progress(1, 2);
        if (context.attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        return context.id().value();
    }
}
