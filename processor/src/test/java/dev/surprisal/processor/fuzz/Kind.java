package dev.surprisal.processor.fuzz;

/** Kinds of types. */
enum Kind {
  CLASS("class"),
  RECORD("record"),
  INTERFACE("interface"),
  ENUM("enum"),
  ANNOTATION("@interface");

  private final String keyword;

  Kind(String keyword) {
    this.keyword = keyword;
  }

  String keyword() {
    return keyword;
  }

  /** Whether its fields are constants, and all in it is public. */
  boolean isInterface() {
    return this == INTERFACE || this == ANNOTATION;
  }

  boolean canBeGeneric() {
    return this != ENUM && this != ANNOTATION;
  }
}
