"""Pictures of the report (图): plain vectors that read without colour, each with words that say the same."""
