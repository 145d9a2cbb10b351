package io.apium.worker;

import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.worker.binding.Json;
import io.apium.worker.builtin.BuiltinTasks;
import io.apium.worker.child.Frame;
import io.apium.worker.child.Frame.Kind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A child: makes one attempt after another for its parent. One thread listens to the parent, so that it hears of a soft
 * limit and of the parent's end whatever the handler does; the other runs the handler.
 */
final class ChildMain {

    private static final String FROM_PARENT = "/dev/fd/3";
    private static final String TO_PARENT = "/dev/fd/4";

    private final Json json = new Json();
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Printed printed;
    private final SynchronousQueue<Dispatch> calls = new SynchronousQueue<>();
    private final Thread runner =
            Thread.ofPlatform().daemon().name("apium-task").unstarted(this::run);
    private Handlers handlers = new Handlers(List.of(), List.of());

    /** Guarded by this, as whoever interrupts must hit the attempt that it means. */
    private @Nullable TaskContext current;

    private ChildMain(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
        this.printed = new Printed(line -> send(new Frame(Kind.LINE, line)));
    }

    public static void main(String[] args) {
        try {
            new ChildMain(
                            new DataInputStream(new BufferedInputStream(new FileInputStream(FROM_PARENT))),
                            new DataOutputStream(new BufferedOutputStream(new FileOutputStream(TO_PARENT))))
                    .serve();
        } catch (Throwable e) {
            // whatever it is, an OutOfMemoryError of a handler's too: a child that does not listen is of no use
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void serve() throws IOException, InterruptedException {
        printed.replaceStandardOutput();
        Frame setup = Frame.read(in);
        if (setup != null && prepare(setup)) {
            send(new Frame(Kind.READY));
            listen();
        }
        leave();
    }

    private void listen() throws IOException, InterruptedException {
        for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
            switch (frame.kind()) {
                case CALL -> calls.put(Dispatch.read(frame.body(), json));
                case LATE -> late();
                default -> throw new IOException("a parent does not say " + frame.kind());
            }
        }
    }

    private boolean prepare(Frame frame) {
        try {
            Setup setup = Setup.read(frame.body(), json);
            ClassLoader loader = TaskJars.loader(setup.jars(), ChildMain.class.getClassLoader());
            handlers = handlers(setup, loader);
            runner.setContextClassLoader(loader);
            runner.start();
            return true;
        } catch (RuntimeException | LinkageError e) {
            send(new Frame(Kind.REFUSED, String.valueOf(e.getMessage())));
            return false;
        }
    }

    private Handlers handlers(Setup setup, ClassLoader loader) {
        MethodHandler.Results results =
                new MethodHandler.Results(json, SizeLimits.of(null, DataSize.ofBytes(setup.resultBytesMax())));
        List<Object> beans = new ArrayList<>(BuiltinTasks.all(true));
        beans.addAll(new ChildBeans(setup.configuration(), loader).of(setup.classes()));
        List<Handler> found = new ArrayList<>();
        for (Object bean : beans) {
            Discovery.tasks(bean.getClass())
                    .forEach((method, task) -> found.add(new MethodHandler(bean, method, task, results)));
        }
        return new Handlers(found, List.of()).andComposed(json, results.sizes().arguments());
    }

    private void run() {
        try {
            while (true) {
                Dispatch call = calls.take();
                printed.begin();
                Outcome outcome = outcome(call);
                printed.tell();
                send(Dispatch.answer(outcome, json));
            }
        } catch (Throwable e) {
            // not of the handler, whose every failure is an outcome
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private Outcome outcome(Dispatch call) throws Exception {
        TaskContext context = new TaskContext(
                call.message(),
                call.limits(),
                call.startedAt(),
                report -> send(new Frame(Kind.PROGRESS, json.result(report).json())));
        Handler handler = handlers.find(call.message().task())
                .orElseThrow(() -> new IllegalStateException(
                        "the child has no task " + call.message().task()));
        begin(context);
        try {
            Outcome outcome = handler.call(call.message(), context);
            return context.takePlan()
                    .<Outcome>map(_ ->
                            new Outcome.Failure(Fault.unwritable("a task that becomes a flow runs in a pool of threads,"
                                    + " since a child has no way to tell of one: "
                                    + call.message().task())))
                    .orElse(outcome);
        } finally {
            end();
        }
    }

    private synchronized void begin(TaskContext context) {
        current = context;
    }

    private synchronized void end() {
        current = null;
        Thread.interrupted();
    }

    private synchronized void late() {
        if (current != null) {
            current.stop(Attempt.Stop.LATE);
            runner.interrupt();
        }
    }

    private void send(Frame frame) {
        try {
            frame.write(out);
        } catch (IOException e) {
            // the parent is gone
            Runtime.getRuntime().halt(1);
        }
    }

    /** The parent says no more: it is gone, or wants this child to end. */
    private synchronized void leave() {
        if (current != null) {
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }
}
