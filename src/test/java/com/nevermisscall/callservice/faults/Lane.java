package com.nevermisscall.callservice.faults;

import com.nevermisscall.callservice.support.Release;
import java.util.ArrayList;
import java.util.List;

/** Trials of one lane run one after the other on one cluster; in full scale the lanes run side by side. */
enum Lane {
    /** The service itself is killed; most of its life a replica is starting, which must not slow what others measure. */
    DEATH(true),
    /** Those around it are bad; races and load at last, when the replicas are warm. */
    WEATHER(false),
    /** What takes its time and measures none. */
    PATIENCE(true);

    private final boolean yields;

    Lane(boolean yields) {
        this.yields = yields;
    }

    /** The command by which its replicas are started. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        if (yields && Scale.current() == Scale.FULL) {
            command.addAll(List.of("nice", "-n", "10"));
        }
        command.addAll(Release.java());
        // A replica here lives for minutes, which the optimizing compiler alone would take to pay off.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(Release.jar());
        return List.copyOf(command);
    }
}
