package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Processors of other libraries in the same compilation, asked after ours. */
class OtherProcessorsTest {
  private static final String BERNOULLI =
      "@Loss(distribution = Distribution.BERNOULLI, activation = Activation.SIGMOID) ";
  private static final String GAUSSIAN =
      "@Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY) ";
  private static final String OF_LATE_SIZE = GAUSSIAN.replace(")", ", size = Constants.SIZE)");
  private static final String LOG_PROBABILITIES =
      "@Loss(distribution = Distribution.CATEGORICAL, activation = Activation.SOFTMAX,"
          + " outputs = OutputForm.LOG_PROBABILITIES) ";

  private static Compilation compile(String name, String text, SourceWriter other) {
    return Compiler.javac()
        .withOptions("-Xlint:all,-processing", "-Werror")
        .withProcessors(new LossProcessor(), new LocalHeadProcessor(), other)
        .compile(Compiling.source(name, "import dev.surprisal.annotation.*;", text));
  }

  private static Map<String, String> generated(String name, String text, SourceWriter other) {
    Compilation compilation = compile(name, text, other);
    assertThat(compilation.diagnostics()).isEmpty();
    return Compiling.generatedSources(compilation);
  }

  private static SourceWriter constants(String constant) {
    return new SourceWriter("Constants", "interface Constants { " + constant + " }");
  }

  private static SourceWriter writing(String name, String text) {
    return new SourceWriter(name, "import dev.surprisal.annotation.*;", text);
  }

  /** In the first round the constant is unknown: taken for left out, the size would be 1. */
  @Test
  void maySayTheConstantOfAHead() {
    assertThat(generated("Late", OF_LATE_SIZE + "interface Late {}", constants("int SIZE = 5;")))
        .containsOnlyKeys("Constants", "LateLoss")
        .hasEntrySatisfying("LateLoss", text -> assertThat(text).contains("int SIZE = 5;"));
  }

  @Test
  void maySayTheConstantOfANestedHead() {
    String heads =
        "class Late { record Pair("
            + (OF_LATE_SIZE + "float[] first, ")
            + (GAUSSIAN + "float[] second) {} ")
            + (GAUSSIAN + "interface Other {} }");

    assertThat(generated("Late", heads, constants("int SIZE = 5;")))
        .containsOnlyKeys(
            "Constants", "LatePairFirstLoss", "LatePairSecondLoss", "LatePairLoss", "LateOtherLoss")
        .hasEntrySatisfying("LatePairFirstLoss", text -> assertThat(text).contains("SIZE = 5;"));
  }

  @Test
  void maySayWhichWarningIsSuppressed() {
    String head =
        "@SuppressWarnings(Constants.KEY) class Late { "
            + LOG_PROBABILITIES
            + "interface Head {} }";

    assertThat(generated("Late", head, constants("String KEY = \"log-probabilities\";")))
        .containsOnlyKeys("Constants", "LateHeadLoss");
  }

  /** A value that nobody writes is an error of the compiler's, and of nobody else. */
  @Test
  void needNotSayAnything() {
    Compilation compilation =
        compile(
            "Late",
            "@SuppressWarnings(Missing.KEY) class Late { "
                + (GAUSSIAN + "interface Head {} ")
                + (OF_LATE_SIZE + "float[] outputs; }"),
            constants("int OTHER = 5;"));

    assertThat(compilation.errors())
        .extracting(error -> error.getMessage(Locale.ROOT).lines().findFirst().orElseThrow())
        .containsOnly("cannot find symbol");
  }

  @Test
  void mayWriteHeads() {
    assertThat(
            generated(
                "User",
                "class User { " + GAUSSIAN + "float[] outputs; }",
                writing("Made", "class Made { " + BERNOULLI + "float[] outputs; }")))
        .containsOnlyKeys("UserOutputsLoss", "Made", "MadeOutputsLoss");
  }

  /** As AutoValue does: to the field and to the method that implements the user's. */
  @Test
  void mayCopyHeadsToAClassThatImplementsThem() {
    String user =
        "abstract class User { "
            + (GAUSSIAN + "abstract float[] price(); ")
            + (BERNOULLI + "abstract float[] spam(); }");
    String copy =
        "class Copy extends User { "
            + (GAUSSIAN + "private final float[] price = {}; ")
            + (BERNOULLI + "private final float[] spam = {}; ")
            + (GAUSSIAN + "@Override float[] price() { return price; } ")
            + (BERNOULLI + "@Override float[] spam() { return spam; } }");

    assertThat(generated("User", user, writing("Copy", copy)))
        .containsOnlyKeys("Copy", "UserPriceLoss", "UserSpamLoss", "UserLoss");
  }

  /** As RecordBuilder does: to the getters of a class beside the record. */
  @Test
  void mayCopyHeadsToABuilder() {
    String user = "record User(" + GAUSSIAN + "float[] price, " + BERNOULLI + "float[] spam) {}";
    String builder =
        "class UserBuilder { "
            + (GAUSSIAN + "float[] price() { return null; } ")
            + (BERNOULLI + "float[] spam() { return null; } ")
            + ("interface With { " + GAUSSIAN + "float[] price(); } }");

    assertThat(generated("User", user, writing("UserBuilder", builder)))
        .containsOnlyKeys("UserBuilder", "UserPriceLoss", "UserSpamLoss", "UserLoss");
  }

  /** As Immutables does, if told: to the class that implements the annotated type. */
  @Test
  void mayCopyAHeadThatIsAType() {
    assertThat(
            generated(
                "User",
                GAUSSIAN + "interface User {}",
                writing("ImmutableUser", GAUSSIAN + "class ImmutableUser implements User {}")))
        .containsOnlyKeys("ImmutableUser", "UserLoss");
  }
}
