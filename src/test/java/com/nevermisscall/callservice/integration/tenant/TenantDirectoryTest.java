package com.nevermisscall.callservice.integration.tenant;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.integration.CollaboratorStub;
import com.nevermisscall.callservice.support.HeldAnswer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class TenantDirectoryTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final Duration CACHE_TIME = Duration.ofSeconds(60);

    @RegisterExtension
    final CollaboratorStub tenants = new CollaboratorStub(Collaborator.TS_TENANT_SERVICE);

    private TenantDirectory directory;

    @BeforeEach
    void openTheDirectory() {
        directory = new TenantDirectory(new TenantClient(tenants.http()), settings(CACHE_TIME, true), tenants.clock());
    }

    @Test
    void asksOnceWhileTheProfileIsFresh() {
        isCalled("Smith Plumbing");

        assertThat(name()).isEqualTo("Smith Plumbing");
        isCalled("Jones Plumbing");
        after(CACHE_TIME.minusMillis(1));

        assertThat(name()).isEqualTo("Smith Plumbing");
        assertThat(tenants.requests()).hasSize(1);
    }

    @Test
    void asksAgainWhenTheProfileIsNoLongerFresh() {
        isCalled("Smith Plumbing");
        name();
        isCalled("Jones Plumbing");

        after(CACHE_TIME);

        assertThat(name()).isEqualTo("Jones Plumbing");
    }

    @Test
    void tellsAProfileThatIsFreshWithoutAsking() {
        isCalled("Smith Plumbing");
        assertThat(directory.remembered(TENANT)).isEmpty();
        assertThat(tenants.requests()).isEmpty();

        name();
        after(CACHE_TIME.minusMillis(1));
        assertThat(directory.remembered(TENANT))
                .hasValueSatisfying(
                        profile -> assertThat(profile.businessName()).isEqualTo("Smith Plumbing"));

        after(Duration.ofMillis(1));
        assertThat(directory.remembered(TENANT)).isEmpty();
        assertThat(tenants.requests()).hasSize(1);
    }

    @Test
    void remembersTenantsApart() {
        isCalled("Smith Plumbing");
        name();
        isCalled("Jones Plumbing");

        assertThat(directory.profileOf(UUID.randomUUID()).businessName()).isEqualTo("Jones Plumbing");
    }

    @Test
    void remembersThatATenantDoesNotExist() {
        tenants.answers(200, "{\"exists\": false}");

        assertThat(directory.profileOf(TENANT).active()).isFalse();
        assertThat(directory.profileOf(TENANT).active()).isFalse();

        assertThat(tenants.requests()).hasSize(1);
    }

    @Test
    void servesAStaleProfileForADayWhileTheServiceIsDown() {
        isCalled("Smith Plumbing");
        name();
        isDown();

        after(Duration.ofHours(24));

        assertThat(name()).isEqualTo("Smith Plumbing");
        after(Duration.ofMillis(1));
        assertThat(directory.profileOf(TENANT)).isEqualTo(TenantProfile.unknown(TENANT));
    }

    @Test
    void leavesTheServiceAloneForAMomentAfterItFailed() {
        isCalled("Smith Plumbing");
        name();
        isDown();
        after(CACHE_TIME);
        name();
        int asked = tenants.requests().size();

        after(Duration.ofMillis(1999));
        name();
        assertThat(tenants.requests()).hasSize(asked);

        after(Duration.ofMillis(1));
        name();
        assertThat(tenants.requests()).hasSize(asked + 1);
    }

    @Test
    void doesNotRememberThatItCouldNotAsk() {
        isDown();
        TenantProfile unknown = directory.profileOf(TENANT);

        assertThat(unknown.known()).isFalse();
        assertThat(unknown.active()).isTrue();
        isCalled("Smith Plumbing");
        assertThat(name()).isEqualTo("Smith Plumbing");
    }

    @Test
    void asksOnceForManyWhoWaitForTheSameTenant() {
        tenants.answers(CollaboratorStub.json(200, named("Smith Plumbing")).withFixedDelay(500));

        List<CompletableFuture<String>> callers =
                Stream.generate(this::nameForAnother).limit(8).toList();

        assertThat(callers)
                .allSatisfy(caller -> assertThat(caller)
                        .succeedsWithin(Duration.ofSeconds(30))
                        .isEqualTo("Smith Plumbing"));
        assertThat(tenants.requests()).hasSize(1);
    }

    @Test
    void keepsNobodyWaitingWhoCanHaveAStaleProfile() {
        isCalled("Smith Plumbing");
        name();
        after(CACHE_TIME);
        HeldAnswer second = new HeldAnswer();
        tenants.answers(second.of(CollaboratorStub.json(200, named("Jones Plumbing"))));
        CompletableFuture<String> first = nameForAnother();
        await().until(() -> tenants.requests().size() == 2);

        assertThat(name()).isEqualTo("Smith Plumbing");

        assertThat(first).isNotDone();
        second.release();
        assertThat(first).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("Jones Plumbing");
    }

    @Test
    void asksEachTimeWhereNothingIsToBeRemembered() {
        directory =
                new TenantDirectory(new TenantClient(tenants.http()), settings(Duration.ZERO, true), tenants.clock());
        isCalled("Smith Plumbing");

        name();
        name();

        assertThat(tenants.requests()).hasSize(2);
    }

    @Test
    void isNotAskedInsideADatabaseTransactionEvenWhenItRemembers() {
        isCalled("Smith Plumbing");
        name();
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatIllegalStateException().isThrownBy(this::name);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    private String name() {
        return directory.profileOf(TENANT).businessName();
    }

    private CompletableFuture<String> nameForAnother() {
        CompletableFuture<String> name = new CompletableFuture<>();
        new Thread(() -> name.complete(name())).start();
        return name;
    }

    private void isCalled(String name) {
        tenants.answers(200, named(name));
    }

    private void isDown() {
        tenants.answers(aResponse().withStatus(503));
    }

    private void after(Duration time) {
        tenants.clock().advance(time);
    }

    private static String named(String name) {
        return "{\"exists\": true, \"businessName\": \"" + name + "\"}";
    }

    static CollaboratorProperties settings(Duration cacheTime, boolean areaValidation) {
        return new CollaboratorProperties(
                null,
                null,
                new CollaboratorProperties.Tenant("http://unused", (int) cacheTime.toSeconds(), areaValidation),
                null);
    }
}
