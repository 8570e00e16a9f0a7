package com.nevermisscall.callservice.audit;

import java.util.List;
import java.util.UUID;

/** An answer that shows more than the path of its request names. */
public interface AuditedAnswer {

    /** The calls, conversations and leads that it shows. */
    List<UUID> subjectIds();
}
