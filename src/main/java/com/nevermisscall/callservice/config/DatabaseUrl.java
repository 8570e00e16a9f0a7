package com.nevermisscall.callservice.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A DATABASE_URL as PostgreSQL's own tools write it, in the parts that JDBC wants.
 *
 * @param jdbcUrl  never with credentials, except where a {@code jdbc:} address was given with them
 * @param username null where none was given
 * @param password null where none was given
 */
record DatabaseUrl(String jdbcUrl, String username, String password) {

    private static final String JDBC = "jdbc:postgresql:";
    private static final Pattern FORM = Pattern.compile(
            "postgres(?:ql)?://(?:(?<user>[^:@/?#]+)(?::(?<password>[^@/?#]*))?@)?(?<hosts>[^@/?#]+)/(?<database>[^/?#]+)"
                    + "(?:\\?(?<query>[^#]*))?");
    private static final Pattern HOST = Pattern.compile(
            "(?<name>\\[[0-9A-Fa-f:.]+(?:%25?[A-Za-z0-9_.-]+)?]|[A-Za-z0-9._-]+)(?::(?<port>\\d{1,5}))?");

    /** Parameters of libpq that the JDBC driver knows by another name; all others are passed on as they are. */
    private static final Map<String, String> JDBC_NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "sslnegotiation", "sslNegotiation");

    /**
     * Takes {@code postgresql://user:password@host:port/database?parameters} (also {@code postgres://}; several hosts
     * separated by commas; port 5432 where none is given) or a {@code jdbc:postgresql:} address as it is.
     *
     * @throws IllegalArgumentException with what is wrong, to follow "DATABASE_URL"; it never holds a part of the URL
     */
    static DatabaseUrl parse(String url) {
        if (url.startsWith(JDBC)) {
            return new DatabaseUrl(url, null, null);
        }
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "must look like postgresql://user:password@host:5432/database, with special characters of user and"
                            + " password percent-encoded");
        }
        Map<String, String> parameters = parameters(form.group("query"));
        String username = parameters.remove("user");
        String password = parameters.remove("password");
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new DatabaseUrl(
                "jdbc:postgresql://" + hosts(form.group("hosts")) + "/" + form.group("database")
                        + (query.isEmpty() ? "" : "?" + query),
                username == null ? decode(form.group("user")) : username,
                password == null ? decode(form.group("password")) : password);
    }

    /** Never tells the credentials. */
    @Override
    public String toString() {
        return "DatabaseUrl";
    }

    private static String hosts(String hosts) {
        return Arrays.stream(hosts.split(",", -1)).map(DatabaseUrl::host).collect(Collectors.joining(","));
    }

    private static String host(String text) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw new IllegalArgumentException("must name its host as name:port, with the port a number");
        }
        int port = host.group("port") == null ? 5432 : Integer.parseInt(host.group("port"));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("must have a port between 1 and 65535");
        }
        return host.group("name") + ":" + port;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String parameter : query.split("&")) {
                int equals = parameter.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "must have parameters of the form name=value after the question mark");
                }
                String name = decode(parameter.substring(0, equals));
                parameters.put(JDBC_NAMES.getOrDefault(name, name), decode(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** Percent-decoding as in RFC 3986: a plus is a plus. */
    private static String decode(String text) {
        try {
            return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message holds a part of the URL.
            throw new IllegalArgumentException("must have two hexadecimal digits after every percent sign");
        }
    }
}
