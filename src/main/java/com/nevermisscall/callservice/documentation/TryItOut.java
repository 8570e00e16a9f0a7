package com.nevermisscall.callservice.documentation;

import com.nevermisscall.callservice.security.AccessProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webmvc.ui.SwaggerIndexPageTransformer;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Authorises Swagger UI where the sandbox plays, so that everything can be tried at once. The start refuses the sandbox
 * together with production secrets, so no key is told that opens anything.
 */
@Component
@ConditionalOnProperty({"service.debug", "sandbox.enabled"})
class TryItOut extends SwaggerIndexPageTransformer {

    private static final String INITIALIZER = "swagger-initializer.js";

    private final String script;

    TryItOut(
            SwaggerUiConfigProperties settings,
            SwaggerUiOAuthProperties oauth,
            SwaggerWelcomeCommon welcome,
            ObjectMapperProvider json,
            AccessProperties access)
            throws IOException {
        super(settings, oauth, welcome, json);
        this.script = new ClassPathResource("openapi/try-it-out.js")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace(
                        "\"{service key}\"",
                        json.jsonMapper()
                                .writeValueAsString(access.serviceKeys().get(0)));
    }

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
            throws IOException {
        Resource page = super.transform(request, resource, chain);
        return INITIALIZER.equals(resource.getFilename())
                ? new TransformedResource(
                        resource,
                        (page.getContentAsString(StandardCharsets.UTF_8) + script).getBytes(StandardCharsets.UTF_8))
                : page;
    }
}
