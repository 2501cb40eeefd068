"""The rules: pure functions of values. No session, no clock, no sentence, no screen."""
