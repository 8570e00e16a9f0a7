package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nevermisscall.callservice.support.WebSlice;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

@WebSlice(ProbeController.class)
@Import(ProbeController.class)
@ExtendWith(OutputCaptureExtension.class)
class FailureInsideTest {

    private static final String PHONE = "+12125551234";

    @Autowired
    private MockMvc http;

    static Stream<Exception> outages() {
        return Stream.of(
                new CannotGetJdbcConnectionException(PHONE),
                new CannotCreateTransactionException(PHONE),
                new TransactionTimedOutException(PHONE),
                new JpaSystemException(new PersistenceException(new SQLException(PHONE))),
                new QueryTimeoutException(PHONE),
                new CannotAcquireLockException(PHONE),
                new JpaSystemException(new PersistenceException(new SQLException(PHONE, "08006"))),
                new JpaSystemException(new PersistenceException(new SQLException("Connection is closed"))),
                new IllegalStateException(new SQLException(PHONE, "57P01")),
                new IllegalStateException(new SQLException(PHONE, "55P03")),
                new IllegalStateException(new SQLException(PHONE, "53300")),
                new SQLTransientConnectionException("pool: " + PHONE));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aDatabaseThatIsAwayIsAWaitAndNotAnError(Exception outage, CapturedOutput output) throws Exception {
        ProbeController.FAILURE.set(outage);

        http.perform(post("/calls/incoming"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", matchesPattern("\\d+")))
                .andExpect(jsonPath("$.error.code", is("SERVICE_UNAVAILABLE")));

        assertThat(output).doesNotContain(PHONE).doesNotContain("ERROR");
    }

    @Test
    void whatTheDatabaseSaysIsKeptOutOfTheLogButNotWhereItHappened(CapturedOutput output) throws Exception {
        ProbeController.FAILURE.set(new DataIntegrityViolationException(
                "could not execute insert " + PHONE, new SQLException("Key (phone)=(" + PHONE + ")", "23505")));

        http.perform(get("/probe/fail"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.error.code", is("INTERNAL_ERROR")));

        assertThat(output)
                .doesNotContain(PHONE)
                .contains("ERROR")
                .contains("DataIntegrityViolationException")
                .contains("Caused by: java.sql.SQLException")
                .contains("at " + FailureInsideTest.class.getName());
    }

    @Test
    void otherFailuresKeepTheirWordsAndAreLoggedOnce(CapturedOutput output) throws Exception {
        ProbeController.FAILURE.set(new IllegalStateException("the turn number went back"));

        http.perform(get("/probe/fail").header("X-Request-Id", "a"));

        assertThat(output.getAll().split("the turn number went back", -1)).hasSize(2);
    }

    @Test
    void whatTheCallerDidWrongIsNotLogged(CapturedOutput output) throws Exception {
        http.perform(get("/no/such/" + PHONE));
        http.perform(get("/probe/body"));
        http.perform(post("/probe/body").contentType("application/json").content("{"));
        http.perform(get("/probe/parameters/" + PHONE));

        assertThat(output).doesNotContain("WARN").doesNotContain("ERROR").doesNotContain(PHONE);
    }

    @Test
    void aCallerWhoHasGoneIsNoError(CapturedOutput output) throws Exception {
        ProbeController.FAILURE.set(new ClientAbortException(new IOException("Broken pipe")));

        http.perform(get("/probe/fail")).andExpect(content().string(""));

        assertThat(output).doesNotContain("ERROR").doesNotContain("WARN");
    }
}
