/** What tests of several rooms share. */
package com.nevermisscall.callservice.support;
