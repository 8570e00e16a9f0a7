package com.nevermisscall.callservice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kubernetes files say what Kubernetes understands and what the service does. */
class KubernetesFilesTest {

    private static final Map<String, Class<?>> TYPES = Map.of(
            "v1/Namespace", V1Namespace.class,
            "v1/Secret", V1Secret.class,
            "v1/Service", V1Service.class,
            "v1/ServiceAccount", V1ServiceAccount.class,
            "apps/v1/Deployment", V1Deployment.class,
            "autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class);

    private static final V1Deployment DEPLOYMENT = read("deployment.yaml", V1Deployment.class);
    private static final V1PodSpec POD = DEPLOYMENT.getSpec().getTemplate().getSpec();
    private static final V1Container CONTAINER = POD.getContainers().get(0);
    private static final JsonNode KUSTOMIZATION = yaml("kustomization.yaml");

    static Stream<Path> resources() {
        return DeploymentFiles.below("kubernetes").stream()
                // Of others, without types of their own here.
                .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("servicemonitor.yaml"));
    }

    /** Kubernetes itself drops a field that it does not know, silently. */
    @ParameterizedTest
    @MethodSource("resources")
    void everyFieldIsOneThatKubernetesKnows(Path file) {
        JsonNode resource = DeploymentFiles.yaml(file);
        String kind = resource.path("apiVersion").asText() + "/"
                + resource.path("kind").asText();

        assertThat(TYPES).containsKey(kind);
        assertThat(JSON.<Object>deserialize(resource.toString(), TYPES.get(kind)))
                .isNotNull();
    }

    @Test
    void aFieldThatThereIsNotIsFoundHoweverDeep() {
        JsonNode deployment = yaml("deployment.yaml");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0/readinessProbe/httpGet")).put("paht", "/");

        assertThatThrownBy(() -> JSON.<Object>deserialize(deployment.toString(), V1Deployment.class))
                .hasMessageContaining("paht");
    }

    @Test
    void theKustomizationListsEveryFileButTheExample() {
        List<String> files = DeploymentFiles.below("kubernetes").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("kustomization.yaml") && !name.equals("secret.example.yaml"))
                .toList();

        assertThat(texts(KUSTOMIZATION.path("resources"))).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void probesAskWhatTheServiceAnswers() {
        assertThat(pathOf(CONTAINER.getLivenessProbe())).isEqualTo("/health/live");
        assertThat(pathOf(CONTAINER.getStartupProbe())).isEqualTo("/health/live");
        assertThat(pathOf(CONTAINER.getReadinessProbe())).isEqualTo("/health/ready");
    }

    @Test
    void thePortsAreTheServices() {
        assertThat(CONTAINER.getPorts())
                .extracting(port -> port.getName() + "=" + port.getContainerPort())
                .containsExactly("http=3104", "metrics=3184");
        assertThat(read("service.yaml", V1Service.class).getSpec().getPorts())
                .extracting(V1ServicePort::getPort)
                .containsExactly(3104, 3184);
        assertThat(yaml("servicemonitor.yaml").at("/spec/endpoints/0/port").asText())
                .isEqualTo("metrics");
        assertThat(yaml("servicemonitor.yaml").at("/spec/endpoints/0/path").asText())
                .isEqualTo("/actuator/prometheus");
    }

    @Test
    void everybodySelectsThePodsOfTheDeployment() {
        Map<String, String> labels =
                DEPLOYMENT.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(DEPLOYMENT.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(read("service.yaml", V1Service.class).getSpec().getSelector())
                .isEqualTo(labels);
        assertThat(read("service.yaml", V1Service.class).getMetadata().getLabels())
                .as("what the ServiceMonitor selects")
                .isEqualTo(labels);
        assertThat(read("poddisruptionbudget.yaml", V1PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(read("networkpolicy.yaml", V1NetworkPolicy.class)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(POD.getTopologySpreadConstraints())
                .hasSize(2)
                .allSatisfy(spread ->
                        assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(labels));
    }

    @Test
    void thePodMayDoNothingThatItNeedNot() {
        assertThat(POD.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(DeploymentFiles.text(Path.of("Dockerfile")))
                .contains("USER " + POD.getSecurityContext().getRunAsUser() + ":");
        assertThat(POD.getAutomountServiceAccountToken()).isFalse();
        assertThat(CONTAINER.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(CONTAINER.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(CONTAINER.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void threeReplicasRunAndOneAtATimeGoes() {
        V2HorizontalPodAutoscaler autoscaler = read("horizontalpodautoscaler.yaml", V2HorizontalPodAutoscaler.class);

        assertThat(autoscaler.getSpec().getMinReplicas()).isEqualTo(3);
        assertThat(autoscaler.getSpec().getScaleTargetRef().getName())
                .isEqualTo(DEPLOYMENT.getMetadata().getName());
        assertThat(DEPLOYMENT.getSpec().getReplicas())
                .as("or an apply takes away what the autoscaler added")
                .isNull();
        assertThat(CONTAINER.getLifecycle().getPreStop().getSleep().getSeconds())
                .isPositive();
        assertThat(POD.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void settingsHaveNamesThatTheServiceKnows() {
        assertThat(texts(KUSTOMIZATION.at("/configMapGenerator/0/literals")))
                .isNotEmpty()
                .allSatisfy(literal -> assertThat(DeploymentFiles.settings()).contains(literal.split("=")[0]));
        assertThat(read("secret.example.yaml", V1Secret.class).getStringData().keySet())
                .containsExactlyInAnyOrder("DATABASE_URL", "INTERNAL_SERVICE_KEY", "JWT_SECRET");
        assertThat(CONTAINER.getEnvFrom())
                .extracting(from -> from.getSecretRef() == null
                        ? from.getConfigMapRef().getName()
                        : from.getSecretRef().getName())
                .containsExactly(
                        KUSTOMIZATION.at("/configMapGenerator/0/name").asText(),
                        read("secret.example.yaml", V1Secret.class)
                                .getMetadata()
                                .getName());
    }

    private static String pathOf(V1Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrValue()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }

    private static JsonNode yaml(String name) {
        return DeploymentFiles.yaml(DeploymentFiles.file("kubernetes/" + name));
    }

    private static <T> T read(String name, Class<T> type) {
        return JSON.deserialize(yaml(name).toString(), type);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
