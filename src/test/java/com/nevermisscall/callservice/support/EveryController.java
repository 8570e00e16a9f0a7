package com.nevermisscall.callservice.support;

import com.nevermisscall.callservice.security.ResourceOwner;
import java.util.List;
import org.mockito.Mockito;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/** All endpoints of the service with nothing behind them, for tests of what is said about endpoints. */
public class EveryController implements ImportBeanDefinitionRegistrar {

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        EndpointAudit.controllers().forEach(type -> register(type, registry));
        List<ResourceOwner> owners = EndpointAudit.owners();
        owners.forEach(owner -> registry.registerBeanDefinition(
                owner.pathVariable() + "Owner",
                BeanDefinitionBuilder.genericBeanDefinition(ResourceOwner.class, () -> owner)
                        .getBeanDefinition()));
    }

    private static <T> void register(Class<T> type, BeanDefinitionRegistry registry) {
        registry.registerBeanDefinition(
                type.getName(),
                BeanDefinitionBuilder.genericBeanDefinition(type, () -> Mockito.mock(type))
                        .getBeanDefinition());
    }
}
