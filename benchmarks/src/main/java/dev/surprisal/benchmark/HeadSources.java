package dev.surprisal.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sources with a head each: all families, with and without options, in turns. */
public final class HeadSources {
  /** The package that all heads are in. */
  public static final String PACKAGE = "heads";

  private static final List<String> DECLARATIONS =
      List.of(
          "distribution = CATEGORICAL, activation = SOFTMAX, size = 10",
          "distribution = BERNOULLI, activation = SIGMOID",
          "distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, size = 14",
          "distribution = GAUSSIAN, activation = IDENTITY",
          "distribution = CATEGORICAL, activation = SOFTMAX, ignoreIndex = -1, labelSmoothing = 0.1",
          "distribution = BERNOULLI, activation = SIGMOID, positiveWeight = 3",
          "distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, positiveWeights = true",
          "distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED, size = 3",
          "distribution = CATEGORICAL, activation = SOFTMAX, classWeights = true, zLoss = 1e-4",
          "distribution = BERNOULLI, activation = SIGMOID, exampleWeights = true",
          "distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, labelSmoothing = 0.1",
          "distribution = GAUSSIAN, activation = IDENTITY, precision = DOUBLE, reduction = SUM",
          "distribution = CATEGORICAL, activation = SOFTMAX, target = PROBABILITIES",
          "distribution = CATEGORICAL, activation = SOFTMAX, layout = CLASSES_FIRST, size = 21");

  private HeadSources() {}

  /** Writes them into a folder; returns their files. */
  static List<Path> write(int count, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String declaration = DECLARATIONS.get(i % DECLARATIONS.size());
      String name = "Head" + i;
      files.add(Files.writeString(folder.resolve(name + ".java"), source(name, declaration)));
    }
    return files;
  }

  /**
   * A head in a file of its own.
   *
   * @param name the name of its interface
   * @param declaration the members of its annotation
   * @return the source
   */
  public static String source(String name, String declaration) {
    return """
    package %s;

    import static dev.surprisal.annotation.Activation.*;
    import static dev.surprisal.annotation.Distribution.*;
    import static dev.surprisal.annotation.Layout.*;
    import static dev.surprisal.annotation.OutputForm.*;
    import static dev.surprisal.annotation.Precision.*;
    import static dev.surprisal.annotation.Reduction.*;
    import static dev.surprisal.annotation.TargetForm.*;
    import static dev.surprisal.annotation.Variance.*;

    import dev.surprisal.annotation.Loss;
    import dev.surprisal.annotation.Targets;

    @Loss(%s)
    public interface %s {}
    """
        .formatted(PACKAGE, declaration, name);
  }
}
