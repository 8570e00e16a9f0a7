package com.nevermisscall.callservice.faults;

import com.nevermisscall.callservice.support.RunsBeside;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts a lane's cluster with its first trial and stops it after the last of all or when a trial wants the whole machine,
 * begins each trial with everybody well, and enters its line into the report.
 */
final class TrialRun implements ParameterResolver, BeforeEachCallback, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(TrialRun.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        // First of all, so that it is closed, and printed, last.
        report(test);
        if (wantsTheMachine(test)) {
            stopOtherClusters(test);
        }
        cluster(test).restore();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == Trial.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Cluster.class ? cluster(test) : trial(test);
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        report(test).enter(trial(test), test.getExecutionException().orElse(null));
    }

    private static TrialReport report(ExtensionContext test) {
        return shared(test).getOrComputeIfAbsent("report", key -> new TrialReport(), TrialReport.class);
    }

    private static Cluster cluster(ExtensionContext test) {
        Lane lane = lane(test.getRequiredTestClass());
        return shared(test)
                .getOrComputeIfAbsent(lane, key -> new Running(new Cluster(lane)), Running.class)
                .cluster();
    }

    private static boolean wantsTheMachine(ExtensionContext test) {
        return Scale.current() == Scale.FULL
                && annotation(test.getRequiredTestClass()).alone();
    }

    /** Replicas take processor time also where nobody calls; a later trial of their lane would start them again. */
    private static void stopOtherClusters(ExtensionContext test) {
        Stream.of(Lane.values())
                .filter(lane -> lane != lane(test.getRequiredTestClass()))
                .map(lane -> shared(test).remove(lane, Running.class))
                .filter(Objects::nonNull)
                .forEach(Running::close);
    }

    private static Trial trial(ExtensionContext test) {
        return test.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        "trial",
                        key -> {
                            FaultTrial trial = test.getRequiredTestMethod().getAnnotation(FaultTrial.class);
                            return new Trial(trial.number(), trial.title());
                        },
                        Trial.class);
    }

    private static Store shared(ExtensionContext test) {
        return test.getRoot().getStore(NAMESPACE);
    }

    /** In brief all share one, because starting replicas is most of the time. */
    private static Lane lane(Class<?> trials) {
        return Scale.current() == Scale.BRIEF
                ? Lane.PATIENCE
                : annotation(trials).value();
    }

    private static FaultTrials annotation(Class<?> trials) {
        return AnnotationSupport.findAnnotation(trials, FaultTrials.class).orElseThrow();
    }

    private record Running(Cluster cluster) implements Store.CloseableResource {

        @Override
        public void close() {
            cluster.close();
        }
    }

    /** One trial at a time in each lane; in full some want the whole machine, in brief all are one of those beside. */
    static final class LaneLock implements ResourceLocksProvider {

        @Override
        public Set<Lock> provideForClass(Class<?> trials) {
            if (Scale.current() == Scale.BRIEF) {
                return Set.of(new Lock(RunsBeside.LANE));
            }
            Lock lane = new Lock(lane(trials).name());
            return annotation(trials).alone() ? Set.of(lane, new Lock(Resources.GLOBAL)) : Set.of(lane);
        }
    }
}
