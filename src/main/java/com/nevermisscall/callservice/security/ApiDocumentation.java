package com.nevermisscall.callservice.security;

import com.nevermisscall.callservice.config.ServiceProperties;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** What the OpenAPI document says about credentials: per endpoint, what its declared audience asks for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("service.debug")
class ApiDocumentation {

    private static final String SERVICE_KEY = "serviceKey";
    private static final String USER_TOKEN = "userToken";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentUser.class);
    }

    @Bean
    OpenAPI openApi(ServiceProperties service) {
        return new OpenAPI()
                .info(new Info().title(service.name()).version(service.version()))
                .components(new Components()
                        .addSecuritySchemes(
                                SERVICE_KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name(ServiceKeys.HEADER)
                                        .description("For other services: one of INTERNAL_SERVICE_KEY"))
                        .addSecuritySchemes(
                                USER_TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("For the dashboard's users")));
    }

    @Bean
    OperationCustomizer audienceInDocument() {
        return (operation, handler) -> {
            operation.setTags(List.of(roomOf(handler)));
            new Endpoint(handler).audience().ifPresent(audience -> require(operation, audience));
            return operation;
        };
    }

    private static void require(Operation operation, Audience.Caller audience) {
        switch (audience) {
            case SERVICE -> operation.addSecurityItem(new SecurityRequirement().addList(SERVICE_KEY));
            case USER -> operation.addSecurityItem(new SecurityRequirement().addList(USER_TOKEN));
            case PUBLIC -> operation.setSecurity(List.of());
        }
    }

    private static String roomOf(HandlerMethod handler) {
        String name = ClassUtils.getPackageName(handler.getBeanType());
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
