package com.nevermisscall.callservice.documentation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nevermisscall.callservice.web.ApiResponse;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotBlank;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the general reading of our records does not see: the envelope, which stands in each answer with the real type of
 * its data; nested records, whose names alone are not unique; other spellings; and that a text must not be blank.
 */
class WireSchemas implements ModelConverter {

    /** Where a field's other spellings stand. */
    static final String ALIASES = "x-aliases";

    /** Some character that is not blank, anywhere in the text. */
    static final String NOT_BLANK = "\\S";

    private static final String OUR_PACKAGE = "com.nevermisscall.callservice.";

    private final ObjectMapper json;

    WireSchemas(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = json.constructType(type.getType());
        if (java.hasRawClass(ApiResponse.class)) {
            return envelope(java.containedType(0), context);
        }
        Class<?> raw = java.getRawClass();
        if (raw.isRecord() && raw.isMemberClass() && raw.getName().startsWith(OUR_PACKAGE)) {
            type.setName(nameOf(raw));
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        if (schema != null && type.isSchemaProperty()) {
            annotations(type).forEach(annotation -> tell(annotation, schema));
        }
        return schema;
    }

    private Schema<?> envelope(JavaType data, ModelConverterContext context) {
        return Types.object()
                .addProperty("success", Types.always(true))
                .addProperty("data", dataOf(data, context))
                .addProperty("message", Types.text());
    }

    /** Data with a single component is no type of its own: the contract puts a call under {@code data.call}. */
    private Schema<?> dataOf(JavaType data, ModelConverterContext context) {
        RecordComponent[] components = data.getRawClass().getRecordComponents();
        if (components.length > 1) {
            return reference(data, context);
        }
        JavaType content = json.getTypeFactory().resolveMemberType(components[0].getGenericType(), data.getBindings());
        return Types.object().addProperty(components[0].getName(), reference(content, context));
    }

    private static Schema<?> reference(JavaType type, ModelConverterContext context) {
        return context.resolve(new AnnotatedType(type).resolveAsRef(true));
    }

    /** {@code LeadResponse.Analysis} is a LeadAnalysis, {@code HealthController.Health} just Health. */
    private static String nameOf(Class<?> nested) {
        String around =
                nested.getDeclaringClass().getSimpleName().replaceFirst("(Controller|Queries|Response|Request)$", "");
        return nested.getSimpleName().startsWith(around) ? nested.getSimpleName() : around + nested.getSimpleName();
    }

    private static Stream<Annotation> annotations(AnnotatedType type) {
        return Optional.ofNullable(type.getCtxAnnotations()).stream().flatMap(Arrays::stream);
    }

    private static void tell(Annotation annotation, Schema<?> schema) {
        if (annotation instanceof JsonAlias alias) {
            schema.addExtension(ALIASES, List.of(alias.value()));
        } else if (annotation instanceof NotBlank) {
            schema.setPattern(NOT_BLANK);
        }
    }
}
