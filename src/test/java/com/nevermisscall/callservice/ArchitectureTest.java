package com.nevermisscall.callservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.architecture.HouseRules;
import com.nevermisscall.callservice.architecture.LayerRules;
import com.nevermisscall.callservice.architecture.Rooms;
import com.nevermisscall.callservice.architecture.TransactionRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of the house ({@code design.md}). Each is held against the service, and against a fixture that breaks it, so
 * that none is there only for show.
 */
class ArchitectureTest {

    private static final String HOUSE = "com.nevermisscall.callservice";
    private static final String RUIN = "architecture.fixture";

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOUSE);

    private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(RUIN);

    /**
     * A rule, and what it finds in the fixture.
     *
     * @param forRoot   the rule for the rooms below a root package
     * @param offenders what its complaint about the fixture names
     * @param innocents what it does not name
     */
    private record Rule(
            String name, Function<String, ArchRule> forRoot, List<String> offenders, List<String> innocents) {

        static Rule of(String name, ArchRule rule, String... offenders) {
            return new Rule(name, root -> rule, List.of(offenders), List.of());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "no circles",
                        root -> new Rooms(root).noCircles(),
                        List.of("Slice call", "Slice lead"),
                        List.of()),
                new Rule(
                        "only these arrows",
                        root -> new Rooms(root).onlyTheseArrows(),
                        List.of("lead.KnowsCalls", "cellar.Lodger", "is in no room of the house"),
                        List.of()),
                Rule.of(
                        "controllers touch no repository",
                        LayerRules.controllersTouchNoRepository(),
                        "OpenController",
                        "CallRows",
                        "CallTable"),
                Rule.of("controllers are package-private", LayerRules.controllersArePackagePrivate(), "OpenController"),
                Rule.of(
                        "repositories are package-private",
                        LayerRules.repositoriesArePackagePrivate(),
                        "CallRows",
                        "CallTable"),
                Rule.of(
                        "entities have no public setters",
                        LayerRules.entitiesHaveNoPublicSetters(),
                        "CallLog.setStatus",
                        "CallLog.notes"),
                Rule.of("entities have no open fields", LayerRules.entitiesHaveNoOpenFields(), "CallLog.open"),
                new Rule(
                        "entities stay inside",
                        root -> LayerRules.entitiesStayInside(),
                        List.of(
                                "OpenController.bare",
                                "OpenController.inAList",
                                "OpenController.inARecord",
                                "OpenController.sent"),
                        List.of("OpenController.harmless")),
                new Rule(
                        "no HTTP within a transaction",
                        root -> TransactionRules.noHttpWithinATransaction(),
                        List.of(
                                "CallsOut.annotated",
                                "CallsOut.inALambda",
                                "CallsOut.byReference",
                                "CallsOut.again",
                                "CallsOutAlways.overAnInterface"),
                        List.of("CallsOut.after")),
                Rule.of(
                        "transactions really open",
                        TransactionRules.transactionsReallyOpen(),
                        "Unproxied.hidden",
                        "Unproxied.fixed"),
                new Rule(
                        "now comes from the clock",
                        root -> HouseRules.nowComesFromTheClock(root + ".config.TimeConfiguration"),
                        List.of(
                                "Now.instant",
                                "Now.localDate",
                                "Now.millis",
                                "Now.nanos",
                                "Now.date",
                                "Now.clock",
                                "Now.calendar",
                                "Now.reference"),
                        List.of("Now.polite")),
                Rule.of(
                        "settings are records",
                        HouseRules.settingsAreRecords(),
                        "Settings.port",
                        "Parameter <java.lang.String> of constructor",
                        "LooseProperties"),
                Rule.of(
                        "injection is by constructor",
                        HouseRules.injectionIsByConstructor(),
                        "Settings.clock",
                        "Settings.setClock"),
                new Rule(
                        "nothing is printed",
                        root -> HouseRules.nothingIsPrinted(root + ".check.DeploymentCheck"),
                        List.of("Prints.out", "Prints.logs"),
                        List.of()),
                Rule.of(
                        "names mean something",
                        HouseRules.namesMean(),
                        "OnlyOneImpl",
                        "CallUtil",
                        "CallUtils",
                        "CallHelper",
                        "CallManager"),
                Rule.of("no interface for one class", HouseRules.noInterfaceForOneClass(), "web.OnlyOne"),
                Rule.of(
                        "nothing is owed in memory",
                        HouseRules.nothingIsOwedInMemory(),
                        "Forgets.everySecond",
                        "Forgets.later"),
                Rule.of("nobody sleeps", HouseRules.nobodySleeps(), "Forgets.sleeps"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theServiceKeepsTo(Rule rule) {
        rule.forRoot().apply(HOUSE).check(SERVICE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theFixtureBreaks(Rule rule) {
        String complaint =
                rule.forRoot().apply(RUIN).evaluate(FIXTURE).getFailureReport().toString();

        assertThat(complaint).contains(rule.offenders());
        rule.innocents().forEach(innocent -> assertThat(complaint).doesNotContain(innocent));
    }

    @Test
    void noArrowIsAllowedThatNobodyNeeds() {
        assertThat(new Rooms(HOUSE).arrowsOf(SERVICE)).isEqualTo(Rooms.allowed());
    }
}
