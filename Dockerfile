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
COPY docker/java.options docker/training.options ./
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
# Starts as far as it gets without a database, and keeps what was loaded and linked on the way.
RUN ["java", "@java.options", "@training.options", "--sun-misc-unsafe-memory-access=allow", "-XX:AOTCacheOutput=as-call-service.aot", "-jar", "as-call-service.jar"]
# Nothing but /tmp is written to, so the root file system may be read-only: --read-only --tmpfs /tmp.
USER 10001:10001
EXPOSE 3104 3184
# Fewer pools of native memory, which many threads would spread over.
ENV MALLOC_ARENA_MAX=2
# Asks with bash itself, because the image need not have curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>\"/dev/tcp/127.0.0.1/${PORT:-3104}\" && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 2 line <&3 && [[ $line == *' 200'* ]]"]
# Exec form: SIGTERM reaches the JVM, which finishes what it has begun. Netty's use of Unsafe is known.
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=as-call-service.aot", "--sun-misc-unsafe-memory-access=allow", "-jar", "as-call-service.jar"]
