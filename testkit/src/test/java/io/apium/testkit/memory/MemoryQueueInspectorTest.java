package io.apium.testkit.memory;

import io.apium.broker.Broker;
import io.apium.broker.QueueInspector;
import io.apium.testkit.contract.QueueInspectorContract;

class MemoryQueueInspectorTest implements QueueInspectorContract {

    private final MemoryBroker broker = new MemoryBroker();
    private final QueueInspector inspector = new MemoryQueueInspector(broker);

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public QueueInspector inspector() {
        return inspector;
    }
}
