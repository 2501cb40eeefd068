"""Short questions: each is a modal screen that gives its answer, or None when it is cancelled."""
