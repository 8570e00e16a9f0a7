package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The phone page. Its files lie outside Spring's static folders, which are served whether the sandbox is enabled or
 * not.
 */
@InSandbox
@Controller
@Audience(PUBLIC)
class SandboxPage {

    @GetMapping({"/sandbox", "/sandbox/"})
    ResponseEntity<Resource> page() {
        return serve("index.html");
    }

    @GetMapping("/sandbox/assets/{file:[a-z]+\\.(?:js|css|svg)}")
    ResponseEntity<Resource> asset(@PathVariable String file) {
        return serve(file);
    }

    private static ResponseEntity<Resource> serve(String file) {
        Resource resource = new ClassPathResource("sandbox/" + file);
        if (!resource.exists()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no such file");
        }
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.noStore())
                .body(resource);
    }
}
