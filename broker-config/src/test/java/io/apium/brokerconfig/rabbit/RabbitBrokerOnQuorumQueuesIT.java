package io.apium.brokerconfig.rabbit;

import io.apium.broker.Broker;
import io.apium.brokerconfig.BrokerProperties.QueueType;
import io.apium.testkit.contract.SubscriptionContract;
import io.apium.testkit.server.RabbitServer;
import org.junit.jupiter.api.AfterEach;

class RabbitBrokerOnQuorumQueuesIT implements SubscriptionContract {

    private final RabbitBroker broker =
            RabbitBrokerIT.broker(RabbitServer.shared().url(), QueueType.QUORUM);

    @AfterEach
    void close() {
        broker.close();
    }

    @Override
    public Broker broker() {
        return broker;
    }
}
