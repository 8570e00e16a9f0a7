package com.nevermisscall.callservice.security;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Only to compile against; to be dropped for the real one. */
@Component
public class UserTokens {

    public String issue(CurrentUser user, Duration validFor) {
        throw new UnsupportedOperationException("not the real one");
    }
}
