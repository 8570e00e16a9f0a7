package com.nevermisscall.callservice.sandbox.dispatcher;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The five trades of the contract, each with the jobs that it does. */
enum Trade {
    PLUMBING(
            "plumbing",
            Job.of(
                    "drain_clog",
                    "the blocked drain",
                    "clog\\w*|drain\\w*|back(?:ed|ing) up|blocked",
                    "sink|slow|tub",
                    120,
                    280),
            Job.of("leak_repair", "the leak", "leak\\w*|drip\\w*", "sink|faucet|tap|ceiling|pipe|water", 150, 350),
            Job.of(
                    "burst_pipe",
                    "the burst pipe",
                    "burst|flood\\w*|gushing|frozen pipes?",
                    "pipe|water|basement",
                    300,
                    900),
            Job.of(
                    "toilet_repair",
                    "the toilet",
                    "toilets?|won't flush|overflow\\w*",
                    "running|bathroom|sewage",
                    130,
                    320),
            Job.of("water_heater", "the water heater", "water heater|hot water|tankless", "cold|pilot|tank", 180, 1400),
            Job.of(
                    "fixture_install",
                    "the installation",
                    "install\\w* (?:a |the |my )?(?:new )?(?:sink|faucet|dishwasher|disposal)",
                    "new|replace",
                    160,
                    450)),
    ELECTRICAL(
            "electrical work",
            Job.of("outlet_repair", "the outlet", "outlets?|sockets?|receptacles?", "dead|spark\\w*|plug", 110, 260),
            Job.of(
                    "panel_service",
                    "the electrical panel",
                    "breakers?|fuses?|(?:electric\\w*|breaker|fuse) (?:panel|box)",
                    "trip\\w*|panel",
                    180,
                    1800),
            Job.of(
                    "lighting",
                    "the lights",
                    "light fixtures?|chandeliers?|ceiling fans?|recessed lights?|lights? (?:flicker\\w*|out)",
                    "lights?|flicker\\w*|dimmer",
                    120,
                    420),
            Job.of(
                    "power_outage",
                    "the power",
                    "no power|power (?:is )?out|lost power|outage",
                    "electricity|house",
                    150,
                    600),
            Job.of(
                    "wiring",
                    "the wiring",
                    "wiring|rewir\\w*|ev charger|car charger",
                    "wires?|spark\\w*|burning",
                    250,
                    2200)),
    HVAC(
            "heating and cooling",
            Job.of(
                    "ac_repair",
                    "the air conditioning",
                    "a/?c|air ?con\\w*|cooling|warm air",
                    "hot|compressor|thermostat|blowing",
                    140,
                    650),
            Job.of(
                    "furnace_repair",
                    "the heating",
                    "furnaces?|no heat|heating|heater|boiler",
                    "cold|pilot|thermostat|blowing",
                    150,
                    700),
            Job.of("heat_pump", "the heat pump", "heat pumps?|mini.?splits?", "frozen|noise", 180, 900),
            Job.of("thermostat", "the thermostat", "thermostats?", "blank|nest|install", 120, 320),
            Job.of(
                    "maintenance",
                    "the maintenance",
                    "tune.?ups?|maintenance|filters?|duct\\w*",
                    "service|clean\\w*",
                    90,
                    250)),
    LOCKSMITH(
            "locksmith work",
            Job.of(
                    "lockout",
                    "the lockout",
                    "lock(?:ed)? (?:me |us |myself |ourselves )?out"
                            + "|keys? (?:are )?(?:inside|in the)|locked (?:my |the )?keys?",
                    "door|outside|car|house",
                    90,
                    220),
            Job.of(
                    "rekey",
                    "the rekeying",
                    "re-?key\\w*|(?:change|new|replace) (?:the |my |our |all )?locks?",
                    "moved|tenant|keys?",
                    110,
                    300),
            Job.of(
                    "lock_repair",
                    "the lock",
                    "deadbolts?|(?:lock|key) (?:is )?(?:broken|jammed|stuck)|broken (?:lock|key)|broke (?:off )?in",
                    "lock|door|turn",
                    100,
                    260),
            Job.of(
                    "key_duplication",
                    "the keys",
                    "(?:spare|duplicate|lost|new) (?:car |house |my )?keys?|key fobs?",
                    "copy|copies|fob",
                    60,
                    240)),
    GARAGE_DOOR(
            "garage doors",
            Job.of("spring_replacement", "the broken spring", "springs?", "snapped|broken|bang|heavy", 180, 380),
            Job.of("opener_repair", "the opener", "openers?|remote|keypad", "garage|motor|button", 120, 420),
            Job.of(
                    "off_track",
                    "the door off its track",
                    "off (?:its |the )?tracks?|cables?|crooked|rollers?",
                    "garage|door",
                    150,
                    360),
            Job.of(
                    "door_stuck",
                    "the stuck door",
                    "garage (?:door )?(?:is )?(?:stuck|(?:won't|will not|doesn't) \\w+)|door (?:is )?stuck",
                    "garage|half",
                    110,
                    340),
            Job.of(
                    "door_replacement",
                    "the new door",
                    "new garage door|replace (?:the |my )?(?:garage )?(?:door|panels?)",
                    "dent\\w*|panels?",
                    900,
                    2600));

    private final String spoken;
    private final List<Job> jobs;

    Trade(String spoken, Job... jobs) {
        this.spoken = spoken;
        this.jobs = List.of(jobs);
    }

    /** The trade of that wire name; plumbing where there is no such trade. */
    static Trade named(String tradeType) {
        return Arrays.stream(values())
                .filter(trade -> trade.name().equalsIgnoreCase(tradeType))
                .findFirst()
                .orElse(PLUMBING);
    }

    /** The name for use within a sentence. */
    String spoken() {
        return spoken;
    }

    /** The trade in the contract's spelling. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The job of this trade that the text speaks of most, with its points; empty when it speaks of none. */
    Optional<Recognised> recognise(String text) {
        return jobs.stream()
                .map(job -> new Recognised(job, job.points(text)))
                .filter(found -> found.points() > 0)
                .max(Comparator.comparingLong(Recognised::points));
    }

    /** The trade's commonest job, as if it had been named plainly. */
    Recognised firstJob() {
        return new Recognised(jobs.get(0), Job.TELLING_POINTS);
    }

    /** A job and how plainly it was named. */
    record Recognised(Job job, long points) {

        /** Whether a telling word was used, not only hints. */
        boolean sure() {
            return confidence() > 0.8;
        }

        double confidence() {
            return Job.confidence(points);
        }
    }
}
