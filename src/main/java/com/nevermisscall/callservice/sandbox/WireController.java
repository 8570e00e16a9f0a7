package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.web.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a page wants to see that no dashboard does: the wire, and a business's day in numbers. */
@InSandbox
@RestController
@RequestMapping("/sandbox")
@Audience(PUBLIC)
class WireController {

    private final WireLog wire;
    private final Today today;

    WireController(WireLog wire, Today today) {
        this.wire = wire;
        this.today = today;
    }

    /** The latest requests between the service and its collaborators, oldest first. */
    @GetMapping("/wire")
    ApiResponse<List<WireLog.Exchange>> wire() {
        return ApiResponse.of(wire.list(), "Requests retrieved");
    }

    /** What has come of one business's missed calls since its midnight. */
    @GetMapping("/today")
    ApiResponse<Today.Numbers> today(@RequestParam UUID tenantId) {
        return ApiResponse.of(today.of(DemoTenant.any(tenantId)), "Numbers retrieved");
    }
}
