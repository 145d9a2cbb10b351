# One image for each service: docker build --target worker -t apium/worker .
# The base images may be replaced by others with the same contents, such as those of a mirror of yours.
ARG MAVEN_IMAGE=maven:3.9-eclipse-temurin-25
ARG JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${MAVEN_IMAGE} AS build
WORKDIR /src
# What the rooms depend on changes seldom: fetched before there is a line of code, it is fetched once. Rooms without code compile.
COPY pom.xml ./
COPY core/pom.xml core/
COPY testkit/pom.xml testkit/
COPY broker-config/pom.xml broker-config/
COPY worker/pom.xml worker/
COPY gpu-worker/pom.xml gpu-worker/
COPY scheduler/pom.xml scheduler/
COPY api/pom.xml api/
COPY standalone/pom.xml standalone/
COPY system-tests/pom.xml system-tests/
COPY system-tests/perf-test/pom.xml system-tests/perf-test/
RUN mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl standalone -am compile
COPY . .
RUN mvn -B -ntp -q -Psbom -Dmaven.test.skip=true -Dspotless.check.skip=true -pl standalone -am package \
 && java -Djarmode=tools -jar standalone/target/apium-exec.jar extract --layers --destination /layers \
 && cp standalone/target/classes/META-INF/sbom/application.cdx.json /layers/application/sbom.cdx.json \
 && find /layers -exec touch -h -d 2026-11-22T00:00:00Z {} +

FROM ${JAVA_IMAGE} AS base
RUN groupadd --gid 10001 apium \
 && useradd --uid 10001 --gid apium --home-dir /var/cache/apium --no-create-home --shell /usr/sbin/nologin apium \
 && install -d -o apium -g apium /var/cache/apium /opt/apium/tasks
# what changes seldom first, so that a new version is a small layer
COPY --from=build /layers/dependencies/ /opt/apium/
COPY --from=build /layers/spring-boot-loader/ /opt/apium/
COPY --from=build /layers/snapshot-dependencies/ /opt/apium/
COPY --from=build /layers/application/ /opt/apium/
COPY deploy/healthy /usr/local/bin/healthy
# what the virtual machine loads and links at a start, written down once (JEP 514): starts take half as long
RUN java -XX:AOTCacheOutput=/opt/apium/start.aot -Dspring.context.exit=onRefresh --enable-native-access=ALL-UNNAMED \
      -jar /opt/apium/apium-exec.jar api --port 0
ENV XDG_CACHE_HOME=/var/cache/apium \
    APIUM_API_ADDRESS=0.0.0.0 \
    APIUM_WORKER_TASK_JARS=/opt/apium/tasks
USER 10001:10001
WORKDIR /tmp
STOPSIGNAL SIGTERM
# further options of Java: JDK_JAVA_OPTIONS
# without ExitOnOutOfMemoryError, since in a worker the error is a task's: docs/containment.md
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:AOTCache=/opt/apium/start.aot", \
  "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/apium/apium-exec.jar"]
LABEL org.opencontainers.image.title="Apium" \
      org.opencontainers.image.description="A distributed task queue for the JVM that speaks Celery" \
      org.opencontainers.image.licenses="Apache-2.0" \
      io.apium.sbom="/opt/apium/sbom.cdx.json"

FROM base AS api
EXPOSE 8080
# it runs no handlers, so that after an OutOfMemoryError nothing in it can be trusted: it ends, and is started again
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:AOTCache=/opt/apium/start.aot", "-XX:+ExitOnOutOfMemoryError", \
  "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/apium/apium-exec.jar"]
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s CMD ["healthy", "8080"]
CMD ["api"]

FROM base AS scheduler
ENV MANAGEMENT_SERVER_PORT=8081 MANAGEMENT_SERVER_ADDRESS=0.0.0.0
EXPOSE 8081
# as the api
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:AOTCache=/opt/apium/start.aot", "-XX:+ExitOnOutOfMemoryError", \
  "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/apium/apium-exec.jar"]
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s CMD ["healthy", "8081"]
CMD ["scheduler"]

# Tasks of yours: jars mounted at /opt/apium/tasks, or an image of your own:
#   FROM apium/worker
#   COPY my-tasks.jar /opt/apium/tasks/
FROM base AS worker
ENV MANAGEMENT_SERVER_PORT=8081 MANAGEMENT_SERVER_ADDRESS=0.0.0.0
EXPOSE 8081
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s CMD ["healthy", "8081"]
CMD ["worker"]

# With PoCL, which computes on the processor: it works anywhere. A vendor's driver comes with its container runtime.
FROM base AS gpu-worker
USER root
RUN apt-get update \
 && apt-get install -y --no-install-recommends ocl-icd-libopencl1 pocl-opencl-icd \
 && rm -rf /var/lib/apt/lists/*
USER 10001:10001
ENV MANAGEMENT_SERVER_PORT=8081 MANAGEMENT_SERVER_ADDRESS=0.0.0.0
EXPOSE 8081
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s CMD ["healthy", "8081"]
CMD ["gpu-worker"]
