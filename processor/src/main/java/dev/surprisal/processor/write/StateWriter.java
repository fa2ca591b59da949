package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.schedule.program.LossPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The state of a generated class: what its constructor was given, and settings, with methods that
 * give a copy in which these are others.
 */
final class StateWriter {
  private final LossPlan plan;
  private final TypeSpec.Builder type;
  private final ClassName className;

  StateWriter(LossPlan plan, TypeSpec.Builder type) {
    this.plan = plan;
    this.type = type;
    this.className = ClassName.get(plan.packageName(), plan.className());
  }

  /** Adds all of it to the class. */
  void write() {
    settings()
        .forEach((name, of) ->
            type.addField(FieldSpec.builder(of, name, Modifier.PRIVATE, Modifier.FINAL).build()));
    new ConstructorWriter(plan, type).write();
    type.addMethod(copy());
    if (plan.linear().isPresent()) {
      type.addMethod(with("on", Map.of("tiles", "tiles.on(workers)"), workers()));
      type.addMethod(with("within", Map.of("tiles", "tiles.within(bytes)"), bytes()));
    } else {
      type.addMethod(with("on", Map.of(), workers()));
    }
    if (plan.outputCheck().isPresent()) {
      type.addMethod(with("withoutOutputChecks", Map.of("checksOutputs", "false")));
    }
  }

  /** The fields that copies may differ in. */
  private Map<String, TypeName> settings() {
    Map<String, TypeName> settings = new LinkedHashMap<>();
    if (plan.linear().isPresent()) {
      settings.put("tiles", RuntimeNames.LOGIT_TILES);
    }
    settings.put("workers", RuntimeNames.WORKERS);
    if (plan.outputCheck().isPresent()) {
      settings.put("checksOutputs", TypeName.BOOLEAN);
    }
    return settings;
  }

  private static ParameterSpec workers() {
    return ParameterSpec.builder(RuntimeNames.WORKERS, "workers").build();
  }

  private static ParameterSpec bytes() {
    return ParameterSpec.builder(TypeName.LONG, "bytes").build();
  }

  /** The same loss with other settings. */
  private MethodSpec copy() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    List<String> given = given();
    if (!given.isEmpty()) {
      constructor.addParameter(className, "loss");
    }
    given.forEach(name -> constructor.addStatement("$1L = loss.$1L", name));
    settings()
        .forEach((name, of) -> {
          constructor.addParameter(of, name);
          if (name.equals("workers")) {
            constructor.addStatement(
                "this.workers = $T.requireNonNull(workers, $S)", Objects.class, name);
          } else {
            constructor.addStatement("this.$1L = $1L", name);
          }
        });
    return constructor.build();
  }

  /** The fields that are what the constructor was given. */
  private List<String> given() {
    return type.build().fieldSpecs().stream()
        .filter(field -> !field.modifiers().contains(Modifier.STATIC))
        .map(FieldSpec::name)
        .filter(name -> !settings().containsKey(name))
        .toList();
  }

  /** A method that gives a copy in which some settings are others. */
  private MethodSpec with(String name, Map<String, String> others, ParameterSpec... parameters) {
    String settings =
        settings().keySet().stream()
            .map(setting -> others.getOrDefault(setting, setting))
            .collect(Collectors.joining(", "));
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(className)
        .addParameters(List.of(parameters))
        .addStatement("return new $T($L$L)", className, given().isEmpty() ? "" : "this, ", settings)
        .build();
  }
}
