"""Benefits of one person by fund (单项待遇): each module holds the columns and the sums of one kind."""
