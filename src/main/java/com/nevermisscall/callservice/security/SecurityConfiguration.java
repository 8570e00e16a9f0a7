package com.nevermisscall.callservice.security;

import static org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy.SAME_ORIGIN;

import com.nevermisscall.callservice.web.FailureWriter;
import com.nevermisscall.callservice.web.ProtocolFailure;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who gets in, without sessions. A {@link WebMvcConfigurer}, so that web slices are guarded as the service is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessProperties.class, RateLimitProperties.class})
class SecurityConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<ResourceOwner> owners;

    SecurityConfiguration(ObjectProvider<ResourceOwner> owners) {
        this.owners = owners;
    }

    @Bean
    static UserTokens userTokens(AccessProperties access, Clock clock) {
        return new UserTokens(access, clock);
    }

    @Bean
    static SecurityFilterChain guard(
            HttpSecurity http,
            AccessProperties access,
            RateLimitProperties rateLimit,
            UserTokens userTokens,
            FailureWriter failures,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping)
            throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.frameOptions(frame -> frame.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginResourcePolicy(embedding -> embedding.policy(SAME_ORIGIN))
                        .addHeaderWriter(new ContentPolicy()))
                .addFilter(BrowserOrigins.filter(access.corsOrigins(), failures))
                .addFilterBefore(
                        new CredentialsFilter(new ServiceKeys(access), userTokens), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access(new EndpointAuthorization(mapping)))
                // The machine's monotonic time: a clock that is put back must lock nobody out.
                .addFilterAfter(
                        new RateLimitFilter(rateLimit, TimeMeter.SYSTEM_NANOTIME, failures), AuthorizationFilter.class)
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(
                                (request, response, why) -> unauthorized(failures, request, response))
                        .accessDeniedHandler((request, response, why) -> unauthorized(failures, request, response)))
                .build();
    }

    /** A span for every filter of the chain would tell nothing, and to ask of each whether it is wanted costs as well. */
    @Bean
    static SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Odd methods go on, for Spring MVC to answer 405; everything else that is odd about a request is a 400. */
    @Bean
    static HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    static RequestRejectedHandler rejectedRequests(FailureWriter failures) {
        return (request, response, why) ->
                failures.write(request, response, ProtocolFailure.of(HttpServletResponse.SC_BAD_REQUEST));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new TenantScope(owners.orderedStream().toList()));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentUserArgument());
    }

    /** One wording for every reason, so that it helps nobody to guess. */
    private static void unauthorized(FailureWriter failures, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        failures.write(request, response, ProtocolFailure.of(HttpServletResponse.SC_UNAUTHORIZED));
    }
}
