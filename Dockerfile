FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -DskipTests -Dspotless.check.skip package \
    && cp target/as-call-service-*.jar as-call-service.jar \
    && java -Djarmode=tools -jar as-call-service.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
WORKDIR /app
# Layers in the order of how seldom they change.
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
# Nothing but /tmp is written to, so the root file system may be read-only: --read-only --tmpfs /tmp.
USER 10001:10001
EXPOSE 3104 3184
# Asks with bash itself, because the image need not have curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>\"/dev/tcp/127.0.0.1/${PORT:-3104}\" && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 2 line <&3 && [[ $line == *' 200'* ]]"]
# Exec form: SIGTERM reaches the JVM, which finishes what it has begun.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "as-call-service.jar"]
