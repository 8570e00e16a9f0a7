package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final long QUICK = Places.SLOW_NANOS;
    private static final long SLOW = Places.SLOW_NANOS + 1;

    @Test
    void quickRequestsLeaveAllPlaces() {
        Places places = new Places(7);

        work(places, 100, QUICK);

        assertThat(places.now()).isEqualTo(7);
    }

    @Test
    void slowRequestsTakePlacesAwayButForTwo() {
        Places places = new Places(7);

        work(places, 1, SLOW);
        assertThat(places.now()).isEqualTo(6);

        work(places, 100, SLOW);
        assertThat(places.now()).isEqualTo(2);
    }

    @Test
    void slowRequestsThatLeftPlacesFreeTakeNoneAway() {
        Places places = new Places(7);

        for (int request = 0; request < 100; request++) {
            places.worked(SLOW, 6);
        }

        assertThat(places.now()).isEqualTo(7);
    }

    @Test
    void fiftyQuickRequestsBringAPlaceBack() {
        Places places = new Places(7);
        work(places, 100, SLOW);

        work(places, 49, QUICK);
        assertThat(places.now()).isEqualTo(2);
        work(places, 2, QUICK);
        assertThat(places.now()).isEqualTo(3);
        work(places, 1000, QUICK);
        assertThat(places.now()).isEqualTo(7);
    }

    @Test
    void theOnlyPlaceStays() {
        Places places = new Places(1);

        work(places, 10, SLOW);

        assertThat(places.now()).isEqualTo(1);
    }

    private static void work(Places places, int requests, long nanos) {
        for (int request = 0; request < requests; request++) {
            places.worked(nanos, places.now());
        }
    }
}
