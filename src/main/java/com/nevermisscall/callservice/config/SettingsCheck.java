package com.nevermisscall.callservice.config;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Holds every setting against its rule and tells what is wrong, one sentence each, by the name of the variable. Binding
 * the settings records as Spring does would stop at the first value that cannot be read and would name the property.
 */
final class SettingsCheck {

    private static final String BASE_PACKAGE = "com.nevermisscall.callservice";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::.*)?}", Pattern.DOTALL);

    private final ConfigurableEnvironment environment;
    private final Binder binder;
    private final List<String> problems = new ArrayList<>();

    SettingsCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /** What is wrong, empty if nothing is; secrets are never in it. */
    List<String> problems() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
                .buildValidatorFactory()) {
            for (Class<?> settings : settingsRecords()) {
                String prefix =
                        settings.getAnnotation(ConfigurationProperties.class).value();
                check(settings, prefix, factory.getValidator());
            }
        }
        problems.addAll(ProcessRules.problems(environment));
        problems.addAll(AccessRules.problems(environment));
        return problems.stream().distinct().sorted().toList();
    }

    private static List<Class<?>> settingsRecords() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        // Every class file that is looked into makes the start longer.
        scanner.setResourcePattern("**/*Properties.class");
        return scanner.findCandidateComponents(BASE_PACKAGE).stream()
                .<Class<?>>map(
                        found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .filter(Class::isRecord)
                .toList();
    }

    private void check(Class<?> settings, String prefix, Validator validator) {
        for (RecordComponent component : settings.getRecordComponents()) {
            String property = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            if (component.getType().isRecord()) {
                check(component.getType(), property, validator);
            } else if (!Secrets.isSecret(property)) {
                check(settings, component, property, validator);
            }
        }
    }

    private void check(Class<?> settings, RecordComponent component, String property, Validator validator) {
        try {
            Bindable<Object> type = Bindable.of(ResolvableType.forMethodReturnType(component.getAccessor()));
            Object value = binder.bind(property, type).orElse(null);
            Set<? extends ConstraintViolation<?>> violations =
                    validator.validateValue(settings, component.getName(), value);
            if (!violations.isEmpty()) {
                report(property, requirement(component, violations));
            }
        } catch (BindException e) {
            report(property, requirement(component, Set.of()));
        }
    }

    private static String requirement(RecordComponent component, Set<? extends ConstraintViolation<?>> violations) {
        Min min = component.getAccessor().getAnnotation(Min.class);
        Max max = component.getAccessor().getAnnotation(Max.class);
        if (min != null && max != null) {
            return "must be between " + min.value() + " and " + max.value();
        }
        if (component.getType() == boolean.class) {
            return "must be true or false";
        }
        return violations.stream()
                .map(ConstraintViolation::getMessage)
                .distinct()
                .sorted()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" and "), reasons -> reasons.isEmpty() ? "cannot be read" : reasons));
    }

    private void report(String property, String requirement) {
        problems.add(variable(property) + " " + requirement + butIs(environment.getProperty(property)));
    }

    /** The variable that application.yaml takes the property from, or the property itself. */
    private String variable(String property) {
        return environment.getPropertySources().stream()
                .map(source -> source.getProperty(property))
                .filter(Objects::nonNull)
                .map(raw -> PLACEHOLDER.matcher(raw.toString()))
                .filter(Matcher::matches)
                .map(placeholder -> placeholder.group(1))
                .findFirst()
                .orElse(property);
    }

    /** The end of the sentence; a value with an at sign may hold a password, a long one is not helped by being told. */
    static String butIs(String value) {
        if (!StringUtils.hasText(value)) {
            return ", but is empty";
        }
        return value.contains("@") || value.length() > 80 ? "" : ", but is \"" + value + "\"";
    }
}
