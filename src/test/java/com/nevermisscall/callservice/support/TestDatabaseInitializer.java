package com.nevermisscall.callservice.support;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives an application context an empty database of its own:
 * {@code @ContextConfiguration(initializers = TestDatabaseInitializer.class)} on a {@code @SpringBootTest} or
 * {@code @DataJpaTest} (there with {@code @AutoConfigureTestDatabase(replace = NONE)}). The property
 * {@code test.database}, where a test sets it, names a database to be shared with other contexts instead.
 */
public class TestDatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String name = context.getEnvironment().getProperty("test.database");
        TestDatabase database = name == null ? TestDatabase.fresh() : TestDatabase.named(name);
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password())
                .applyTo(context);
    }
}
