package com.nevermisscall.callservice.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The customer's phone against a service that only listens. */
@SandboxTest
class PhoneControllerTest {

    private static final String PLUMBER = DemoTenant.ALL.get(0).id().toString();

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @Autowired
    private MockMvcTester mvc;

    @BeforeEach
    void theServiceAnswers() {
        SERVICE.stubFor(post(urlEqualTo("/calls/incoming")).willReturn(okJson("{\"data\": \"ringing\"}")));
        SERVICE.stubFor(post(urlEqualTo("/calls/missed")).willReturn(okJson("{\"data\": \"missed\"}")));
        SERVICE.stubFor(
                post(urlEqualTo("/conversations/messages/incoming")).willReturn(okJson("{\"data\": \"stored\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-answer", "busy", "canceled", "failed", "completed"})
    void aCallRingsAndEnds(String outcome) throws Exception {
        assertThat(call(outcome, "null")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"data\": \"missed\"}");

        String callSid = sentTo("/calls/incoming").at("/callSid").asText();
        assertThat(callSid).matches("CA[0-9a-f]{32}");
        SERVICE.verify(postRequestedFor(urlEqualTo("/calls/incoming"))
                .withHeader("x-service-key", equalTo(SandboxTest.KEY))
                .withRequestBody(matchingJsonPath("$.callStatus", equalTo("ringing")))
                .withRequestBody(matchingJsonPath("$.from", equalTo("+12125550101")))
                .withRequestBody(matchingJsonPath("$.to", equalTo("+13105550111")))
                .withRequestBody(matchingJsonPath("$.tenantId", equalTo(PLUMBER)))
                .withRequestBody(matchingJsonPath("$.timestamp", equalTo("2026-03-03T18:00:00Z"))));
        SERVICE.verify(postRequestedFor(urlEqualTo("/calls/missed"))
                .withHeader("x-service-key", equalTo(SandboxTest.KEY))
                .withRequestBody(matchingJsonPath("$.callStatus", equalTo(outcome)))
                .withRequestBody(matchingJsonPath("$.callSid", equalTo(callSid))));
    }

    @Test
    void aCallMayRingOnAndBeHungUpLater() {
        assertThat(call("ringing", "null")).bodyJson().isStrictlyEqualTo("{\"data\": \"ringing\"}");
        SERVICE.verify(exactly(0), postRequestedFor(urlEqualTo("/calls/missed")));

        call("no-answer", "\"CA12\"");

        SERVICE.verify(exactly(1), postRequestedFor(urlEqualTo("/calls/incoming")));
        SERVICE.verify(postRequestedFor(urlEqualTo("/calls/missed"))
                .withRequestBody(matchingJsonPath("$.callSid", equalTo("CA12"))));
    }

    @Test
    void aRefusedCallIsNotMissed() {
        SERVICE.stubFor(post(urlEqualTo("/calls/incoming"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"success\": false}")));

        assertThat(call("no-answer", "null"))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .bodyJson()
                .isStrictlyEqualTo("{\"success\": false}");
        SERVICE.verify(exactly(0), postRequestedFor(urlEqualTo("/calls/missed")));
    }

    @Test
    void aTextGoesToTheBusinessAndStaysOnThePhone() {
        assertThat(phone("text", """
                        {"tenant": "%s", "from": "+12125550109", "text": "My sink <leaks>"}
                        """.formatted(PLUMBER))).hasStatusOk();

        SERVICE.verify(postRequestedFor(urlEqualTo("/conversations/messages/incoming"))
                .withHeader("x-service-key", equalTo(SandboxTest.KEY))
                .withRequestBody(matchingJsonPath("$.messageSid"))
                .withRequestBody(matchingJsonPath("$.from", equalTo("+12125550109")))
                .withRequestBody(matchingJsonPath("$.to", equalTo("+13105550111")))
                .withRequestBody(matchingJsonPath("$.tenantId", equalTo(PLUMBER)))
                .withRequestBody(matchingJsonPath("$.body", equalTo("My sink <leaks>"))));
        assertThat(mvc.get().uri("/sandbox/phone/texts?customer={from}&tenant={id}", "+12125550109", PLUMBER))
                .bodyJson()
                .extractingPath("$.data[*].body")
                .asArray()
                .containsExactly("My sink <leaks>");
    }

    @Test
    void wantsAnOutcomeThatCallsHave() {
        assertThat(call("exploded", "null")).hasStatus(HttpStatus.BAD_REQUEST);
    }

    private JsonNode sentTo(String path) throws Exception {
        return new ObjectMapper()
                .readTree(SERVICE.findAll(postRequestedFor(urlEqualTo(path)))
                        .get(0)
                        .getBodyAsString());
    }

    private MvcTestResult call(String outcome, String callSid) {
        return phone("call", """
                {"tenant": "%s", "from": "+12125550101", "outcome": "%s", "callSid": %s}
                """.formatted(PLUMBER, outcome, callSid));
    }

    private MvcTestResult phone(String action, String body) {
        return mvc.post()
                .uri("/sandbox/phone/" + action)
                .with(request -> {
                    request.setLocalPort(SERVICE.getPort());
                    return request;
                })
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
