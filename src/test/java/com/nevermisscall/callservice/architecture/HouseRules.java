package com.nevermisscall.callservice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.annotation.Resource;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.data.repository.Repository;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.validation.annotation.Validated;

/** Habits that every class keeps. */
public final class HouseRules {

    private HouseRules() {}

    /** Only the class that makes the clock may look at the machine's. */
    public static ArchRule nowComesFromTheClock(String clockMaker) {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(clockMaker)
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe("it asks the machine for the time", HouseRules::asksTheMachine));
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean now = owner.getPackageName().startsWith("java.time")
                && name.equals("now")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        boolean clock = owner.isEquivalentTo(Clock.class)
                && Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds", "tickMinutes")
                        .contains(name);
        boolean system = owner.isEquivalentTo(System.class)
                && Set.of("currentTimeMillis", "nanoTime").contains(name);
        boolean date = owner.isEquivalentTo(Date.class)
                && name.equals("<init>")
                && target.getRawParameterTypes().isEmpty();
        return now || clock || system || date || owner.isEquivalentTo(Calendar.class) && name.equals("getInstance");
    }

    /** Settings are validated records, and found by their name. */
    public static ArchRule settingsAreRecords() {
        return CompositeArchRule.of(noMembers().should().beAnnotatedWith(Value.class))
                .and(noParametersWithValue())
                .and(classes()
                        .that()
                        .areAnnotatedWith(ConfigurationProperties.class)
                        .should()
                        .beRecords()
                        .andShould()
                        .beAnnotatedWith(Validated.class)
                        .andShould()
                        .haveSimpleNameEndingWith("Properties"));
    }

    private static ArchRule noParametersWithValue() {
        return noClasses().should(new ArchCondition<JavaClass>("take a @Value") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnits().stream()
                        .flatMap(unit -> unit.getParameters().stream())
                        .filter(parameter -> parameter.isAnnotatedWith(Value.class))
                        .forEach(parameter ->
                                events.add(SimpleConditionEvent.satisfied(type, parameter.getDescription())));
            }
        });
    }

    /** What a class needs it is given when it is made. */
    public static ArchRule injectionIsByConstructor() {
        DescribedPredicate<JavaMember> injected = DescribedPredicate.describe(
                "injected",
                member -> member.isAnnotatedWith(Autowired.class)
                        || member.isAnnotatedWith("jakarta.inject.Inject")
                        || member.isAnnotatedWith(Resource.class));
        return noMembers()
                .that()
                .areDeclaredInClassesThat(DescribedPredicate.alwaysTrue())
                .and(DescribedPredicate.describe(
                        "no constructors", member -> !member.getName().equals("<init>")))
                .should(new ArchCondition<JavaMember>("be injected") {
                    @Override
                    public void check(JavaMember member, ConditionEvents events) {
                        events.add(new SimpleConditionEvent(member, injected.test(member), member.getFullName()));
                    }
                });
    }

    /** What is logged goes through one door; only who answers a command line prints. */
    public static ArchRule nothingIsPrinted(String printer) {
        return CompositeArchRule.of(noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(printer)
                        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS))
                .and(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
    }

    /** A name says what a class does; these say that nobody knows. */
    public static ArchRule namesMean() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager");
    }

    /** An interface with one class is a class; Spring Data and lambdas make their own. */
    public static ArchRule noInterfaceForOneClass() {
        return noClasses()
                .that()
                .areInterfaces()
                .and()
                .areNotAnnotations()
                .and()
                .areNotAssignableTo(Repository.class)
                .should(new ArchCondition<JavaClass>("have one class only") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean lone =
                                type.getAllSubclasses().size() == 1 && !type.isAnnotatedWith(FunctionalInterface.class);
                        events.add(new SimpleConditionEvent(type, lone, type.getName()));
                    }
                });
    }

    /** What is owed for later is a durable task, not a timer of one process. */
    public static ArchRule nothingIsOwedInMemory() {
        return noMethods().should().beAnnotatedWith(Scheduled.class).orShould().beAnnotatedWith(Async.class);
    }

    /** Nobody waits by sleeping. */
    public static ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "it is Thread.sleep",
                        call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                && call.getName().equals("sleep")));
    }
}
