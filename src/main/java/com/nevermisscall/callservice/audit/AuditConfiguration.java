package com.nevermisscall.callservice.audit;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** Where the trail meets endpoints and transactions. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AuditedEndpoints auditedEndpoints(ObjectFactory<AuditTrail> trail) {
        return new AuditedEndpoints(trail);
    }

    @Bean
    AuditedTransactions auditedTransactions(AuditTrail trail) {
        return new AuditedTransactions(trail);
    }
}
