package com.nevermisscall.callservice.audit;

import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.web.ApiResponse;
import java.lang.reflect.Method;
import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Stands before every {@link Audited} endpoint. A reading is written down when its answer is there and before it is
 * sent: without the entry there is no answer. A change is written down by {@link AuditedTransactions}; where none was
 * committed, such as for a repeat, it is written here.
 */
class AuditedEndpoints extends StaticMethodMatcherPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    /** The trail is asked for when the first request comes: who advises others is made before them. */
    AuditedEndpoints(ObjectFactory<AuditTrail> trail) {
        setAdvice((MethodInterceptor) endpoint -> audited(endpoint, trail.getObject()));
    }

    @Override
    public boolean matches(Method method, Class<?> type) {
        return AnnotatedElementUtils.isAnnotated(method, Audited.class);
    }

    private static Object audited(MethodInvocation endpoint, AuditTrail trail) throws Throwable {
        Act act = Objects.requireNonNull(
                        AnnotatedElementUtils.findMergedAnnotation(endpoint.getMethod(), Audited.class))
                .value();
        ServletRequestAttributes request = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        AuditedRequest audited = new AuditedRequest(act, CurrentUser.ofRequest(), request.getRequest());
        if (act.changes()) {
            trail.begin(audited);
        }
        try {
            Object answer = endpoint.proceed();
            if (!audited.isWritten()) {
                if (answer instanceof ApiResponse<?> response && response.data() instanceof AuditedAnswer shown) {
                    audited.concerns(shown.subjectIds());
                }
                trail.write(audited);
            }
            return answer;
        } finally {
            trail.end();
        }
    }
}
