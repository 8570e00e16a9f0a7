package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final long QUICK = Places.SLOW_NANOS;
    private static final long SLOW = Places.SLOW_NANOS + 1;

    @Test
    void quickRequestsLeaveAllPlaces() {
        Places places = new Places(7, 0);

        work(places, 100, QUICK);

        assertThat(places.now()).isEqualTo(7);
    }

    @Test
    void slowRequestsTakePlacesAwayButForTwo() {
        Places places = new Places(7, 0);

        work(places, 1, SLOW);
        assertThat(places.now()).isEqualTo(6);

        work(places, 100, SLOW);
        assertThat(places.now()).isEqualTo(2);
    }

    @Test
    void slowRequestsThatLeftPlacesFreeTakeNoneAway() {
        Places places = new Places(7, 0);

        for (int request = 0; request < 100; request++) {
            places.worked(SLOW, 6, 0);
        }

        assertThat(places.now()).isEqualTo(7);
    }

    @Test
    void fiftyQuickRequestsBringAPlaceBack() {
        Places places = new Places(7, 0);
        work(places, 100, SLOW);

        work(places, 49, QUICK);
        assertThat(places.now()).isEqualTo(2);
        work(places, 2, QUICK);
        assertThat(places.now()).isEqualTo(3);
        work(places, 1000, QUICK);
        assertThat(places.now()).isEqualTo(7);
    }

    @Test
    void everyHalfSecondWithoutASlowRequestBringsAPlaceBack() {
        Places places = new Places(7, 0);
        work(places, 100, SLOW);

        places.goneBy(Places.CALM_NANOS - 1);
        assertThat(places.now()).isEqualTo(2);
        places.goneBy(Places.CALM_NANOS);
        assertThat(places.now()).isEqualTo(3);
        places.goneBy(Places.CALM_NANOS * 3 - 1);
        assertThat(places.now()).isEqualTo(4);
        places.goneBy(Places.CALM_NANOS * 100);
        assertThat(places.now()).isEqualTo(7);
    }

    @Test
    void aSlowRequestEndsTheCalm() {
        Places places = new Places(7, 0);
        work(places, 100, SLOW);

        places.worked(SLOW, places.now(), Places.CALM_NANOS - 1);
        places.goneBy(Places.CALM_NANOS * 2 - 2);
        assertThat(places.now()).isEqualTo(2);

        places.goneBy(Places.CALM_NANOS * 2 - 1);
        assertThat(places.now()).isEqualTo(3);
    }

    @Test
    void theOnlyPlaceStays() {
        Places places = new Places(1, 0);

        work(places, 10, SLOW);

        assertThat(places.now()).isEqualTo(1);
    }

    private static void work(Places places, int requests, long nanos) {
        for (int request = 0; request < requests; request++) {
            places.worked(nanos, places.now(), 0);
        }
    }
}
