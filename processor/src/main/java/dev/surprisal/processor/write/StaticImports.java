package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What the code of a class calls by its simple name, taken down while the code is written. */
final class StaticImports {
  /** Members of the JDK. */
  private static final Set<Member> KNOWN =
      Set.of(
          member(Math.class, "log"),
          member(Math.class, "exp"),
          member(Math.class, "max"),
          member(Math.class, "min"),
          member(Math.class, "pow"),
          member(System.class, "arraycopy"),
          member(Arrays.class, "fill"),
          member(Double.class, "NEGATIVE_INFINITY"));

  private final Set<Member> used = new HashSet<>();

  /** A static member. */
  record Member(ClassName type, String name) {}

  private static Member member(Class<?> type, String name) {
    return new Member(ClassName.get(type), name);
  }

  /** A member is used. */
  void add(Member member) {
    used.add(member);
  }

  /** A type is used, and after it comes this code: a dot and a member, if it is one of ours. */
  void add(ClassName type, String code) {
    for (Member member : KNOWN) {
      if (code.startsWith(member.name(), 1) && member.type().equals(type)) {
        used.add(member);
      }
    }
  }

  void addTo(JavaFile.Builder file) {
    used.forEach(member -> file.addStaticImport(member.type(), member.name()));
  }
}
