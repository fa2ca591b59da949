package dev.surprisal.processor.fuzz;

import dev.surprisal.processor.fuzz.RandomTypes.Around;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whole cases, each drawn from its seed. */
final class RandomCases {
  private static final String IMPORTS =
      """
      import static dev.surprisal.annotation.Activation.*;
      import static dev.surprisal.annotation.Distribution.*;
      import dev.surprisal.annotation.*;
      """;

  /** What annotations may take their values from, and types their marks. */
  private static final String NUMBERS =
      """
      interface Numbers {
        int SIZE = 3;
        double SHARE = 0.25;
        boolean YES = true;

        @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
        @interface Mark {}
      }
      """;

  private final Dice dice;
  private final RandomTypes types;
  private final RandomNames names;
  private final String packageName;

  /** The names of all types of the package. */
  private final Set<String> taken = new HashSet<>(Set.of("Numbers"));

  /** The types that other files may name. */
  private final List<String> mains = new ArrayList<>();

  private RandomCases(Dice dice, RandomTypes types, RandomNames names, String packageName) {
    this.dice = dice;
    this.types = types;
    this.names = names;
    this.packageName = packageName;
  }

  /**
   * The case of a seed, in a package that no other case has.
   *
   * @param seed the seed
   * @param unnamed how many cases there are to one in the unnamed package
   */
  static Case of(long seed, int unnamed) {
    Dice dice = new Dice(seed);
    RandomNames names = new RandomNames(dice);
    RandomTypes types = new RandomTypes(dice, dice.oneIn(4), names);
    String inside = dice.of("", "", ".string", ".gr\u00f6\u00dfe", ".Head", ".java.lang", "._p");
    String packageName = seed % unnamed == 0 ? "" : "f" + seed + inside;
    RandomCases cases = new RandomCases(dice, types, names, packageName);
    List<Source> sources = new ArrayList<>();
    sources.add(cases.source());
    if (dice.oneIn(4)) {
      sources.add(cases.source());
    }
    for (int others = dice.of(0, 0, 3, 8); others > 0; others--) {
      String name = names.ofNeighbour(cases.taken);
      sources.add(cases.source(name, List.of(Tree.of("class " + name + " {}"))));
    }
    if (sources.toString().contains("Numbers.")) {
      sources.add(cases.source("Numbers", List.of(Tree.of(NUMBERS))));
    }
    return new Case(seed, sources);
  }

  private Source source() {
    Scope scope = Scope.ofFile(mains, taken);
    String name = names.ofType(taken);
    List<Tree> parts = new ArrayList<>();
    parts.add(Tree.of(IMPORTS));
    // A file need not have a type of its name.
    if (!dice.oneIn(15)) {
      parts.add(types.type(name, Around.FILE, dice.oneIn(2), scope));
      mains.addAll(scope.types().subList(mains.size(), scope.types().size()));
    }
    for (int more = dice.of(0, 0, 1); more > 0; more--) {
      parts.add(types.type(names.ofType(taken), Around.FILE, false, scope));
    }
    return source(name, parts);
  }

  private Source source(String name, List<Tree> parts) {
    boolean isUnnamed = packageName.isEmpty();
    String folder = isUnnamed ? "" : packageName.replace('.', '/') + "/";
    Tree declared = Tree.of(isUnnamed ? "" : "package " + packageName + ";\n");
    return new Source(folder + name + ".java", Tree.of(declared, Tree.of("", parts)));
  }
}
