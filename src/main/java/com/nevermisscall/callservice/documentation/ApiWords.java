package com.nevermisscall.callservice.documentation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.web.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/**
 * The document's words, from {@code openapi/words.yaml}. One that is asked for and missing leaves a gap, which a test
 * finds; the words that nobody asked for can be told as well.
 */
final class ApiWords {

    private static final String FILE = "openapi/words.yaml";

    private final File file;
    private final Set<String> used = new HashSet<>();

    private ApiWords(File file) {
        this.file = file;
    }

    /** What stands in the file; a word that has no place here, such as an unknown error code, is refused. */
    record File(
            String title,
            String description,
            Map<Audience.Caller, Group> callers,
            Map<String, String> credentials,
            Map<String, Operation> operations,
            Map<String, Field> parameters,
            Map<String, String> schemas,
            Map<String, Field> fields,
            Map<ErrorCode, Failure> failures) {}

    /** A kind of callers, under whose name the operations are grouped. */
    record Group(String name, String description) {}

    /**
     * An operation.
     *
     * @param answer      what a success answers
     * @param message     the sentence of the envelope, or null without an envelope
     * @param unavailable what a 503 means for an endpoint of health, else null
     * @param fails       the codes of the endpoint's own, or null
     */
    record Operation(
            String id,
            String summary,
            String description,
            String answer,
            String message,
            String unavailable,
            List<ErrorCode> fails) {

        Operation {
            description = description == null ? summary + "." : description;
            fails = fails == null ? List.of() : fails;
        }
    }

    /**
     * A field or parameter.
     *
     * @param nullable whether an answer may have it null
     * @param values   the only values, where the type does not say so, or null
     */
    record Field(String description, Object example, boolean nullable, List<String> values) {}

    /** A failure, with what it says for instance. */
    record Failure(String when, String message, Map<String, Object> details) {

        Failure {
            details = details == null ? Map.of() : details;
        }
    }

    static ApiWords read() {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        try (InputStream words = new ClassPathResource(FILE).getInputStream()) {
            return new ApiWords(yaml.readValue(words, File.class));
        } catch (IOException e) {
            throw new UncheckedIOException("The words of the API document cannot be read", e);
        }
    }

    File file() {
        return file;
    }

    /** The operations in the order in which they are shown, such as {@code POST /calls/incoming}. */
    List<String> operations() {
        return List.copyOf(file.operations().keySet());
    }

    Optional<Operation> operation(String key) {
        return find("operations", key, file.operations());
    }

    Optional<Field> parameter(String name) {
        return find("parameters", name, file.parameters());
    }

    Optional<String> schema(String name) {
        return find("schemas", name, file.schemas());
    }

    /** The field of that schema in particular, else what its name means everywhere. */
    Optional<Field> field(String schema, String name) {
        return find("fields", schema + "." + name, file.fields()).or(() -> find("fields", name, file.fields()));
    }

    Optional<Failure> failure(ErrorCode code) {
        return find("failures", code, file.failures());
    }

    /** The words that nothing has needed so far. */
    Set<String> unused() {
        Set<String> unused = new HashSet<>();
        file.operations().keySet().forEach(key -> unused.add("operations." + key));
        file.parameters().keySet().forEach(key -> unused.add("parameters." + key));
        file.schemas().keySet().forEach(key -> unused.add("schemas." + key));
        file.fields().keySet().forEach(key -> unused.add("fields." + key));
        file.failures().keySet().forEach(key -> unused.add("failures." + key));
        unused.removeAll(used);
        return unused;
    }

    private <K, V> Optional<V> find(String part, K key, Map<K, V> words) {
        Optional<V> found = Optional.ofNullable(words.get(key));
        found.ifPresent(word -> used.add(part + "." + key));
        return found;
    }
}
