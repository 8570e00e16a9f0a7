package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.encryption.PersonalPhone;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All calls of one customer, for whoever answers for the customer's data. */
@Service
public class CustomerCalls {

    private final CallRepository calls;

    CustomerCalls(CallRepository calls) {
        this.calls = calls;
    }

    /** The calls of a tenant's customer, oldest first. */
    @Transactional(readOnly = true)
    public List<CallResponse> of(UUID tenantId, String customerPhone) {
        return calls
                .findByTenantIdAndCustomerPhoneOrderById(tenantId, PersonalPhone.of(tenantId, customerPhone))
                .stream()
                .map(CallResponse::from)
                .toList();
    }

    /** Locks them until the caller's transaction ends; the caller holds the customer's lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> lock(UUID tenantId, String customerPhone) {
        return calls.lockOfCustomer(tenantId, PersonalPhone.of(tenantId, customerPhone)).stream()
                .map(Call::getId)
                .toList();
    }
}
