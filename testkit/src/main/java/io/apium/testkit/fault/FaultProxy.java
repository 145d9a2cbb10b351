package io.apium.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Passes TCP connections on to a port of the loopback interface, until {@link #cut} or {@link #blackhole}. */
public final class FaultProxy implements AutoCloseable {

    private enum State {
        HEALTHY,
        CUT,
        BLACKHOLE
    }

    private static final int BUFFER_BYTES = 8_192;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.HEALTHY;

    private FaultProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** @param target the port of the server */
    public static FaultProxy to(int target) {
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            FaultProxy proxy = new FaultProxy(listener, target);
            Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to instead, on the loopback interface. */
    public int port() {
        return listener.getLocalPort();
    }

    public void cut() {
        become(State.CUT);
        sockets.forEach(FaultProxy::close);
    }

    public void blackhole() {
        become(State.BLACKHOLE);
    }

    public void heal() {
        become(State.HEALTHY);
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy's port may still be taken: " + port(), e);
        }
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                Thread.ofVirtual().name("fault-proxy").start(() -> serve(client));
            } catch (IOException e) {
                return; // the proxy was closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            awaitPassage();
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                sockets.add(server);
                awaitPassage(); // a cut just now did not see this socket
                Thread back = Thread.ofVirtual().name("fault-proxy").start(() -> pass(server, client));
                pass(client, server);
                back.join();
                sockets.remove(server);
            }
        } catch (IOException e) {
            // cut, or the server is away: the client's connection is closed, as the server's would be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
        }
    }

    /** Passes bytes on until either side closes, and then closes both. */
    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassage();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // cut, or closed by one side: both are closed now
        }
    }

    /** Returns when bytes may be passed on. */
    private void awaitPassage() throws IOException {
        lock.lock();
        try {
            while (state == State.BLACKHOLE) {
                changed.awaitUninterruptibly();
            }
            if (state == State.CUT) {
                throw new IOException("the connection was cut");
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection may not have been cut", e);
        }
    }
}
