package dev.surprisal.processor.model;

/** What kind of element a head stands on. */
public enum Carrier {
  /** A class, interface, record or enum. */
  TYPE,
  /** An annotation interface. */
  ANNOTATION_INTERFACE,
  /** A field. */
  FIELD,
  /** A constant of an enum. */
  ENUM_CONSTANT,
  /** A method; its return type is the type of the head. */
  METHOD,
  /** A component of a record. */
  RECORD_COMPONENT
}
