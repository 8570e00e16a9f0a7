package com.nevermisscall.callservice.encryption;

import org.springframework.context.SmartLifecycle;

/**
 * Gives the vault the key of phone numbers, before anything that is started after the beans are made: requests, workers.
 * Not earlier, because making the beans must ask no database (a training run has none).
 */
class VaultOpening implements SmartLifecycle {

    private final Vault vault;
    private final PhoneKey phoneKey;
    private volatile boolean running;

    VaultOpening(Vault vault, PhoneKey phoneKey) {
        this.vault = vault;
        this.phoneKey = phoneKey;
    }

    @Override
    public void start() {
        vault.with(phoneKey.load());
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** First to start and last to stop. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
