package io.quorate.benchmarks.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A manifest of Kubernetes, read more strictly than its own server does. */
final class Manifest {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 Service", Service.class,
            "apps/v1 StatefulSet", StatefulSet.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .annotationIntrospector(new Strict())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final List<HasMetadata> objects = new ArrayList<>();

    /** The model would keep a field that it does not know; here it is an error. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(final Annotated member) {
            return false;
        }
    }

    /**
     * The objects that a text describes.
     *
     * @throws IOException naming a field that there is not, or is of another type or there twice
     */
    Manifest(final String text) throws IOException {
        for (final JsonNode document : MAPPER.readerFor(JsonNode.class)
                .<JsonNode>readValues(text).readAll()) {
            final String kind = document.path("apiVersion").asText() + " "
                    + document.path("kind").asText();
            if (!KINDS.containsKey(kind)) {
                throw new IOException("a document is of the kind " + kind + ", not one of "
                        + KINDS.keySet());
            }
            objects.add(MAPPER.treeToValue(document, KINDS.get(kind)));
        }
    }

    /** All of that kind. */
    <T extends HasMetadata> List<T> all(final Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The only one of its kind. */
    <T extends HasMetadata> T the(final Class<T> kind) {
        final List<T> all = all(kind);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " of " + kind.getSimpleName());
        }
        return all.get(0);
    }
}
