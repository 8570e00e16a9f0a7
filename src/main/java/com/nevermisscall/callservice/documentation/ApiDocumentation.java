package com.nevermisscall.callservice.documentation;

import com.nevermisscall.callservice.config.ServiceProperties;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.security.Endpoint;
import com.nevermisscall.callservice.security.ResourceOwner;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API document, its parts in the order in which they are put together. Without DEBUG nothing of it is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("service.debug")
class ApiDocumentation {

    private static final String SERVICE_KEY = "serviceKey";
    private static final String USER_TOKEN = "userToken";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentUser.class);
    }

    @Bean
    ApiWords apiWords() {
        return ApiWords.read();
    }

    @Bean
    OpenAPI openApi(ServiceProperties service, ApiWords words) {
        ApiWords.File file = words.file();
        return new OpenAPI()
                .info(new Info().title(file.title()).version(service.version()).description(file.description()))
                .tags(Stream.of(Audience.Caller.values())
                        .map(file.callers()::get)
                        .map(group -> new Tag().name(group.name()).description(group.description()))
                        .toList())
                .components(new Components()
                        .addSecuritySchemes(
                                SERVICE_KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("x-service-key")
                                        .description(file.credentials().get(SERVICE_KEY)))
                        .addSecuritySchemes(
                                USER_TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description(file.credentials().get(USER_TOKEN))));
    }

    @Bean
    WireSchemas wireSchemas(ObjectMapperProvider json) {
        return new WireSchemas(json.jsonMapper());
    }

    /** Who may call an operation: the group in which it is shown, and the credentials that it asks for. */
    @Bean
    OperationCustomizer audienceInDocument(ApiWords words) {
        return (operation, handler) -> {
            new Endpoint(handler).audience().ifPresent(audience -> {
                operation.setTags(List.of(words.file().callers().get(audience).name()));
                require(operation, audience);
            });
            return operation;
        };
    }

    @Bean
    ApiDocument apiDocument(ApiWords words, ObjectProvider<ResourceOwner> owners) {
        return new ApiDocument(words, owners.orderedStream().toList());
    }

    private static void require(Operation operation, Audience.Caller audience) {
        switch (audience) {
            case SERVICE -> operation.addSecurityItem(new SecurityRequirement().addList(SERVICE_KEY));
            case USER -> operation.addSecurityItem(new SecurityRequirement().addList(USER_TOKEN));
            case PUBLIC -> operation.setSecurity(List.of());
        }
    }
}
