"""Times of the engine, each taken together with a check of what was computed."""
