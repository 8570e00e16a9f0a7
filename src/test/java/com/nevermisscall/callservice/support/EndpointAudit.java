package com.nevermisscall.callservice.support;

import com.nevermisscall.callservice.CallServiceApplication;
import com.nevermisscall.callservice.audit.Audited;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.ResourceOwner;
import com.nevermisscall.callservice.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockito.Mockito;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Looks at every mapped endpoint, the sandbox's too, without starting anything: each must declare its audience, and a user endpoint must
 * tell its tenant by path variables that are the tenant or have exactly one {@link ResourceOwner}, and be {@link Audited}.
 */
public final class EndpointAudit {

    private static final String BASE = CallServiceApplication.class.getPackageName();

    private EndpointAudit() {}

    /** The complaints about the service's own controllers; empty when all is well. */
    public static List<String> complaintsAboutTheService() {
        List<String> variables =
                owners().stream().map(ResourceOwner::pathVariable).toList();
        return complaints(controllers(), variables);
    }

    /** The service's controllers, the sandbox's too. */
    public static List<Class<?>> controllers() {
        return production(new AnnotationTypeFilter(Controller.class)).toList();
    }

    /** All who tell the tenant of a resource; they know its name, but no resource. */
    public static List<ResourceOwner> owners() {
        return production(new AssignableTypeFilter(ResourceOwner.class))
                .map(type -> (ResourceOwner) Mockito.mock(type, Mockito.CALLS_REAL_METHODS))
                .toList();
    }

    /** The complaints about these controllers, given the path variables whose owner is known. */
    public static List<String> complaints(Collection<Class<?>> controllers, Collection<String> ownedVariables) {
        List<String> complaints = new ArrayList<>();
        mappings(controllers).getHandlerMethods().forEach((mapping, handler) -> {
            Audience audience = audienceOf(handler);
            if (audience == null) {
                complaints.add(mapping + " declares no audience");
            } else if (audience.value() == Audience.Caller.USER) {
                patterns(mapping).forEach(pattern -> complaints.addAll(unscoped(pattern, ownedVariables)));
                if (!AnnotatedElementUtils.isAnnotated(handler.getMethod(), Audited.class)) {
                    complaints.add(mapping + " is for users and does not say what it is in the audit trail");
                }
            }
        });
        return complaints;
    }

    /** Every endpoint of the service, as {@code GET /calls/{callId}}. */
    public static Set<String> endpointsOfTheService() {
        return audiencesOfTheService().keySet();
    }

    /** Whom every endpoint of the service is for; each declares it. */
    public static Map<String, Audience.Caller> audiencesOfTheService() {
        return declaredByTheService(Audience::value);
    }

    /** For each endpoint of the service the roles of which a user needs one; empty where there are none. */
    public static Map<String, List<Role>> rolesOfTheService() {
        return declaredByTheService(audience -> List.of(audience.roles()));
    }

    private static <T> Map<String, T> declaredByTheService(Function<Audience, T> what) {
        Map<String, T> declared = new TreeMap<>();
        mappings(controllers())
                .getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> patterns(mapping)
                                .forEach(pattern ->
                                        declared.put(method + " " + plain(pattern), what.apply(audienceOf(handler))))));
        return declared;
    }

    /** Without a variable's expression, and without the slash at the end that means the same. */
    private static String plain(PathPattern pattern) {
        return pattern.getPatternString().replaceAll("\\{(\\w+):.*}", "{$1}").replaceAll("(?<=.)/$", "");
    }

    private static List<String> unscoped(PathPattern pattern, Collection<String> ownedVariables) {
        Set<String> variables = variables(pattern);
        if (variables.isEmpty()) {
            return List.of(pattern + " is for users but tells no tenant");
        }
        return variables.stream()
                .filter(variable -> !variable.equals("tenantId"))
                .filter(variable ->
                        ownedVariables.stream().filter(variable::equals).count() != 1)
                .map(variable -> pattern + " needs exactly one ResourceOwner of " + variable)
                .toList();
    }

    private static Set<String> variables(PathPattern pattern) {
        return Pattern.compile("\\{\\*?(\\w+)")
                .matcher(pattern.getPatternString())
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<PathPattern> patterns(RequestMappingInfo mapping) {
        return mapping.getPathPatternsCondition().getPatterns();
    }

    private static Audience audienceOf(HandlerMethod handler) {
        Audience ofMethod = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Audience.class);
        return ofMethod != null
                ? ofMethod
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Audience.class);
    }

    /** Reads the mappings off the classes; no controller is made. */
    private static RequestMappingHandlerMapping mappings(Collection<Class<?>> controllers) {
        GenericApplicationContext context = new GenericApplicationContext();
        controllers.forEach(
                type -> context.registerBean(type.getName(), type, definition -> definition.setLazyInit(true)));
        context.refresh();
        RequestMappingHandlerMapping mappings = new RequestMappingHandlerMapping();
        mappings.setApplicationContext(context);
        mappings.afterPropertiesSet();
        return mappings;
    }

    private static Stream<Class<?>> production(TypeFilter filter) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        // Without it the sandbox's controllers are passed over, because the scanner keeps to their condition.
        scanner.setEnvironment(new MockEnvironment().withProperty("sandbox.enabled", "true"));
        scanner.addIncludeFilter((reader, factory) ->
                reader.getResource().getURL().toString().startsWith(root()) && filter.match(reader, factory));
        return scanner.findCandidateComponents(BASE).stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(name, EndpointAudit.class.getClassLoader()));
    }

    /** Where the service's own classes are, as opposed to those of the tests. */
    private static String root() {
        try {
            String path = ClassUtils.convertClassNameToResourcePath(CallServiceApplication.class.getName()) + ".class";
            return new ClassPathResource(path).getURL().toString().replace(path, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
