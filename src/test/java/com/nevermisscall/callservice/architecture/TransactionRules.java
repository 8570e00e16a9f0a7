package com.nevermisscall.callservice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.integration.CollaboratorHttp;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done within a transaction, and that it is one. */
public final class TransactionRules {

    private static final DescribedPredicate<JavaMethod> TRANSACTIONAL = DescribedPredicate.describe(
            "transactional",
            method -> method.isAnnotatedWith(Transactional.class)
                    || method.getOwner().isAnnotatedWith(Transactional.class));

    private TransactionRules() {}

    /** A method that no proxy can stand before would silently run without a transaction. */
    public static ArchRule transactionsReallyOpen() {
        return methods()
                .that(DescribedPredicate.describe(
                        "@Transactional", method -> method.isAnnotatedWith(Transactional.class)))
                .should(new ArchCondition<JavaMethod>("be such that a proxy can stand before them") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean fixed = Stream.of(JavaModifier.PRIVATE, JavaModifier.STATIC, JavaModifier.FINAL)
                                .anyMatch(method.getModifiers()::contains);
                        if (fixed || method.getOwner().getModifiers().contains(JavaModifier.FINAL)) {
                            events.add(
                                    SimpleConditionEvent.violated(method, method.getFullName() + " cannot be proxied"));
                        }
                    }
                });
    }

    /**
     * Follows the calls, over any number of methods and classes, from every transactional method and from every lambda
     * beside a {@link TransactionTemplate} or {@link ConflictRetry}. What a listener does is looked at where it is
     * declared, since it is transactional itself.
     */
    public static ArchRule noHttpWithinATransaction() {
        return classes().should(new ArchCondition<JavaClass>("ask no collaborator within a transaction") {

            private final Set<JavaCodeUnit> askers = new HashSet<>();

            @Override
            public void init(Collection<JavaClass> all) {
                Map<JavaCodeUnit, Set<JavaCodeUnit>> callers = new HashMap<>();
                Deque<JavaCodeUnit> open = new ArrayDeque<>();
                all.forEach(type -> type.getAccessesFromSelf().forEach(access -> {
                    targets(access)
                            .forEach(target -> callers.computeIfAbsent(target, unit -> new HashSet<>())
                                    .add(access.getOrigin()));
                    if (asks(access)) {
                        open.add(access.getOrigin());
                    }
                }));
                while (!open.isEmpty()) {
                    JavaCodeUnit asker = open.pop();
                    if (askers.add(asker)) {
                        open.addAll(callers.getOrDefault(asker, Set.of()));
                    }
                }
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(TransactionRules::isWithinATransaction)
                        .filter(access -> asks(access) || targets(access).anyMatch(askers::contains))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
            }
        });
    }

    private static boolean isWithinATransaction(JavaAccess<?> access) {
        JavaCodeUnit origin = access.getOrigin();
        boolean declared = origin instanceof JavaMethod method && TRANSACTIONAL.test(method);
        boolean handedOver = origin.getMethodCallsFromSelf().stream()
                .map(call -> call.getTargetOwner())
                .anyMatch(owner ->
                        owner.isAssignableTo(TransactionTemplate.class) || owner.isEquivalentTo(ConflictRetry.class));
        boolean reference = origin.getMethodReferencesFromSelf().contains(access);
        return declared || handedOver && (access.isDeclaredInLambda() || reference);
    }

    private static boolean asks(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(CollaboratorHttp.class)
                && !access.getOriginOwner().isEquivalentTo(CollaboratorHttp.class);
    }

    /** The methods that a call may end in: the one it names, or one that overrides it. */
    private static Stream<JavaCodeUnit> targets(JavaAccess<?> access) {
        Stream<JavaCodeUnit> named = access.getTarget().resolveMember().stream()
                .filter(JavaCodeUnit.class::isInstance)
                .map(JavaCodeUnit.class::cast);
        return named.flatMap(unit -> Stream.concat(
                Stream.of(unit),
                access.getTargetOwner().getAllSubclasses().stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().equals(unit.getName())
                                && method.getRawParameterTypes().equals(unit.getRawParameterTypes()))));
    }
}
