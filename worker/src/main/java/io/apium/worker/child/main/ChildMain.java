package io.apium.worker.child.main;

import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.builtin.BuiltinTasks;
import io.apium.worker.child.ChildCallCodec;
import io.apium.worker.child.ChildFrame;
import io.apium.worker.child.ChildFrame.Kind;
import io.apium.worker.child.ChildSetup;
import io.apium.worker.composite.CompositeTasks;
import io.apium.worker.discovery.HandlerDiscovery;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.MethodHandler;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.handler.StopReason;
import io.apium.worker.handler.TaskJars;
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
 * The main class of a child: runs attempts for its parent, one after the other. One thread reads frames, so that the
 * child notices soft time limits and the end of the parent while a handler runs; the other runs handlers.
 */
public final class ChildMain {

    private static final String FROM_PARENT = "/dev/fd/3";
    private static final String TO_PARENT = "/dev/fd/4";

    private final HandlerJson handlerJson = new HandlerJson();
    private final DataInputStream in;
    private final DataOutputStream out;
    private final CapturedOutput capturedOutput;
    private final SynchronousQueue<ChildCallCodec> calls = new SynchronousQueue<>();
    private final Thread runner =
            Thread.ofPlatform().daemon().name("apium-task").unstarted(this::run);
    private HandlerRegistry handlers = new HandlerRegistry(List.of(), List.of());

    /** Guarded by this, so that the interrupt of a soft time limit cannot reach the next attempt. */
    private @Nullable AttemptContext current;

    private ChildMain(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
        this.capturedOutput = new CapturedOutput(line -> send(new ChildFrame(Kind.LINE, line)));
    }

    public static void main(String[] args) {
        try {
            new ChildMain(
                            new DataInputStream(new BufferedInputStream(new FileInputStream(FROM_PARENT))),
                            new DataOutputStream(new BufferedOutputStream(new FileOutputStream(TO_PARENT))))
                    .serve();
        } catch (Throwable e) {
            // any Throwable, such as an OutOfMemoryError of a handler: a child without this thread is useless
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void serve() throws IOException, InterruptedException {
        capturedOutput.replaceStandardOutput();
        ChildFrame setup = ChildFrame.read(in);
        if (setup != null && prepare(setup)) {
            send(new ChildFrame(Kind.READY));
            listen();
        }
        leave();
    }

    private void listen() throws IOException, InterruptedException {
        for (ChildFrame frame = ChildFrame.read(in); frame != null; frame = ChildFrame.read(in)) {
            switch (frame.kind()) {
                case CALL -> calls.put(ChildCallCodec.read(frame.body(), handlerJson));
                case LATE -> late();
                default -> throw new IOException("unexpected frame from a parent: " + frame.kind());
            }
        }
    }

    private boolean prepare(ChildFrame frame) {
        try {
            ChildSetup setup = ChildSetup.read(frame.body(), handlerJson);
            ClassLoader loader = TaskJars.loader(setup.jars(), ChildMain.class.getClassLoader());
            handlers = handlers(setup, loader);
            runner.setContextClassLoader(loader);
            runner.start();
            return true;
        } catch (RuntimeException | LinkageError e) {
            send(new ChildFrame(Kind.REFUSED, String.valueOf(e.getMessage())));
            return false;
        }
    }

    private HandlerRegistry handlers(ChildSetup setup, ClassLoader loader) {
        MethodHandler.Results results =
                new MethodHandler.Results(handlerJson, SizeLimits.of(null, DataSize.ofBytes(setup.maxResultSize())));
        List<Object> beans = new ArrayList<>(BuiltinTasks.all(true));
        beans.addAll(new ChildBeans(setup.configuration(), loader).of(setup.classes()));
        List<Handler> found = new ArrayList<>();
        for (Object bean : beans) {
            HandlerDiscovery.tasks(bean.getClass())
                    .forEach((method, task) -> found.add(new MethodHandler(bean, method, task, results)));
        }
        return CompositeTasks.addedTo(
                new HandlerRegistry(found, List.of()),
                handlerJson,
                results.sizes().arguments());
    }

    private void run() {
        try {
            while (true) {
                ChildCallCodec call = calls.take();
                capturedOutput.begin();
                Outcome outcome = outcome(call);
                capturedOutput.tell();
                send(ChildCallCodec.answer(outcome, handlerJson));
            }
        } catch (Throwable e) {
            // not thrown by the handler, whose exceptions are outcomes
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private Outcome outcome(ChildCallCodec call) throws Exception {
        AttemptContext context = new AttemptContext(
                call.message(),
                call.limits(),
                call.startedAt(),
                report -> send(
                        new ChildFrame(Kind.PROGRESS, handlerJson.result(report).json())));
        Handler handler = handlers.find(call.message().task())
                .orElseThrow(() -> new IllegalStateException(
                        "the child has no task " + call.message().task()));
        begin(context);
        try {
            Outcome outcome = handler.call(call.message(), context);
            return context.takePlan()
                    .<Outcome>map(_ -> new Outcome.Failure(
                            TaskError.unwritable("a task that becomes a flow runs in a pool of threads,"
                                    + " since a child has no way to tell of one: "
                                    + call.message().task())))
                    .orElse(outcome);
        } finally {
            end();
        }
    }

    private synchronized void begin(AttemptContext context) {
        current = context;
    }

    private synchronized void end() {
        current = null;
        Thread.interrupted();
    }

    private synchronized void late() {
        if (current != null) {
            current.stop(StopReason.SOFT_LIMIT);
            runner.interrupt();
        }
    }

    private void send(ChildFrame frame) {
        try {
            frame.write(out);
        } catch (IOException e) {
            // the parent has ended
            Runtime.getRuntime().halt(1);
        }
    }

    /** Exits, because the parent has closed the pipe (it has ended, or stops this child) or the setup has failed. */
    private synchronized void leave() {
        if (current != null) {
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }
}
