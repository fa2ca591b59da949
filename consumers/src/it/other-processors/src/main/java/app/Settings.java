package app;

import lombok.Value;

@Value
class Settings {
  int epochs;
}
