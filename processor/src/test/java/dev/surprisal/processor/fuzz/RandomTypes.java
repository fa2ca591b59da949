package dev.surprisal.processor.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Declarations of types, with heads on what can be one and on what cannot. */
final class RandomTypes {
  /** Where a type stands. */
  enum Around {
    FILE,
    CLASS,
    INTERFACE,
    METHOD
  }

  private final Dice dice;
  private final boolean isWild;
  private final RandomNames names;
  private final RandomAnnotations annotations;
  private final RandomMembers members;

  /**
   * What is written with a mind.
   *
   * @param dice the choices
   * @param isWild whether much of it may be wrong
   * @param names what it is called
   */
  RandomTypes(Dice dice, boolean isWild, RandomNames names) {
    this.dice = dice;
    this.isWild = isWild;
    this.names = names;
    annotations = new RandomAnnotations(dice, isWild);
    members = new RandomMembers(dice, isWild, names, annotations, this);
  }

  Tree type(String name, Around around, boolean isPublic, Scope scope) {
    Kind kind =
        dice.oneIn(isWild && around != Around.METHOD ? 12 : 10_000)
            ? Kind.ANNOTATION
            : dice.of(Kind.CLASS, Kind.CLASS, Kind.RECORD, Kind.RECORD, Kind.INTERFACE, Kind.ENUM);
    boolean isHead =
        dice.oneIn(4) && (isWild || kind != Kind.ANNOTATION && around != Around.METHOD);
    List<String> parameters = kind.canBeGeneric() ? typeParameters(name) : List.of();
    if (kind.canBeGeneric()) {
      scope.types().add(name + List.of("", "<?>", "<?, ?>").get(parameters.size()));
    }
    Scope inside = scope.inside(name, parameters);
    Set<String> fields = new HashSet<>();
    List<Tree> accessors = new ArrayList<>();
    return Tree.of(
        Tree.of("\n", isHead ? annotations.ofHead(false) : annotations.others()),
        Tree.of("\n" + (isPublic ? "public " : "")),
        Tree.of(modifiers(kind, around)),
        Tree.of(kind.keyword() + " " + name),
        Tree.of(written(parameters)),
        kind == Kind.RECORD ? components(fields, accessors, inside) : Tree.of(""),
        Tree.of(" {\n"),
        kind == Kind.ENUM ? constants(inside) : Tree.of(""),
        Tree.of("\n", members.of(kind, fields, inside)),
        Tree.of("\n", accessors),
        Tree.of("\n}"));
  }

  private List<String> typeParameters(String type) {
    String first = dice.oneIn(3) ? names.ofType(new HashSet<>(Set.of(type))) : "T";
    return dice.of(
        List.of(), List.of(), List.of(), List.of(), List.of(first), List.of(first, "S0"));
  }

  private String written(List<String> parameters) {
    if (parameters.isEmpty()) {
      return "";
    }
    String first = parameters.get(0);
    String bound = dice.of("", " extends Number", " extends Comparable<" + first + ">");
    return "<" + first + bound + (parameters.size() == 1 ? ">" : ", S0>");
  }

  private String modifiers(Kind kind, Around around) {
    String own = kind == Kind.CLASS ? dice.of("", "", "final ", "abstract ") : "";
    return switch (around) {
      case FILE, METHOD -> own;
      case CLASS ->
          dice.of("", "", "public ", "protected ", isWild ? "private " : "")
              + dice.of("", "static ")
              + own;
      case INTERFACE -> dice.of("", "public ", "static ") + own;
    };
  }

  /**
   * The components of a record.
   *
   * @param fields what they are called is added
   * @param accessors those that are written by hand are added
   * @param scope what is in sight
   */
  private Tree components(Set<String> fields, List<Tree> accessors, Scope scope) {
    List<Tree> components = new ArrayList<>();
    for (int rest = dice.below(5); rest > 0; rest--) {
      boolean isHead = dice.below(3) > 0;
      String type = isHead ? members.outputs(scope) : members.anyType(scope);
      boolean isVarargs = rest == 1 && type.endsWith("[]") && dice.oneIn(4);
      String written = isVarargs ? type.substring(0, type.length() - 2) + "..." : type;
      String name = isWild && dice.oneIn(10) ? names.ofMember(fields) : names.ofComponent(fields);
      components.add(
          Tree.of(
              Tree.of(" ", isHead ? annotations.ofComponent() : List.of()),
              Tree.of("\n    " + written + " " + name)));
      if (dice.oneIn(8)) {
        accessors.add(
            Tree.of(
                Tree.of("\n", dice.oneIn(2) ? annotations.ofHead(true) : annotations.others()),
                Tree.of("\npublic " + type + " " + name + "() { return " + name + "; }")));
      }
    }
    return Tree.of(Tree.of("("), Tree.of(",", components), Tree.of(")"));
  }

  private Tree constants(Scope scope) {
    List<Tree> constants = new ArrayList<>();
    for (int i = dice.below(3); i > 0; i--) {
      boolean isHead = isWild && dice.oneIn(8);
      constants.add(
          Tree.of(
              Tree.of(" ", isHead ? annotations.ofHead(true) : List.of()),
              Tree.of(" C" + i),
              isWild && dice.oneIn(8) ? members.body(scope) : Tree.of("")));
    }
    return Tree.of(Tree.of(",\n", constants), Tree.of(";\n"));
  }
}
