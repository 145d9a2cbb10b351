package io.apium.adapter.rabbit;

import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.broker.Broker;
import io.apium.testkit.contract.BrokerOutageContract;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RabbitOutageIT implements BrokerOutageContract {

    private static TestServer server;

    private final RabbitBroker broker = RabbitBrokerIT.broker(server.url(), QueueType.CLASSIC);

    @BeforeAll
    static void start() throws Exception {
        server = RabbitServer.started();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public void fail() {
        server.stop();
    }

    @Override
    public void recover() {
        server.start();
    }
}
