package io.apium.architecture;

class ProseTest {}
