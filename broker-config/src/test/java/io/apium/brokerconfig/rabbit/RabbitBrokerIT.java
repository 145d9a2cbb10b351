package io.apium.brokerconfig.rabbit;

import io.apium.broker.Broker;
import io.apium.brokerconfig.BrokerProperties;
import io.apium.brokerconfig.wire.MessageWriter;
import io.apium.testkit.contract.BrokerContract;
import io.apium.testkit.server.RabbitServer;
import org.junit.jupiter.api.AfterEach;
import org.springframework.util.unit.DataSize;

class RabbitBrokerIT implements BrokerContract {

    private final RabbitBroker broker = broker(RabbitServer.shared().url(), BrokerProperties.QueueType.CLASSIC);

    static RabbitBroker broker(String url, BrokerProperties.QueueType type) {
        BrokerProperties properties = new BrokerProperties(url, type, 0, DataSize.ofMegabytes(1));
        return new RabbitBroker(new Connections(properties, "test"), properties, new MessageWriter("gen1@test"));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Override
    public Broker broker() {
        return broker;
    }
}
