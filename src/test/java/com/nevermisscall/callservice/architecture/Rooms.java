package com.nevermisscall.callservice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which room knows which: the arrows between the packages below a root. */
public final class Rooms {

    /** Every arrow there is; a new one is a decision, and is made here. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("", Set.of("check", "config")),
            Map.entry("check", Set.of("config")),
            Map.entry("documentation", Set.of("security", "web", "config")),
            Map.entry("health", Set.of("config", "conversation", "integration", "security")),
            Map.entry(
                    "privacy", Set.of("audit", "call", "conversation", "lead", "durable", "security", "web", "config")),
            Map.entry(
                    "call",
                    Set.of(
                            "audit",
                            "conversation",
                            "integration.connection",
                            "integration.tenant",
                            "durable",
                            "encryption",
                            "security",
                            "telemetry",
                            "web",
                            "config")),
            Map.entry(
                    "takeover",
                    Set.of(
                            "audit",
                            "conversation",
                            "lead",
                            "integration.connection",
                            "integration.dispatch",
                            "integration.tenant",
                            "durable",
                            "security",
                            "telemetry",
                            "web")),
            Map.entry(
                    "conversation",
                    Set.of(
                            "audit",
                            "lead",
                            "integration.connection",
                            "integration.tenant",
                            "integration.twilio",
                            "durable",
                            "encryption",
                            "security",
                            "telemetry",
                            "web",
                            "config")),
            Map.entry(
                    "lead",
                    Set.of("audit", "encryption", "integration.connection", "security", "telemetry", "web", "config")),
            Map.entry(
                    "integration.connection",
                    Set.of("integration", "durable", "encryption", "telemetry", "web", "config")),
            Map.entry("integration.dispatch", Set.of("integration", "integration.tenant", "web")),
            Map.entry("integration.tenant", Set.of("integration", "web")),
            Map.entry("integration.twilio", Set.of("integration")),
            Map.entry("integration", Set.of("security", "web")),
            Map.entry("sandbox", Set.of("sandbox.dispatcher", "security", "web")),
            Map.entry("sandbox.dispatcher", Set.of()),
            Map.entry("encryption", Set.of("config")),
            Map.entry("audit", Set.of("security", "web", "config")),
            Map.entry("security", Set.of("web")),
            Map.entry("durable", Set.of("telemetry", "web")),
            Map.entry("telemetry", Set.of()),
            Map.entry("web", Set.of()),
            Map.entry("config", Set.of()));

    private final String root;

    public Rooms(String root) {
        this.root = root;
    }

    /** No room knows another that, over whatever detour, knows it. */
    public ArchRule noCircles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** A room knows only the rooms that it may know. */
    public ArchRule onlyTheseArrows() {
        return classes().should(new ArchCondition<JavaClass>("know only the rooms that theirs may know") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<String> allowed = ARROWS.get(roomOf(type));
                if (allowed == null) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no room of the house"));
                    return;
                }
                arrows(type)
                        .filter(arrow -> !allowed.contains(roomOf(arrow.getTargetClass())))
                        .forEach(arrow -> events.add(SimpleConditionEvent.violated(type, arrow.getDescription())));
            }
        });
    }

    /** The arrows that there are, by room; rooms without any are there with none. */
    public Map<String, Set<String>> arrowsOf(JavaClasses service) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass type : service) {
            Set<String> known = found.computeIfAbsent(roomOf(type), room -> new TreeSet<>());
            arrows(type).forEach(arrow -> known.add(roomOf(arrow.getTargetClass())));
        }
        return found;
    }

    /** The table of the arrows that there may be. */
    public static Map<String, Set<String>> allowed() {
        return ARROWS;
    }

    private Stream<Dependency> arrows(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(arrow -> inTheHouse(arrow.getTargetClass()))
                .filter(arrow -> !roomOf(arrow.getTargetClass()).equals(roomOf(type)));
    }

    private boolean inTheHouse(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    private String roomOf(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return element.getPackageName().equals(root)
                ? ""
                : element.getPackageName().substring(root.length() + 1);
    }
}
