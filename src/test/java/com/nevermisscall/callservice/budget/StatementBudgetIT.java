package com.nevermisscall.callservice.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.Statements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No request costs the database more than its budget; who makes one cheaper lowers the budget. */
class StatementBudgetIT extends HotPaths {

    @ParameterizedTest
    @EnumSource
    void keepsItsBudget(HotPath path) {
        Statements sent = path.walk(this);

        assertThat(sent.all()).as("%s: %s", path, sent).hasSize(path.statements());
        assertThat(sent.transactions()).as("%s: %s", path, sent).isEqualTo(path.transactions());
    }
}
