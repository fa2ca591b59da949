/** What users write on an output head. Depends on nothing and is not needed at run time. */
module dev.surprisal.annotation {
  exports dev.surprisal.annotation;
}
