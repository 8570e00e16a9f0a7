package com.nevermisscall.callservice.support;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import com.nevermisscall.callservice.config.ServiceProperties;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.annotation.AliasFor;

/** What all rooms share, on a real Tomcat at free ports; no database and none of the business. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ServiceWithoutDatabase.Shared.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface ServiceWithoutDatabase {

    /** Settings, on top of what the application needs to start. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] value();

    /** The rooms web, security and documentation; no {@code @Configuration}, so that nobody finds it by scanning. */
    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                DbSchedulerAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class,
                ErrorMvcAutoConfiguration.class
            })
    @ComponentScan(
            basePackages = {
                "com.nevermisscall.callservice.web",
                "com.nevermisscall.callservice.security",
                "com.nevermisscall.callservice.documentation"
            },
            excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    @EnableConfigurationProperties(ServiceProperties.class)
    class Shared {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
