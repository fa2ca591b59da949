package dev.surprisal.processor.fuzz;

import dev.surprisal.processor.fuzz.RandomTypes.Around;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may stand in a type. */
final class RandomMembers {
  private static final int DEEPEST = 3;

  private final Dice dice;
  private final boolean isWild;
  private final RandomNames names;
  private final RandomAnnotations annotations;
  private final RandomTypes types;

  RandomMembers(
      Dice dice,
      boolean isWild,
      RandomNames names,
      RandomAnnotations annotations,
      RandomTypes types) {
    this.dice = dice;
    this.isWild = isWild;
    this.names = names;
    this.annotations = annotations;
    this.types = types;
  }

  /** The members of a type. */
  List<Tree> of(Kind kind, Set<String> fields, Scope scope) {
    Set<String> methods = new HashSet<>();
    List<Tree> members = new ArrayList<>();
    for (int i = dice.below(5); i > 0; i--) {
      switch (dice.below(isWild ? 8 : 6)) {
        case 0, 1, 2 -> members.add(field(kind, fields, scope));
        case 3, 4 -> members.add(method(kind, methods, scope));
        case 5 -> {
          if (scope.depth() < DEEPEST) {
            Around around = kind.isInterface() ? Around.INTERFACE : Around.CLASS;
            members.add(types.type(names.ofType(scope.taken()), around, false, scope));
          }
        }
        case 6 -> members.add(code(kind, methods, scope));
        default -> members.add(anonymous(kind, fields, scope));
      }
    }
    return members;
  }

  /** The members of a class in braces. */
  Tree body(Scope scope) {
    List<Tree> members = of(Kind.CLASS, new HashSet<>(), scope.ofStatics());
    return Tree.of(Tree.of(" {\n"), Tree.of("\n", members), Tree.of("\n}"));
  }

  private Tree field(Kind kind, Set<String> fields, Scope scope) {
    boolean isHead = dice.oneIn(2);
    boolean isStatic = kind.isInterface() || kind == Kind.RECORD || dice.oneIn(3);
    Scope sight = isStatic ? scope.ofStatics() : scope;
    String type = isHead ? outputs(sight) : anyType(sight);
    String modifiers =
        kind.isInterface()
            ? dice.of("", "public static final ")
            : dice.of("", "public ", "protected ", "private ")
                + (isStatic ? "static " : "")
                + dice.of("", "", "volatile ");
    return Tree.of(
        Tree.of("\n", isHead ? annotations.ofHead(true) : annotations.others()),
        Tree.of("\n" + modifiers),
        Tree.of(declared(type, kind.isInterface(), fields) + ";"));
  }

  /** A variable, or two; an array in either notation. */
  private String declared(String type, boolean isConstant, Set<String> fields) {
    String value = isConstant || dice.oneIn(2) ? " = " + valueOf(type) : "";
    String name = names.ofMember(fields);
    if (type.endsWith("[]") && !type.contains("@") && dice.oneIn(10)) {
      return type.substring(0, type.length() - 2) + " " + name + "[]" + value;
    }
    String other = ", " + names.ofMember(fields) + (isWild ? dice.of("", "[]") : "") + value;
    return type + " " + name + value + (dice.oneIn(8) ? other : "");
  }

  private Tree method(Kind kind, Set<String> methods, Scope scope) {
    if (kind == Kind.ANNOTATION) {
      return Tree.of(
          Tree.of("\n", isWild && dice.oneIn(2) ? annotations.ofHead(true) : List.of()),
          Tree.of("\n" + dice.of("int ", "String ") + names.ofMember(methods) + "();"));
    }
    String modifiers =
        kind == Kind.INTERFACE
            ? dice.of("", "default ", "static ", "private ")
            : dice.of("", "public ", "protected ", "private ") + dice.of("", "", "static ");
    boolean isHead = dice.oneIn(2);
    Scope sight = modifiers.contains("static") ? scope.ofStatics() : scope;
    String type = isHead ? outputs(sight) : dice.of(anyType(sight), "void");
    String typeParameter = dice.of("", "", "", "<T0> ");
    String parameters =
        dice.of("()", "()", "(int count)", "(float[] outputs)", "(float... logits)");
    // A name that is taken is one of a method with other parameters, or does not compile.
    String name = names.ofMember(isWild && dice.oneIn(10) ? new HashSet<>() : methods);
    String returned = type.equals("void") ? " {}" : " { return " + valueOf(type) + "; }";
    return Tree.of(
        Tree.of("\n", isHead ? annotations.ofHead(true) : annotations.others()),
        Tree.of("\n" + modifiers + typeParameter),
        Tree.of(type + " " + name),
        isWild && dice.oneIn(60) ? misplaced() : Tree.of(parameters),
        Tree.of(kind == Kind.INTERFACE && modifiers.isEmpty() ? ";" : returned));
  }

  /** Parameters with a head among them. */
  private Tree misplaced() {
    return Tree.of(Tree.of("("), Tree.of(" ", annotations.ofHead(true)), Tree.of(" float[] p)"));
  }

  /** Code with a type in it, which compilers do not show to processors. */
  private Tree code(Kind kind, Set<String> methods, Scope scope) {
    Set<String> taken = new HashSet<>(scope.taken());
    Tree local =
        types.type(
            names.ofType(taken), Around.METHOD, false, scope.ofStatics().inside("", List.of()));
    String before =
        kind == Kind.CLASS
            ? dice.of("static {", "{", "void " + names.ofMember(methods) + "() {")
            : "static void " + names.ofMember(methods) + "() {";
    return Tree.of(Tree.of("\n" + before + "\n"), local, Tree.of("\n}"));
  }

  /** A field with a type in its value. */
  private Tree anonymous(Kind kind, Set<String> fields, Scope scope) {
    String modifiers = kind.isInterface() ? "" : "static final ";
    String field = modifiers + "Object " + names.ofMember(fields) + " = new Object()";
    return Tree.of(Tree.of("\n" + field), body(scope.inside("", List.of())), Tree.of(";"));
  }

  /** A type for a head. */
  String outputs(Scope scope) {
    if (isWild && dice.oneIn(6)) {
      return anyType(scope);
    }
    return !scope.all().isEmpty() && dice.oneIn(6)
        ? dice.of(scope.all())
        : dice.of(
            "float[]", "float[]", "float[]", "double[]", "double[]", "float @Numbers.Mark []");
  }

  /** A type for a head or for anything else. */
  String anyType(Scope scope) {
    return !scope.all().isEmpty() && dice.oneIn(3)
        ? dice.of(scope.all())
        : dice.of(
            "float[]",
            "float[][]",
            "Float[]",
            "int[]",
            "int",
            "double",
            "String",
            "Object",
            "java.util.List<float[]>",
            "java.util.Map<String, ?>");
  }

  private static String valueOf(String type) {
    return type.equals("int") || type.equals("double") ? "0" : "null";
  }
}
