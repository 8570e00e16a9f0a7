package com.nevermisscall.callservice.privacy;

import com.nevermisscall.callservice.audit.Act;
import com.nevermisscall.callservice.audit.Audited;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.Audience.Caller;
import com.nevermisscall.callservice.security.Role;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One customer's data, named by phone in the body: a path would carry it into every access log on the way. */
@RestController
@RequestMapping("/privacy/tenant/{tenantId}")
@Audience(
        value = Caller.USER,
        roles = {Role.OWNER, Role.ADMIN})
class PrivacyController {

    private final CustomerData data;
    private final Erasure erasure;

    PrivacyController(CustomerData data, Erasure erasure) {
        this.data = data;
        this.erasure = erasure;
    }

    @PostMapping("/export")
    @Audited(Act.CUSTOMER_EXPORTED)
    ApiResponse<CustomerExport> export(@PathVariable UUID tenantId, @Valid @RequestBody CustomerRequest customer) {
        return ApiResponse.of(data.export(tenantId, customer.customerPhone()), "Customer data exported");
    }

    @PostMapping("/erase")
    @Audited(Act.CUSTOMER_ERASED)
    ApiResponse<ErasureResponse> erase(@PathVariable UUID tenantId, @Valid @RequestBody CustomerRequest customer) {
        return ApiResponse.of(erasure.erase(tenantId, customer.customerPhone()), "Customer data erased");
    }
}
