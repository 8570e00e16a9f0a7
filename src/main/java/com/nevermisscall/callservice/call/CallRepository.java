package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.conversation.CustomerLock;
import com.nevermisscall.callservice.encryption.PersonalPhone;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CallRepository extends Repository<Call, UUID> {

    Call save(Call call);

    Optional<Call> findByIdAndTenantId(UUID id, UUID tenantId);

    @Query("SELECT c.tenantId FROM Call c WHERE c.id = :id")
    Optional<UUID> tenantOf(UUID id);

    @Query("SELECT c.tenantId FROM Call c WHERE c.callSid = :callSid")
    Optional<UUID> tenantOfSid(String callSid);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT c FROM Call c WHERE c.callSid = :callSid")
    Optional<Call> lock(String callSid);

    /** Locks a call and first, if it has one, its customer ({@link CustomerLock}). */
    @Query(
            value = "SELECT c.*, " + CustomerLock.OF_ROW
                    + " AS customer_lock FROM calls c WHERE c.call_sid = :callSid FOR NO KEY UPDATE",
            nativeQuery = true)
    Optional<Call> lockWithCustomer(String callSid);

    List<Call> findByTenantIdAndCustomerPhoneOrderById(UUID tenantId, PersonalPhone customerPhone);

    /** Locks all calls of a customer, in one order for all. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT c FROM Call c WHERE c.tenantId = :tenantId AND c.customerPhone = :customerPhone ORDER BY c.id")
    List<Call> lockOfCustomer(UUID tenantId, PersonalPhone customerPhone);

    Page<Call> findByTenantId(UUID tenantId, Pageable page);

    Page<Call> findByTenantIdAndStatus(UUID tenantId, CallStatus status, Pageable page);
}
