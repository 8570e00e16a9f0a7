/** Who answers next: the countdown, the AI's turn, human takeover. */
package com.nevermisscall.callservice.takeover;
