package com.nevermisscall.callservice.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.bePackagePrivate;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** Controller, service, repository, from top to bottom, and entities that keep to themselves. */
public final class LayerRules {

    private static final DescribedPredicate<JavaClass> CONTROLLER = DescribedPredicate.describe(
            "controllers",
            type -> type.isMetaAnnotatedWith(Controller.class) || type.isAnnotatedWith(Controller.class));

    private static final DescribedPredicate<JavaClass> REPOSITORY = DescribedPredicate.describe(
            "repositories",
            type -> type.isAssignableTo(Repository.class)
                    || type.isAnnotatedWith(org.springframework.stereotype.Repository.class));

    private static final DescribedPredicate<JavaClass> ENTITY =
            DescribedPredicate.describe("entities", type -> type.isAnnotatedWith(Entity.class));

    private LayerRules() {}

    public static ArchRule controllersTouchNoRepository() {
        return noClasses().that(CONTROLLER).should().dependOnClassesThat(REPOSITORY);
    }

    public static ArchRule controllersArePackagePrivate() {
        return classes().that(CONTROLLER).should(bePackagePrivate());
    }

    public static ArchRule repositoriesArePackagePrivate() {
        return classes().that(REPOSITORY).should(bePackagePrivate());
    }

    public static ArchRule entitiesHaveNoPublicSetters() {
        return methods()
                .that()
                .areDeclaredInClassesThat(ENTITY)
                .and()
                .arePublic()
                .should(new ArchCondition<JavaMethod>("be no setters") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (isSetter(method)) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is a setter"));
                        }
                    }
                });
    }

    private static boolean isSetter(JavaMethod method) {
        boolean named = method.getName().matches("set[A-Z].*");
        boolean likeAField = method.getRawParameterTypes().size() == 1
                && method.getOwner().tryGetField(method.getName()).isPresent();
        return named || likeAField;
    }

    public static ArchRule entitiesHaveNoOpenFields() {
        return fields().that().areDeclaredInClassesThat(ENTITY).should().bePrivate();
    }

    /** Neither as answers nor in them, however deep, nor as what a caller sends. */
    public static ArchRule entitiesStayInside() {
        return methods()
                .that()
                .areDeclaredInClassesThat(CONTROLLER)
                .and()
                .areNotPrivate()
                .should(new ArchCondition<JavaMethod>("neither take nor return an entity") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                                .flatMap(type -> carried(type).stream())
                                .filter(ENTITY)
                                .forEach(entity -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " lets out " + entity.getName())));
                    }
                });
    }

    private static Set<JavaClass> carried(JavaType type) {
        Set<JavaClass> found = new HashSet<>();
        collect(type.getAllInvolvedRawTypes(), found);
        return found;
    }

    private static void collect(Collection<JavaClass> types, Set<JavaClass> found) {
        for (JavaClass type : types) {
            JavaClass element = type.getBaseComponentType();
            boolean followed = element.isRecord() || ENTITY.test(element);
            if (found.add(element) && followed) {
                element.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .forEach(field -> collect(field.getType().getAllInvolvedRawTypes(), found));
            }
        }
    }
}
