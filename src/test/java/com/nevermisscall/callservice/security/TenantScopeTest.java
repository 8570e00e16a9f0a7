package com.nevermisscall.callservice.security;

import static com.nevermisscall.callservice.security.GuardedController.OTHER_TENANT;
import static com.nevermisscall.callservice.security.GuardedController.OURS;
import static com.nevermisscall.callservice.security.GuardedController.TENANT;
import static com.nevermisscall.callservice.security.GuardedController.THEIRS;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hamcrest.Matchers.is;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nevermisscall.callservice.support.WebSlice;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@WebSlice(GuardedController.class)
@Import(GuardedController.class)
class TenantScopeTest {

    private static final UUID UNKNOWN = UUID.fromString("0198c0de-0000-7000-8000-00000000000f");

    @Autowired
    private MockMvc http;

    @Autowired
    private UserTokens tokens;

    @Test
    void theOwnTenantIsOpen() throws Exception {
        perform(get("/guarded/tenant/" + TENANT)).andExpect(status().isOk());
        perform(thing(OURS).content("{\"text\":\"a\"}")).andExpect(status().isOk());
        perform(get("/guarded/tenant/" + TENANT + "/things/" + OURS)).andExpect(status().isOk());
    }

    @Test
    void anotherTenantIsDenied() throws Exception {
        expect(perform(get("/guarded/tenant/" + OTHER_TENANT)), 403, "ACCESS_DENIED");
        expect(perform(thing(THEIRS).content("{\"text\":\"a\"}")), 403, "ACCESS_DENIED");
        expect(perform(get("/guarded/tenant/" + TENANT + "/things/" + THEIRS)), 403, "ACCESS_DENIED");
        expect(perform(get("/guarded/tenant/" + OTHER_TENANT + "/things/" + OURS)), 403, "ACCESS_DENIED");
    }

    @Test
    void whatIsNotThereIsNotFoundInItsOwnersWords() throws Exception {
        expect(perform(thing(UNKNOWN).content("{\"text\":\"a\"}")), 404, "LEAD_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "/guarded/tenant/x, tenantId",
        "/guarded/tenant/1-1-1-1-1, tenantId",
        "/guarded/tenant/0198c0de-0000-7000-8000-000000000001/things/x, thingId"
    })
    void anIdThatIsNoneIsBlamedByItsName(String path, String field) throws Exception {
        expect(perform(get(path)), 400, "VALIDATION_ERROR")
                .andExpect(jsonPath("$.error.details.fields." + field, is("must be a UUID")));
    }

    @Test
    void theCredentialsComeFirstThenTheTenantThenTheBody() throws Exception {
        expect(http.perform(thing(THEIRS).content("nonsense")), 401, "UNAUTHORIZED");
        expect(http.perform(get("/guarded/tenant/x")), 401, "UNAUTHORIZED");
        expect(perform(thing(THEIRS).content("nonsense")), 403, "ACCESS_DENIED");
        expect(perform(thing(UNKNOWN).content("nonsense")), 404, "LEAD_NOT_FOUND");
        expect(perform(thing(OURS).content("nonsense")), 400, "VALIDATION_ERROR");
        expect(perform(thing(OURS).content("{}")), 400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @CsvSource({"/guarded/nobodys", "/guarded/strangers/0198c0de-0000-7000-8000-000000000003"})
    void anEndpointWhoseTenantNobodyTellsStaysShut(String path) throws Exception {
        expect(perform(get(path)), 500, "INTERNAL_ERROR");
    }

    @Test
    void twoOwnersOfOneVariableStopTheStart() {
        ResourceOwner owner = new GuardedController.ThingOwner();

        assertThatIllegalStateException().isThrownBy(() -> new TenantScope(List.of(owner, owner)));
    }

    private static MockHttpServletRequestBuilder thing(UUID id) {
        return post("/guarded/things/" + id).contentType(MediaType.APPLICATION_JSON);
    }

    private ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
        CurrentUser user = new CurrentUser(UUID.randomUUID(), TENANT, null, null);
        return http.perform(request.header("Authorization", "Bearer " + tokens.issue(user, Duration.ofMinutes(1))));
    }

    private static ResultActions expect(ResultActions answer, int status, String code) throws Exception {
        return answer.andExpect(status().is(status)).andExpect(jsonPath("$.error.code", is(code)));
    }
}
